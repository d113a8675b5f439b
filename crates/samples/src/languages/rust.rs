//! Rust with reqwest.

use crate::{Asked, NOTE, made, quote};
use shared::integration::Send;
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let pairs = |call: &str| {
        let pair = |(name, value): &(String, String)| {
            format!("            ({}, {}),\n", quote::rust(name), quote::rust(value))
        };
        match asked.pairs.is_empty() {
            true => String::new(),
            false => format!("        .{call}(&[\n{}        ])\n", asked.pairs.iter().map(pair).collect::<String>()),
        }
    };
    let (features, verb, params) = match asked.way {
        Send::Get => (", \"query\"", "get", pairs("query")),
        Send::PostForm => (", \"form\"", "post", pairs("form")),
        Send::PostJson => {
            let body = raw(&asked.json);
            ("", "post", format!("        .header(\"Content-Type\", \"application/json\")\n        .body({body})\n"))
        }
    };
    let parts = [
        "// cargo add reqwest --features ",
        &format!("blocking{}", features.replace([' ', '"'], "")),
        "\nfn main() -> Result<(), Box<dyn std::error::Error>> {\n    ",
        NOTE,
        "    let webhook = std::env::var(\"B24_WEBHOOK_URL\")?;\n    \
         let answer = reqwest::blocking::Client::new()\n        .",
        verb,
        "(format!(\"{webhook}",
        &asked.path,
        "\"))\n",
        &params,
        "        .send()?;\n    println!(\"{}\", answer.text()?);\n    Ok(())\n}\n",
    ];
    made(asked, "//", &parts, &[("std::env::var(\"B24_WEBHOOK_URL\")?", "\"{}\"")])
}

/// Between as many marks as the text does not hold.
fn raw(text: &str) -> String {
    let mut marks = "#".to_owned();
    while text.contains(&format!("\"{marks}")) {
        marks.push('#');
    }
    format!("r{marks}\"{text}\"{marks}")
}
