//! A browser with a driver and a profile of its own, and what a person sees and does in it. Things
//! are found as a screen reader finds them: by the role and the name that the browser itself
//! computes, in the topmost dialog if one is open.

use portico_tests::portal::Account;
use portico_tests::program::{PATIENCE, Program};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::text::Language;
use std::env;
use std::future::Future;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, ChromiumCapabilities, Key, WebDriver, WebElement};
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Interval, interval};

/// Somebody's browser. What its console reports as an error fails the test when it closes.
pub struct Browser {
    runtime: Runtime,
    driver: WebDriver,
    url: String,
    // Dropped after everything above: first the driver's process, then the profile.
    _process: Program,
    _profile: TempDir,
}

/// How large the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A desk.
    Wide,
    /// The narrowest telephone.
    Narrow,
}

/// Width of [`Size::Narrow`], CSS pixels.
pub const NARROW: u32 = 360;

impl Browser {
    /// A new browser for the portal with this address. It has opened nothing yet.
    pub fn new(url: &str) -> Browser {
        Browser::with(url, Size::Wide)
    }

    /// The same with a page of this size.
    pub fn with(url: &str, size: Size) -> Browser {
        let (chromium, chromedriver) = (named("PORTICO_CHROMIUM"), named("PORTICO_CHROMEDRIVER"));
        let profile = tempfile::tempdir().expect("a temporary directory can be made");
        let (process, port) = start_driver(&chromedriver);
        let profile_path = profile.path().to_str().expect("temporary directories have plain names");
        let wishes = wishes(&chromium, profile_path, size).expect("the wishes are plain JSON");
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes);
        let driver = runtime.block_on(driver).unwrap_or_else(|error| panic!("no browser: {error}\n{}", process.log()));
        let browser = Browser { runtime, driver, url: url.to_owned(), _process: process, _profile: profile };
        browser.wait(browser.driver.set_script_timeout(PATIENCE));
        browser
    }

    /// Opens an address of the portal, or an absolute one.
    #[track_caller]
    pub fn open(&self, address: &str) {
        let address = if address.starts_with('/') { format!("{}{address}", self.url) } else { address.to_owned() };
        self.wait(self.driver.goto(address));
    }

    /// Opens the portal and signs in.
    #[track_caller]
    pub fn sign_in(&self, account: &Account) {
        self.open("/dev");
        self.fill("E-mail", &account.email);
        self.fill("Password", &account.password);
        self.click("button", "Sign in");
        self.expect("heading", "What do you want to connect?");
    }

    /// Opens the menu of whoever is signed in.
    #[track_caller]
    pub fn open_account(&self) {
        self.until("no menu", || self.run("document.querySelector('.shell__me').click(); return true", &[]));
        self.expect("button", "Sign out");
    }

    /// Reads the page anew.
    #[track_caller]
    pub fn reload(&self) {
        self.wait(self.driver.refresh());
    }

    /// Path, query and fragment of the address.
    #[track_caller]
    pub fn path(&self) -> String {
        let url = self.wait(self.driver.current_url());
        url.as_str().trim_start_matches(&self.url).to_owned()
    }

    /// Waits for an address of which `pick` makes something.
    #[track_caller]
    pub fn expect_path<T>(&self, what: &str, pick: impl Fn(&str) -> Option<T>) -> T {
        self.until(&format!("no {what} in the address"), || pick(&self.path()))
    }

    /// Waits for the thing.
    #[track_caller]
    pub fn expect(&self, role: &str, name: &str) -> WebElement {
        self.until(&format!("no {role} “{name}”"), || self.find(role, name))
    }

    /// Waits until the thing is not there.
    #[track_caller]
    pub fn expect_gone(&self, role: &str, name: &str) {
        self.until(&format!("{role} “{name}” stays"), || self.find(role, name).is_none().then_some(()));
    }

    /// Whether the thing is there now. Only to be asked of a screen that is complete.
    #[track_caller]
    pub fn has(&self, role: &str, name: &str) -> bool {
        self.find(role, name).is_some()
    }

    /// Waits for these words.
    #[track_caller]
    pub fn expect_text(&self, words: &str) {
        self.until(&format!("the words “{words}” do not come"), || self.text().contains(words).then_some(()));
    }

    /// Waits until these words are not there.
    #[track_caller]
    pub fn expect_text_gone(&self, words: &str) {
        self.until(&format!("the words “{words}” stay"), || (!self.text().contains(words)).then_some(()));
    }

    /// Waits until a screen in this language has everything that it asked the portal for, in its place.
    #[track_caller]
    pub fn settle(&self, language: Language) {
        let loading = ["Loading…", "Chargement…", "Загрузка…"];
        self.until("the screen does not come", || {
            let lang = self.run("return document.documentElement.lang", &[])?;
            let words = self.text();
            let there = lang == language.code() && !loading.iter().any(|loading| words.contains(loading));
            (there && !self.headings().is_empty() && self.run(STILL, &[])? == true).then_some(())
        });
    }

    /// Waits for a row of a table with these words; answers all of its words.
    #[track_caller]
    pub fn expect_row(&self, words: &str) -> String {
        self.until(&format!("no row with “{words}”"), || {
            let rows: Vec<String> = self.ask("rows", &[])?;
            rows.into_iter().find(|row| row.contains(words))
        })
    }

    /// Waits for the words in a thing, of which `pick` makes something.
    #[track_caller]
    pub fn expect_in<T>(&self, role: &str, name: &str, what: &str, pick: impl Fn(&str) -> Option<T>) -> T {
        self.until(&format!("no {what} in {role} “{name}”"), || {
            let words: String = self.ask("words", &[self.find(role, name)?.to_json().ok()?])?;
            pick(&words)
        })
    }

    /// All words to be seen.
    #[track_caller]
    pub fn text(&self) -> String {
        self.until("no page", || self.ask("words", &[]))
    }

    /// The words of every heading to be seen, in their order.
    #[track_caller]
    pub fn headings(&self) -> Vec<String> {
        self.until("no page", || self.ask("headings", &[]))
    }

    /// The page's markup as it is now.
    #[track_caller]
    pub fn source(&self) -> String {
        self.wait(self.driver.source())
    }

    /// Presses a thing once it can be pressed.
    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        // What is on its way, covered or replaced meanwhile is tried again.
        self.until(&format!("no {role} “{name}” to press"), || self.try_click(role, name).then_some(()));
    }

    /// Presses a thing if it can be pressed now.
    pub fn try_click(&self, role: &str, name: &str) -> bool {
        self.find(role, name).is_some_and(|thing| self.runtime.block_on(thing.click()).is_ok())
    }

    /// Types into the input with this label, in place of what was there.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        self.until(&format!("no input “{label}” to type into"), || {
            let input = INPUTS.into_iter().find_map(|role| self.find(role, label))?;
            let all = Key::Control + "a".to_owned() + Key::Null + Key::Delete;
            self.runtime.block_on(input.send_keys(all + text)).ok()
        });
    }

    /// Presses one of a few choices side by side.
    #[track_caller]
    pub fn pick(&self, name: &str) {
        self.until(&format!("no choice “{name}”"), || {
            let choice: Value = self.ask("choice", &[json!(name)])?;
            let choice = WebElement::from_json(choice, self.driver.handle().clone()).ok()?;
            self.runtime.block_on(choice.click()).ok()
        });
    }

    /// Chooses an option of the list with this label.
    #[track_caller]
    pub fn choose(&self, label: &str, option: &str) {
        self.expect("combobox", label);
        self.until(&format!("no option “{option}” in “{label}”"), || {
            let option: Value = self.ask("option", &[json!(label), json!(option)])?;
            let option = WebElement::from_json(option, self.driver.handle().clone()).ok()?;
            self.runtime.block_on(option.click()).ok()
        });
    }

    /// What stands in the input with this label.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        let input = self.expect("textbox", label);
        self.wait(input.value()).unwrap_or_default()
    }

    /// Whether the thing, once it is there, can be pressed.
    #[track_caller]
    pub fn is_enabled(&self, role: &str, name: &str) -> bool {
        let thing = self.expect(role, name);
        self.wait(thing.is_enabled())
    }

    /// Runs a script in the page; `None` when it fails.
    pub fn run(&self, script: &str, args: &[Value]) -> Option<Value> {
        let answer = self.runtime.block_on(self.driver.execute(script, args.to_vec())).ok()?;
        Some(answer.json().clone())
    }

    /// What a script answers in its own time, by calling its last argument.
    #[track_caller]
    pub fn ask_later<T: DeserializeOwned>(&self, script: &str) -> T {
        let answer = self.wait(self.driver.execute_async(script, Vec::new()));
        serde_json::from_value(answer.json().clone()).expect("an answer of the wanted shape")
    }

    /// Writes what is to be seen as a PNG.
    #[track_caller]
    pub fn shoot(&self, file: &Path) {
        self.wait(self.driver.screenshot(file));
    }

    /// Waits until `look` finds something; fails with what is to be seen when [`PATIENCE`] runs out.
    #[track_caller]
    pub fn until<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut pulse = self.pulse();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(Instant::now() < deadline, "{what}\n{}", self.state());
            self.runtime.block_on(pulse.tick());
        }
    }

    /// Waits for what the driver is asked.
    #[track_caller]
    pub fn wait<T>(&self, answer: impl Future<Output = WebDriverResult<T>>) -> T {
        self.runtime.block_on(answer).unwrap_or_else(|error| panic!("{error}\n{}", self.state()))
    }

    /// The driver, for keys.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    fn find(&self, role: &str, name: &str) -> Option<WebElement> {
        let found: Value = self.ask("find", &[json!(role), json!(name)])?;
        WebElement::from_json(found, self.driver.handle().clone()).ok()
    }

    /// What one of the functions of `browser.js` answers; `None` when it fails, as it may while the
    /// page changes.
    pub fn ask<T: DeserializeOwned>(&self, function: &str, args: &[Value]) -> Option<T> {
        let script = format!("{}; return {function}(...arguments)", include_str!("browser.js"));
        serde_json::from_value(self.run(&script, args)?).ok()
    }

    fn pulse(&self) -> Interval {
        let _inside = self.runtime.enter();
        interval(Duration::from_millis(50))
    }

    /// Address, words and errors, for whoever reads why a test failed.
    fn state(&self) -> String {
        let url = self.runtime.block_on(self.driver.current_url());
        let words: Option<String> = self.ask("words", &[]);
        let url = url.map(|url| url.to_string()).unwrap_or_default();
        format!("at {url}:\n{}\n{}", words.unwrap_or_default(), self.errors().join("\n"))
    }

    /// What the page's own code reported since the last call. Answers that a screen expects to be a
    /// refusal are reported by the browser too, from another source.
    fn errors(&self) -> Vec<String> {
        let entries = self.runtime.block_on(self.driver.browser_log()).unwrap_or_default();
        let own = entries.into_iter().map(|entry| json!(entry)).filter(|entry| entry["source"] != "network");
        own.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let errors = self.errors();
        let _ = self.runtime.block_on(self.driver.clone().quit());
        if !std::thread::panicking() {
            assert!(errors.is_empty(), "errors in the browser's console:\n{}", errors.join("\n"));
        }
    }
}

