//! wasm-bindgen names each import after the function and a hash, twice over two hundred times: once in the
//! program and once in the script. Between these two any name does, so they agree on the shortest.

use anyhow::{Context, Result, bail};

/// The section of a program that lists what it imports.
const IMPORTS: u8 = 2;

/// The magic number and the version before the first section.
const HEADER: usize = 8;

/// The same program and script with short names for what the one imports from the other.
pub fn shorten(js: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut names = Vec::new();
    let mut short = wasm.get(..HEADER).context("not a WebAssembly program")?.to_vec();
    let mut rest = Bytes(&wasm[HEADER..]);
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let content = rest.sized()?;
        let content = if id == IMPORTS { rename(content, &mut names)? } else { content.to_vec() };
        short.push(id);
        put_sized(&mut short, &content);
    }
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
    let mut rest = Bytes(imports);
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

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("the program ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// An unsigned number, seven bits a byte.
    fn number(&mut self) -> Result<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        bail!("a number is longer than 32 bits")
    }

    fn sized(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        self.take(length as usize)
    }

    /// What stands after the names of an import: a function, table, memory, global or tag.
    fn import_kind(&mut self) -> Result<&'a [u8]> {
        let start = self.0;
        match self.byte()? {
            0 => drop(self.number()?),
            1 => {
                self.byte()?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => drop(self.take(2)?),
            4 => {
                self.byte()?;
                self.number()?;
            }
            other => bail!("no kind of import: {other}"),
        }
        Ok(&start[..start.len() - self.0.len()])
    }

    fn limits(&mut self) -> Result<()> {
        let bounded = self.byte()? & 1 == 1;
        self.number()?;
        if bounded {
            self.number()?;
        }
        Ok(())
    }
}

fn put_sized(out: &mut Vec<u8>, content: &[u8]) {
    put_number(out, u32::try_from(content.len()).unwrap_or(u32::MAX));
    out.extend_from_slice(content);
}

fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
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
