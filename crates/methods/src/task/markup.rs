//! BBCode of descriptions, comments and results as HTML and as plain text.

/// Simple tags and what they are in HTML.
const TAGS: [(&str, &str); 6] =
    [("b", "b"), ("i", "i"), ("u", "u"), ("s", "s"), ("quote", "blockquote"), ("code", "pre")];

/// HTML of a text with BBCode; everything else in it is escaped.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    walk(text, |piece| match piece {
        Piece::Text(text) => escape(text, &mut out),
        Piece::Open(tag) => out.push_str(&format!("<{tag}>")),
        Piece::Close(tag) => out.push_str(&format!("</{tag}>")),
        Piece::Link(address) => {
            out.push_str("<a href=\"");
            escape(address, &mut out);
            out.push_str("\">");
        }
        Piece::LinkEnd => out.push_str("</a>"),
    });
    out
}

/// The text without its BBCode.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    walk(text, |piece| {
        if let Piece::Text(text) = piece {
            out.push_str(text);
        }
    });
    out
}

enum Piece<'a> {
    Text(&'a str),
    Open(&'static str),
    Close(&'static str),
    Link(&'a str),
    LinkEnd,
}

fn walk<'a>(text: &'a str, mut each: impl FnMut(Piece<'a>)) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        each(Piece::Text(before));
        let Some(end) = from.find(']') else {
            rest = from;
            break;
        };
        let (code, after) = (&from[1..end], &from[end + 1..]);
        let lower = code.to_lowercase();
        let (closing, name) = match lower.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, lower.as_str()),
        };
        let known = TAGS.iter().find(|(tag, _)| *tag == name).map(|(_, html)| *html);
        match known {
            Some(tag) if closing && open.last() == Some(&tag) => {
                open.pop();
                each(Piece::Close(tag));
            }
            Some(tag) if !closing => {
                open.push(tag);
                each(Piece::Open(tag));
            }
            None if !closing && name.starts_with("url=") && is_address(&code[4..]) => {
                open.push("a");
                each(Piece::Link(&code[4..]));
            }
            None if closing && name == "url" && open.last() == Some(&"a") => {
                open.pop();
                each(Piece::LinkEnd);
            }
            _ => each(Piece::Text(&from[..end + 1])),
        }
        rest = after;
    }
    each(Piece::Text(rest));
    // What was left open is closed, so that the HTML nests.
    while let Some(tag) = open.pop() {
        match TAGS.iter().find(|(_, html)| *html == tag) {
            Some((_, html)) => each(Piece::Close(html)),
            None => each(Piece::LinkEnd),
        }
    }
}

/// Only addresses that open a page: nothing that a browser would run.
fn is_address(address: &str) -> bool {
    ["http://", "https://", "mailto:", "/"].iter().any(|start| address.to_lowercase().starts_with(start))
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br />\n"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_html_that_nests() {
        for (text, expected) in [
            ("on [B]Monday[/B].", "on <b>Monday</b>."),
            ("[b]open", "<b>open</b>"),
            ("a < b\n[/i]", "a &lt; b<br />\n[/i]"),
            ("[URL=https://example.com/?a=\"b]x[/URL]", "<a href=\"https://example.com/?a=&quot;b\">x</a>"),
            ("[url=javascript:x]y[/url]", "[url=javascript:x]y[/url]"),
            ("[unknown] [", "[unknown] ["),
        ] {
            assert_eq!(html(text), expected, "{text}");
        }
        assert_eq!(plain("on [B]Monday[/B], [URL=/x]here[/URL]"), "on Monday, here");
    }
}
