//! The builder's request as a program: the languages, and how a sample of one is asked for.

use crate::integration::BuilderRequest;
use serde::{Deserialize, Serialize};

/// A language, or a library of one.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// Code on the wire.
    pub code: &'static str,
    /// Its name, the same in every language of the screens.
    pub title: &'static str,
    /// What names of its files end in.
    pub ending: &'static str,
}

const fn language(code: &'static str, title: &'static str, ending: &'static str) -> Language {
    Language { code, title, ending }
}

/// Every language, in the order in which they are offered.
pub static LANGUAGES: &[Language] = &[
    language("curl", "cURL", "sh"),
    language("php_curl", "PHP: curl", "php"),
    language("php_crest", "PHP: CRest", "php"),
    language("php_sdk", "PHP: b24phpsdk", "php"),
    language("js_fetch", "JavaScript: fetch", "mjs"),
    language("js_sdk", "JavaScript: b24jssdk", "mjs"),
    language("python_requests", "Python: requests", "py"),
    language("python_sdk", "Python: b24pysdk", "py"),
    language("python_fast", "Python: fast-bitrix24", "py"),
    language("go", "Go: net/http", "go"),
    language("rust", "Rust: reqwest", "rs"),
    language("powershell", "PowerShell", "ps1"),
    language("httpie", "HTTPie", "sh"),
];

/// The language of a code.
pub fn find(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}

/// The variable of the environment that holds the webhook's address in samples, up to the slash after the secret.
pub const VARIABLE: &str = "B24_WEBHOOK_URL";

/// Body of `POST /console/samples`. Answer: [`Sample`]. The secret is not part of it: the portal makes the text
/// with a placeholder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Code of a language.
    pub language: String,
    /// The request.
    pub request: BuilderRequest,
}

/// A sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// The program, which reads the webhook's address from [`VARIABLE`].
    pub text: String,
    /// What to replace, once each, to have the address in the text itself; `{}` stands for it.
    pub swaps: Vec<(String, String)>,
}

impl Sample {
    /// The text with the webhook's address in it.
    pub fn with_webhook(&self, webhook: &str) -> String {
        let swap = |text: String, (from, to): &(String, String)| text.replacen(from, &to.replace("{}", webhook), 1);
        self.swaps.iter().fold(self.text.clone(), swap)
    }
}
