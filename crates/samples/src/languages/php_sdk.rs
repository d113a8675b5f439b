//! PHP with b24phpsdk.

use super::php::{SWAP, params};
use crate::{Asked, NOTE, made, quote};
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let parts = [
        "<?php\n// composer require bitrix24/b24phpsdk\n",
        &asked.only_v2("//", "b24phpsdk"),
        NOTE,
        "require_once 'vendor/autoload.php';\n\nuse Bitrix24\\SDK\\Services\\ServiceBuilderFactory;\n\n\
         $b24 = ServiceBuilderFactory::createServiceBuilderFromWebhook(getenv('B24_WEBHOOK_URL'));\n\
         $answer = $b24->core->call(\n    ",
        &quote::php(&asked.method),
        ",\n    ",
        &params(asked, 1),
        "\n);\nprint_r($answer->getResponseData()->getResult());\n",
    ];
    made(asked, "//", &parts, &[SWAP])
}
