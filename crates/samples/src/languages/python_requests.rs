//! Python with requests.

use super::python::{SWAP, params};
use crate::{Asked, NOTE, made, quote};
use shared::integration::Send;
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let pairs = || {
        let pair = |(name, value): &(String, String)| format!("    ({}, {}),\n", quote::json(name), quote::json(value));
        format!("[\n{}]", asked.pairs.iter().map(pair).collect::<String>())
    };
    let (verb, argument, params) = match asked.way {
        Send::Get => ("get", "params", pairs()),
        Send::PostForm => ("post", "data", pairs()),
        Send::PostJson => ("post", "json", params(asked)),
    };
    let parts = [
        "import os\n\nimport requests\n\n",
        NOTE,
        "webhook = os.environ[\"B24_WEBHOOK_URL\"]\nparams = ",
        &params,
        "\n\nanswer = requests.",
        verb,
        "(webhook + ",
        &quote::json(&asked.path),
        ", ",
        argument,
        "=params, timeout=30)\nprint(answer.text)\n",
    ];
    made(asked, "#", &parts, &[SWAP, ("import os\n\n", "")])
}
