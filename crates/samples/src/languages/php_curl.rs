//! PHP with its curl extension.

use super::php::{SWAP, params};
use crate::{Asked, NOTE, made, quote};
use shared::integration::Send;
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let path = quote::php(&asked.path);
    let params = match (asked.tree().is_some(), asked.way) {
        // An empty array would be an empty list in JSON.
        (false, Send::PostJson) => "new stdClass()".to_owned(),
        _ => params(asked, 0),
    };
    let (address, options) = match asked.way {
        Send::Get if asked.tree().is_none() => (format!("$webhook . {path}"), ""),
        Send::Get => {
            let path = quote::php(&format!("{}?", asked.path));
            (format!("$webhook . {path} . http_build_query($params)"), "")
        }
        Send::PostForm => (format!("$webhook . {path}"), "    CURLOPT_POSTFIELDS => http_build_query($params),\n"),
        Send::PostJson => (
            format!("$webhook . {path}"),
            "    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],\n    \
             CURLOPT_POSTFIELDS => json_encode($params, JSON_THROW_ON_ERROR),\n",
        ),
    };
    let parts = [
        "<?php\n",
        NOTE,
        "$webhook = getenv('B24_WEBHOOK_URL');\n$params = ",
        &params,
        ";\n\n$request = curl_init(",
        &address,
        ");\ncurl_setopt_array($request, [\n    CURLOPT_RETURNTRANSFER => true,\n",
        options,
        "]);\n$answer = curl_exec($request);\n\
         if ($answer === false) {\n    throw new RuntimeException(curl_error($request));\n}\necho $answer, PHP_EOL;\n",
    ];
    made(asked, "//", &parts, &[SWAP])
}