/// Whether nothing is on its way to its place; what goes round for ever has none.
const STILL: &str = "return document.getAnimations()
    .every(animation => animation.effect.getTiming().iterations === Infinity || animation.playState !== 'running')";

/// Roles of inputs that are typed into; with suggestions, one is a `combobox`.
pub const INPUTS: [&str; 3] = ["textbox", "searchbox", "combobox"];

/// Starts the driver and learns its port. It picks a free one and may find it taken a moment later; then it says so
/// and is started again.
fn start_driver(chromedriver: &str) -> (Program, u16) {
    loop {
        let mut command = Command::new(chromedriver);
        command.arg("--port=0").stdin(Stdio::null());
        let process = Program::start(command);
        let port = process.wait_for("port", |line| match line.split_once("started successfully on port ") {
            Some((_, rest)) => Some(rest.trim_end_matches('.').parse::<u16>().ok()),
            None => line.contains("port not available").then_some(None),
        });
        if let Some(port) = port {
            return (process, port);
        }
    }
}

fn named(variable: &str) -> String {
    let Ok(program) = env::var(variable) else {
        panic!("{variable} is not set: run the browser tests with `cargo xtask test`, which finds the browser")
    };
    program
}

fn wishes(chromium: &str, profile: &str, size: Size) -> WebDriverResult<Capabilities> {
    let mut wishes = ChromiumCapabilities::new();
    wishes.set_binary(chromium)?;
    for flag in FLAGS {
        wishes.add_arg(flag)?;
    }
    wishes.add_arg(&format!("--user-data-dir={profile}"))?;
    if size == Size::Narrow {
        let metrics = json!({"width": NARROW, "height": 740, "pixelRatio": 1});
        wishes.add_experimental_option("mobileEmulation", json!({"deviceMetrics": metrics}))?;
    }
    let mut wishes = Capabilities::from(wishes);
    wishes.set("browserName", "chrome")?;
    wishes.set("goog:loggingPrefs", json!({"browser": "SEVERE"}))?;
    Ok(wishes)
}

const FLAGS: [&str; 14] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Ends with the driver, even when that is killed.
    "--remote-debugging-pipe",
    "--window-size=1280,900",
    "--lang=en-GB",
    "--force-prefers-reduced-motion",
    // Lets scripts ask for roles and names as assistive technology gets them.
    "--enable-blink-features=ComputedAccessibilityInfo",
];
