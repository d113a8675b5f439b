//! What axe-core, the checker that auditors of accessibility use, finds: nothing, on every screen, light and
//! dark, in every language.

use crate::browser::Browser;
use crate::languages::{screens, speak};
use portico_tests::portal::Sandbox;
use serde_json::json;
use shared::text::Language;
use std::{env, fs, path::Path};

/// Answers a line for each violation: its rule, how grave it is and the first elements at fault. A rule is passed
/// by something on every page, so an empty list of passes means that nothing was looked at. It waits for no frame,
/// of which a busy machine may paint none for a long time: without transitions colours are new at once.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] })
        .then(({ violations, passes }) => done(passes.length === 0 ? ['axe looked at nothing'] :
            violations.map(({ id, impact, nodes }) =>
                `${id} (${impact}): ${nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' ')}`)))
        .catch(error => done([String(error)]));";

/// Everything is at the end of its transition. The portal's pages take no style from within but one made so.
const STOP: &str = "const still = new CSSStyleSheet();
    still.replaceSync('*, ::before, ::after { transition: none !important }');
    document.adoptedStyleSheets.push(still);";

#[test]
fn axe_finds_nothing_on_any_screen() {
    let folder = env::var("PORTICO_NODE_CLIENTS").expect("`cargo xtask test` installs axe-core and says where");
    let axe = Path::new(&folder).join("node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(axe).expect("axe-core is installed");
    let sandbox = Sandbox::start();
    let screens = screens(&sandbox);
    let browser = Browser::new(&sandbox.url);
    let mut wrong = Vec::new();
    let mut look = |screen: &str| {
        browser.open(screen);
        for language in Language::ALL {
            speak(&browser, language);
            browser.reload();
            browser.settle(language);
            browser.run(STOP, &[]);
            browser.run(&axe, &[]);
            for colours in ["light", "dark"] {
                browser.run("document.documentElement.dataset.theme = arguments[0]", &[json!(colours)]);
                let found: Vec<String> = browser.ask_later(RUN);
                wrong.extend(found.iter().map(|found| format!("{screen} {} {colours}: {found}", language.code())));
            }
        }
    };
    look("/sign-in");
    speak(&browser, Language::En);
    browser.sign_in(&sandbox.admin);
    screens.iter().for_each(|screen| look(screen));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
