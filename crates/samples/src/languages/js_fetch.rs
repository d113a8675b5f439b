//! JavaScript with `fetch`, in Node or any other runtime that has it.

use super::js_sdk::JAVASCRIPT;
use crate::literal::literal;
use crate::{Asked, NOTE, made, quote};
use shared::integration::Send;
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let path = quote::json(&asked.path);
    let pairs: String = asked
        .pairs
        .iter()
        .map(|(name, value)| format!("  [{}, {}],\n", quote::json(name), quote::json(value)))
        .collect();
    let params = format!("const params = new URLSearchParams([\n{pairs}]);\n");
    let (before, call) = match asked.way {
        Send::Get if asked.pairs.is_empty() => (String::new(), format!("fetch(webhook + {path})")),
        Send::Get => (params, format!("fetch(webhook + {} + params)", quote::json(&format!("{}?", asked.path)))),
        Send::PostForm => (params, format!("fetch(webhook + {path}, {{ method: \"POST\", body: params }})")),
        Send::PostJson => {
            let value = asked.tree().map_or_else(|| "{}".to_owned(), |_| literal(&asked.tree, &JAVASCRIPT, 0));
            let call = format!(
                "fetch(webhook + {path}, {{\n  method: \"POST\",\n  \
                 headers: {{ \"Content-Type\": \"application/json\" }},\n  body: JSON.stringify(params),\n}})"
            );
            (format!("const params = {value};\n"), call)
        }
    };
    let parts = [
        NOTE,
        "const webhook = process.env.B24_WEBHOOK_URL;\n",
        &before,
        "\nconst answer = await ",
        &call,
        ";\nconsole.log(await answer.text());\n",
    ];
    made(asked, "//", &parts, &[("process.env.B24_WEBHOOK_URL", "\"{}\"")])
}
