//! What a watched process did to its files, in order.

/// One note of the shim. Files and directories go by inode number.
#[derive(Debug)]
pub enum Note {
    Write {
        file: u64,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        file: u64,
        length: usize,
    },
    /// A sync was called; `data_only` for `fdatasync`.
    Begin {
        node: u64,
        number: u64,
    },
    /// It returned: what was noted before its beginning is durable.
    End {
        node: u64,
        number: u64,
        data_only: bool,
    },
    Create {
        parent: u64,
        node: u64,
        is_dir: bool,
        name: String,
    },
    Rename {
        parent: u64,
        from: String,
        to: String,
    },
    Remove {
        parent: u64,
        name: String,
    },
    /// The process says how far it is.
    Mark(String),
}

/// Reads a whole trace.
pub fn parse(mut bytes: &[u8]) -> Vec<Note> {
    let mut notes = Vec::new();
    while !bytes.is_empty() {
        let [kind, a, b, c, length] = std::array::from_fn(|_| number(&mut bytes));
        let (data, rest) = bytes.split_at(length as usize);
        bytes = rest;
        let text = || String::from_utf8(data.to_vec()).unwrap();
        notes.push(match kind as u8 {
            b'W' => Note::Write { file: a, at: b as usize, bytes: data.to_vec() },
            b'T' => Note::Truncate { file: a, length: b as usize },
            b'B' => Note::Begin { node: a, number: b },
            b'E' => Note::End { node: a, number: b, data_only: c == 1 },
            b'C' => Note::Create { parent: a, node: b, is_dir: c == 1, name: text() },
            b'U' => Note::Remove { parent: a, name: text() },
            b'M' => Note::Mark(text()),
            b'R' => {
                assert_eq!(a, b, "the store renames within a directory only");
                let (from, to) = (text(), text());
                let ((from, _), (_, to)) = (from.split_once('/').unwrap(), to.split_once('/').unwrap());
                Note::Rename { parent: a, from: from.to_owned(), to: to.to_owned() }
            }
            other => panic!("a note of kind {other}"),
        });
    }
    notes
}

fn number(bytes: &mut &[u8]) -> u64 {
    let (head, rest) = bytes.split_first_chunk::<8>().unwrap();
    *bytes = rest;
    u64::from_le_bytes(*head)
}
