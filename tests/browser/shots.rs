//! A picture of every screen, for people to look at: wide and narrow, light and dark, in every
//! language.

use crate::browser::{Browser, Size};
use crate::languages::{screens, speak};
use portico_tests::portal::Sandbox;
use portico_tests::program::target_directory;
use serde_json::json;
use shared::text::Language;
use std::fs;

#[test]
#[ignore = "writes pictures"]
fn shots() {
    let folder = target_directory().parent().expect("a profile has a target directory").join("shots");
    fs::create_dir_all(&folder).unwrap();
    let sandbox = Sandbox::with(&["--records", "60"]);
    let screens = screens(&sandbox);
    for (size, width) in [(Size::Wide, "wide"), (Size::Narrow, "narrow")] {
        let browser = Browser::with(&sandbox.url, size);
        let shoot = |screen: &str| {
            browser.open(screen);
            for language in Language::ALL {
                speak(&browser, language);
                for colours in ["light", "dark"] {
                    browser.run("localStorage.setItem('portico.theme', arguments[0])", &[json!(colours)]);
                    browser.reload();
                    browser.settle(language);
                    let name = screen.trim_matches('/').replace('/', "-");
                    let file = format!("{name}.{width}.{colours}.{}.png", language.code());
                    browser.shoot(&folder.join(file));
                }
            }
        };
        shoot("/sign-in");
        speak(&browser, Language::En);
        browser.sign_in(&sandbox.admin);
        screens.iter().for_each(|screen| shoot(screen));
    }
    println!("pictures are in {}", folder.display());
}
