//! JavaScript with b24jssdk.

use crate::literal::{Spelling, literal};
use crate::{Asked, NOTE, made, quote};
use shared::sample::Sample;

/// JavaScript's values.
pub static JAVASCRIPT: Spelling = Spelling {
    list: ("[", "]"),
    map: ("{", "}"),
    pair: ": ",
    null: "null",
    flags: ("true", "false"),
    text: quote::json,
    step: "  ",
};

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let params = asked.tree().map_or_else(|| "{}".to_owned(), |_| literal(&asked.tree, &JAVASCRIPT, 1));
    let parts = [
        "// npm install @bitrix24/b24jssdk\n",
        NOTE,
        "import { B24Hook } from \"@bitrix24/b24jssdk\";\n\n\
         const b24 = B24Hook.fromWebhookUrl(process.env.B24_WEBHOOK_URL);\n\
         const answer = await b24.actions.",
        if asked.v3 { "v3" } else { "v2" },
        ".call.make({\n  method: ",
        &quote::json(&asked.method),
        ",\n  params: ",
        &params,
        ",\n});\nif (!answer.isSuccess) {\n  throw new Error(answer.getErrorMessages().join(\"; \"));\n}\n\
         console.log(JSON.stringify(answer.getData(), null, 2));\n",
    ];
    made(asked, "//", &parts, &[("process.env.B24_WEBHOOK_URL", "\"{}\"")])
}
