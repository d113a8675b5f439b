//! wasm-bindgen names each import after the function and a hash, twice over two hundred times: once in the
//! program and once in the script. Between these two any name does, so they agree on the shortest.

use super::sections::{self, Bytes, IMPORTS, put_number, put_sized};
use anyhow::{Result, bail};

/// The same program and script with short names for what the one imports from the other.
pub fn shorten(js: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut names = Vec::new();
    let short = sections::rewrite(wasm, |id, content| {
        Ok(Some(if id == IMPORTS { rename(content, &mut names)? } else { content.to_vec() }))
    })?;
    let mut js = js.to_owned();
    // One name may begin with another.
    names.sort_by_key(|(long, _): &(String, String)| std::cmp::Reverse(long.len()));
    for (long, short) in &names {
        if !js.contains(long.as_str()) {
            bail!("the script has no {long}");
        }
        js = js.replace(long.as_str(), short);
    }
    Ok((js, short))
}

fn rename(imports: &[u8], names: &mut Vec<(String, String)>) -> Result<Vec<u8>> {
    let mut rest = Bytes::new(imports);
    let count = rest.number()?;
    let mut renamed = Vec::new();
    put_number(&mut renamed, count);
    for _ in 0..count {
        put_sized(&mut renamed, rest.sized()?);
        let name = String::from_utf8(rest.sized()?.to_vec())?;
        let short = if name.starts_with("__wb") { short_name(names.len()) } else { name.clone() };
        put_sized(&mut renamed, short.as_bytes());
        if short != name {
            names.push((name, short));
        }
        renamed.extend_from_slice(rest.import_kind()?);
    }
    Ok(renamed)
}

/// `_a`, `_b`, … `_aa`: no name that the script has itself begins like that.
fn short_name(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'a' + (number % 26) as u8);
        number /= 26;
        if number == 0 {
            break;
        }
        number -= 1;
    }
    letters.reverse();
    format!("_{}", letters.into_iter().map(char::from).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program with an import section of two functions, and one more section.
    fn program(first: &str, second: &str) -> Vec<u8> {
        let mut imports = vec![2];
        for name in [first, second] {
            put_sized(&mut imports, b"./portico_bg.js");
            put_sized(&mut imports, name.as_bytes());
            imports.extend([0, 5]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.push(IMPORTS);
        put_sized(&mut wasm, &imports);
        wasm.push(10);
        put_sized(&mut wasm, &[7; 200]);
        wasm
    }

    #[test]
    fn both_sides_agree_on_the_new_names() {
        let wasm = program("__wbg_log_12", "__wbg_log_123");
        let js = "imports.__wbg_log_123 = b; imports.__wbg_log_12 = a; __wbg_init();";
        let (js, wasm) = shorten(js, &wasm).unwrap();
        assert_eq!(js, "imports._b = b; imports._a = a; __wbg_init();");
        assert_eq!(wasm, program("_a", "_b"));
    }

    #[test]
    fn a_name_that_the_script_lacks_is_an_error() {
        assert!(shorten("", &program("__wbg_log_12", "memory")).is_err());
        assert!(shorten("", b"\0asm\x01\0\0\0\x02\x7f").is_err());
    }

    #[test]
    fn names_never_repeat() {
        let names: Vec<String> = (0..800).map(short_name).collect();
        assert_eq!((names[0].as_str(), names[25].as_str(), names[26].as_str()), ("_a", "_z", "_aa"));
        assert_eq!(names.iter().collect::<std::collections::HashSet<_>>().len(), 800);
    }
}
