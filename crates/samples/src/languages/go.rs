//! Go with its standard library.

use crate::{Asked, NOTE, made, quote};
use shared::integration::Send;
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    let path = quote::json(&asked.path);
    let adds: String = asked
        .pairs
        .iter()
        .map(|(name, value)| format!("\tparams.Add({}, {})\n", quote::json(name), quote::json(value)))
        .collect();
    let params = format!("\tparams := url.Values{{}}\n{adds}\n");
    let (imports, before, call) = match asked.way {
        Send::Get if asked.pairs.is_empty() => ("", String::new(), format!("http.Get(webhook + {path})")),
        Send::Get => {
            let path = quote::json(&format!("{}?", asked.path));
            ("\t\"net/url\"\n", params, format!("http.Get(webhook + {path} + params.Encode())"))
        }
        Send::PostForm => ("\t\"net/url\"\n", params, format!("http.PostForm(webhook+{path}, params)")),
        Send::PostJson => {
            let call = format!("http.Post(webhook+{path}, \"application/json\", strings.NewReader(params))");
            ("\t\"strings\"\n", format!("\tparams := {}\n\n", raw(&asked.json)), call)
        }
    };
    // Imports stand in the order of their names.
    let (first, last) = if imports.contains("url") { (imports, "") } else { ("", imports) };
    let parts = [
        "package main\n\nimport (\n\t\"io\"\n\t\"net/http\"\n",
        first,
        "\t\"os\"\n",
        last,
        ")\n\nfunc main() {\n\t",
        NOTE,
        "\twebhook := os.Getenv(\"B24_WEBHOOK_URL\")\n",
        &before,
        "\tanswer, err := ",
        &call,
        "\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tdefer answer.Body.Close()\n\tio.Copy(os.Stdout, answer.Body)\n}\n",
    ];
    made(asked, "//", &parts, &[("os.Getenv(\"B24_WEBHOOK_URL\")", "\"{}\"")])
}

/// Several lines stay several lines, unless the quotes that allow it occur in them.
fn raw(text: &str) -> String {
    if text.contains('`') { quote::json(text) } else { format!("`{text}`") }
}
