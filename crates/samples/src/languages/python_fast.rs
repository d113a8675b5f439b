//! Python with fast-bitrix24.

use super::python::{IMPORT, SWAP, params};
use crate::{Asked, NOTE, made, quote};
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let parts = [
        "# pip install fast-bitrix24\n",
        &asked.only_v2("#", "fast-bitrix24"),
        "import json\nimport os\n\nfrom fast_bitrix24 import Bitrix\n\n",
        NOTE,
        "portal = Bitrix(os.environ[\"B24_WEBHOOK_URL\"])\nparams = ",
        &params(asked),
        "\n\nanswer = portal.call(",
        &quote::json(&asked.method),
        ", params, raw=True)\nprint(json.dumps(answer, ensure_ascii=False, indent=2))\n",
    ];
    made(asked, "#", &parts, &[SWAP, IMPORT])
}
