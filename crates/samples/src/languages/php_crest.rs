//! PHP with CRest, a file of the vendor's that is put beside the program.

use super::php::{SWAP, params};
use crate::{Asked, NOTE, made, quote};
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let parts = [
        "<?php\n",
        &asked.only_v2("//", "CRest"),
        NOTE,
        "define('C_REST_WEB_HOOK_URL', getenv('B24_WEBHOOK_URL'));\nrequire_once 'crest.php';\n\n$answer = CRest::call(\n    ",
        &quote::php(&asked.method),
        ",\n    ",
        &params(asked, 1),
        "\n);\necho json_encode($answer, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE), PHP_EOL;\n",
    ];
    made(asked, "//", &parts, &[SWAP])
}
