//! PowerShell, of Windows or any newer one.

use crate::{Asked, NOTE, made, quote};
use shared::integration::Send;
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let pair =
        |(name, value): (String, String)| format!("    {} = {}\n", quote::powershell(&name), quote::powershell(&value));
    let (verb, kind, body) = match asked.way {
        Send::Get | Send::PostForm => {
            // A table has every key once.
            let table = format!("[ordered]@{{\n{}}}", asked.numbered().into_iter().map(pair).collect::<String>());
            (if asked.way == Send::Get { "Get" } else { "Post" }, "", table)
        }
        Send::PostJson => {
            ("Post", " -ContentType 'application/json; charset=utf-8'", format!("@'\n{}\n'@", asked.json))
        }
    };
    let parts = [
        NOTE,
        "$webhook = $env:B24_WEBHOOK_URL\n$params = ",
        &body,
        "\n\n$answer = Invoke-RestMethod -Method ",
        verb,
        " -Uri ($webhook + ",
        &quote::powershell(&asked.path),
        ")",
        kind,
        " -Body $params\n$answer | ConvertTo-Json -Depth 20\n",
    ];
    made(asked, "#", &parts, &[("$env:B24_WEBHOOK_URL", "'{}'")])
}
