//! A WebAssembly program as the sections that it consists of.

use anyhow::{Context, Result, bail};

/// The section with this number is only for tools: names, where things came from.
pub const CUSTOM: u8 = 0;

/// The section of a program that lists what it imports.
pub const IMPORTS: u8 = 2;

/// The magic number and the version before the first section.
const HEADER: usize = 8;

/// The program with each section replaced by what `change` makes of its number and content; `None` drops it.
pub fn rewrite(wasm: &[u8], mut change: impl FnMut(u8, &[u8]) -> Result<Option<Vec<u8>>>) -> Result<Vec<u8>> {
    let (header, sections) = wasm.split_at_checked(HEADER).context("not a WebAssembly program")?;
    let mut out = header.to_vec();
    let mut rest = Bytes(sections);
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        if let Some(content) = change(id, rest.sized()?)? {
            out.push(id);
            put_sized(&mut out, &content);
        }
    }
    Ok(out)
}

/// What is left to read.
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// Reads from the start of `content`.
    pub fn new(content: &'a [u8]) -> Bytes<'a> {
        Bytes(content)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("the program ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// An unsigned number, seven bits a byte.
    pub fn number(&mut self) -> Result<u32> {
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

    /// Content behind its length.
    pub fn sized(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        self.take(length as usize)
    }

    /// What stands after the names of an import: a function, table, memory, global or tag.
    pub fn import_kind(&mut self) -> Result<&'a [u8]> {
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

/// Appends content behind its length.
pub fn put_sized(out: &mut Vec<u8>, content: &[u8]) {
    put_number(out, u32::try_from(content.len()).unwrap_or(u32::MAX));
    out.extend_from_slice(content);
}

/// Appends an unsigned number, seven bits a byte.
pub fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_kept_replaced_or_dropped() {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        for (id, length) in [(1, 3), (CUSTOM, 200), (10, 300)] {
            wasm.push(id);
            put_sized(&mut wasm, &vec![id; length]);
        }
        assert_eq!(rewrite(&wasm, |_, content| Ok(Some(content.to_vec()))).unwrap(), wasm);
        let shorter = rewrite(&wasm, |id, _| Ok((id != CUSTOM).then(|| vec![9]))).unwrap();
        assert_eq!(shorter, b"\0asm\x01\0\0\0\x01\x01\x09\x0a\x01\x09");
        assert!(rewrite(&wasm[..50], |_, _| Ok(None)).is_err());
    }
}
