//! Small minifiers: comments and needless white space go, everything else stays as written.

/// Around these no space has a meaning.
const SEPARATORS: &str = "{};,>";

/// The same rules in fewer bytes.
pub fn css(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    let mut space = false;
    while let Some(next) = rest.chars().next() {
        let length = token_length(rest, &out);
        let (token, after) = rest.split_at(length);
        rest = after;
        if token.trim().is_empty() || token.starts_with("/*") {
            space = true;
            continue;
        }
        if space && needs_space(&out, next) {
            out.push(' ');
        }
        space = false;
        if next == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(token);
    }
    out
}

/// The same script without indentation and without comments that have lines of their own. A template literal
/// over several lines would not survive that; a script that has one stays as it is.
pub fn js(source: &str) -> String {
    if source.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return source.to_owned();
    }
    let mut out = String::with_capacity(source.len());
    let mut comment = false;
    for line in source.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        if !comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        comment &= !line.ends_with("*/");
    }
    out
}

/// The length of what must be kept or dropped as a whole: a comment, a string, the inside of
/// `url(…)`, else one character.
fn token_length(rest: &str, out: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |end| end + 2);
    }
    if rest.starts_with(['"', '\'']) {
        return string_length(rest);
    }
    if out.ends_with("url(") {
        return rest.find(')').unwrap_or(rest.len()).max(first);
    }
    first
}

fn string_length(rest: &str) -> usize {
    let quote = rest.as_bytes()[0];
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn needs_space(out: &str, next: char) -> bool {
    // `a :hover` and `a:hover` differ, `a: b` and `a:b` do not.
    let ends = |set: &str| out.chars().next_back().is_none_or(|last| set.contains(last));
    !(ends(SEPARATORS) || ends(":(") || SEPARATORS.contains(next) || next == ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_comments_and_indentation() {
        let source = "/**\n * What it does.\n */\nfunction f(a) {\n    // Why.\n    return `//${a}`; // kept\n}\n\n/* one */\nf();\n";
        assert_eq!(js(source), "function f(a) {\nreturn `//${a}`; // kept\n}\nf();\n");
        let spanning = "let a = `\n    b`;\n";
        assert_eq!(js(spanning), spanning);
    }

    #[test]
    fn rules_keep_their_meaning() {
        let cases = [
            ("a { color : red ; }\n", "a{color :red}"),
            ("/* one */ a,\n b > i { margin: 0 auto; }", "a,b>i{margin:0 auto}"),
            ("a :hover { } a:hover{}", "a :hover{}a:hover{}"),
            ("p { width: calc( 100% - 2 * var( --gap ) ) }", "p{width:calc(100% - 2 * var(--gap))}"),
            ("@media (width >= 40rem) and (hover) { a { b: c; } }", "@media (width>= 40rem) and (hover){a{b:c}}"),
            ("a::before { content: \"  /* ; } */ \\\" \" }", "a::before{content:\"  /* ; } */ \\\" \"}"),
            ("a { background: url( b.svg ) }", "a{background:url( b.svg )}"),
            ("a { background: url('a;  b.svg'); }", "a{background:url('a;  b.svg')}"),
            ("a { --empty: ; --x: 1px }", "a{--empty:;--x:1px}"),
            ("a/**/b { c: d }", "a b{c:d}"),
            ("a{content:\"\u{2192}  \u{e9}\"}", "a{content:\"\u{2192}  \u{e9}\"}"),
            ("/* open", ""),
            ("a{content:'open", "a{content:'open"),
        ];
        for (source, expected) in cases {
            assert_eq!(css(source), expected);
        }
    }

    #[test]
    fn minifying_twice_changes_nothing() {
        let once = css("a { b : c ; }\n\n@layer x { i > b , u { d: 'e  f' } }");
        assert_eq!(css(&once), once);
    }
}
