//! The command-line client cURL, in a POSIX shell.

use crate::{Asked, NOTE, encoded, made, quote};
use shared::integration::Send;
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let pairs = asked.pairs.iter().map(|(name, value)| {
        let pair = format!("{}={value}", name_of(name));
        format!(" \\\n  --data-urlencode {}", quote::shell(&pair))
    });
    let (verb, data) = match asked.way {
        Send::Get if asked.pairs.is_empty() => ("", String::new()),
        Send::Get => (" -G", pairs.collect()),
        Send::PostForm => (" -X POST", pairs.collect()),
        Send::PostJson => {
            let body = quote::shell(&asked.json);
            ("", format!(" \\\n  -H 'Content-Type: application/json' \\\n  --data-raw {body}"))
        }
    };
    let parts = [NOTE, "curl -sS", verb, " \"${B24_WEBHOOK_URL}", &asked.path, "\"", &data, "\n"];
    made(asked, "#", &parts, &[("${B24_WEBHOOK_URL}", "{}")])
}

/// cURL encodes values but not names; brackets it leaves alone.
fn name_of(name: &str) -> String {
    encoded(name).replace("%5B", "[").replace("%5D", "]")
}
