//! Python with b24pysdk.

use super::python::{IMPORT, SWAP, params};
use crate::{Asked, NOTE, made, quote};
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let parts = [
        "# pip install b24pysdk\nimport json\nimport os\nfrom urllib.parse import urlsplit\n\n\
         from b24pysdk import BitrixWebhook\n\n",
        NOTE,
        "webhook = urlsplit(os.environ[\"B24_WEBHOOK_URL\"])\n\
         token = BitrixWebhook(\n    domain=webhook.netloc,\n    \
         webhook_token=\"/\".join(webhook.path.strip(\"/\").split(\"/\")[-2:]),\n)\nparams = ",
        &params(asked),
        "\n\nanswer = token.call_method(",
        &quote::json(&asked.method),
        ", params",
        if asked.v3 { ", prefer_version=3" } else { "" },
        ")\nprint(json.dumps(answer, ensure_ascii=False, indent=2, default=str))\n",
    ];
    made(asked, "#", &parts, &[SWAP, IMPORT])
}
