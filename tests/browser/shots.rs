//! A picture of every screen, for people to look at: wide and narrow, light and dark, in every
//! language; and contact sheets, which show all screens of a kind side by side.

use crate::browser::{Browser, Size};
use crate::languages::{screens, speak};
use portico_tests::portal::Sandbox;
use portico_tests::program::target_directory;
use serde_json::json;
use shared::text::Language;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
#[ignore = "writes pictures"]
fn shots() {
    let folder = target_directory().parent().expect("a profile has a target directory").join("shots");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    let sandbox = Sandbox::with(&["--records", "60"]);
    let screens = screens(&sandbox);
    let mut sheets = BTreeMap::new();
    for (size, width) in [(Size::Wide, "wide"), (Size::Narrow, "narrow")] {
        let browser = Browser::with(&sandbox.url, size);
        let mut shoot = |screen: &str| {
            browser.open(screen);
            for language in Language::ALL {
                speak(&browser, language);
                for colours in ["light", "dark"] {
                    browser.run("localStorage.setItem('portico.theme', arguments[0])", &[json!(colours)]);
                    browser.reload();
                    browser.settle(language);
                    let kind = format!("{width}.{colours}.{}", language.code());
                    let name = screen.trim_matches('/').replace(['/', '?', '#', '='], "-");
                    let file = format!("{name}.{kind}.png");
                    browser.shoot(&folder.join(&file));
                    sheets.entry((kind, size == Size::Narrow)).or_insert_with(Vec::new).push((name, file));
                }
            }
        };
        shoot("/sign-in");
        speak(&browser, Language::En);
        browser.sign_in(&sandbox.admin);
        screens.iter().for_each(|screen| shoot(screen));
    }
    develop(&sandbox, &folder, &sheets);
    println!("pictures are in {}", folder.display());
}

/// Pictures of a kind, as `(screen, file)`, by the name of the kind and whether they are narrow.
type Sheets = BTreeMap<(String, bool), Vec<(String, String)>>;

/// Pictures in a row of a sheet.
const WIDE: usize = 4;
const NARROW: usize = 8;

/// How wide a sheet is, CSS pixels.
const SHEET: u32 = 1440;

/// Writes `sheet.<kind>.html` and a picture of it for each kind.
fn develop(sandbox: &Sandbox, folder: &Path, sheets: &Sheets) {
    for ((kind, narrow), pictures) in sheets {
        let columns = if *narrow { NARROW } else { WIDE };
        let figure = |(name, file): &(String, String)| {
            format!(
                "<figure><a href=\"{file}\"><img src=\"{file}\" alt=\"\"></a><figcaption>{name}</figcaption></figure>"
            )
        };
        let figures: String = pictures.iter().map(figure).collect();
        let page = format!(
            "<!doctype html><meta charset=\"utf-8\"><title>{kind}</title><style>\
             body {{ margin: 16px; display: grid; grid-template-columns: repeat({columns}, 1fr); gap: 12px; \
             font: 12px sans-serif; background: #888; }} figure {{ margin: 0; }} img {{ width: 100%; }}</style>{figures}"
        );
        let file = folder.join(format!("sheet.{kind}.html"));
        fs::write(&file, page).unwrap();
        let browser = Browser::new(&sandbox.url);
        browser.open(&format!("file://{}", file.display()));
        let resize = |height| browser.wait(browser.driver().set_window_rect(0, 0, SHEET, height));
        resize(SHEET);
        browser.until("the pictures do not come", || {
            let all = "return [...document.images].every(image => image.complete)";
            (browser.run(all, &[])? == true).then_some(())
        });
        // A window as tall as the sheet, with what the browser puts around it.
        let tall = "const { bottom } = document.body.getBoundingClientRect(); \
            return Math.ceil(bottom + 16 + outerHeight - innerHeight)";
        let tall = browser.until("the sheet has no height", || browser.run(tall, &[])?.as_u64());
        resize(u32::try_from(tall).unwrap());
        browser.shoot(&file.with_extension("png"));
    }
}
