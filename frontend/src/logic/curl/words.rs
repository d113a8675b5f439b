//! A command line as its words, by the rules of POSIX shells or of the Windows command prompt.

/// The words of the first command; `None` if a quote is not closed.
pub fn words(line: &str) -> Option<Vec<String>> {
    match is_windows(line) {
        true => split(&without_carets(line)),
        false => split(line),
    }
}

/// Only there do lines go on after a caret, and are quotes written behind one.
fn is_windows(line: &str) -> bool {
    line.lines().any(|line| line.trim_end().ends_with('^')) || line.contains(" ^\"")
}

/// A caret takes the meaning from what follows; at the end of a line it joins the next one.
fn without_carets(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '^' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('\r') => {
                letters.next_if_eq(&'\n');
            }
            // Two in a row stand for a line end inside a text, as browsers write it.
            Some('\n') | None => {}
            Some(other) => plain.push(other),
        }
    }
    plain
}

fn split(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    // `None` between words; an empty text is a word, too.
    let mut word = None::<String>;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' => single(&mut letters, word.get_or_insert_default())?,
            '"' => double(&mut letters, word.get_or_insert_default())?,
            '$' if letters.next_if_eq(&'\'').is_some() => escaped(&mut letters, word.get_or_insert_default())?,
            // A line goes on, in a shell or in PowerShell.
            '\\' | '`' if matches!(letters.peek(), Some('\n' | '\r')) => {
                letters.next_if_eq(&'\r');
                letters.next_if_eq(&'\n');
            }
            '\\' => word.get_or_insert_default().extend(letters.next()),
            // Careless line ends are common in what is pasted, so they are blanks.
            ' ' | '\t' | '\n' | '\r' => words.extend(word.take()),
            // Whatever another command does is not this one's business.
            '|' | '>' | ';' if word.is_none() => break,
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    Some(words)
}

type Letters<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn single(letters: &mut Letters<'_>, word: &mut String) -> Option<()> {
    loop {
        match letters.next()? {
            '\'' => return Some(()),
            letter => word.push(letter),
        }
    }
}

fn double(letters: &mut Letters<'_>, word: &mut String) -> Option<()> {
    loop {
        match letters.next()? {
            '"' => return Some(()),
            '\\' => match letters.next()? {
                '\n' => {}
                letter @ ('"' | '\\' | '$' | '`') => word.push(letter),
                letter => word.extend(['\\', letter]),
            },
            letter => word.push(letter),
        }
    }
}

/// `$'…'`, in which browsers write what is not plain.
fn escaped(letters: &mut Letters<'_>, word: &mut String) -> Option<()> {
    loop {
        match letters.next()? {
            '\'' => return Some(()),
            '\\' => match letters.next()? {
                'n' => word.push('\n'),
                't' => word.push('\t'),
                'r' => word.push('\r'),
                'x' => word.extend(code(letters, 2)),
                'u' => word.extend(code(letters, 4)),
                'U' => word.extend(code(letters, 8)),
                letter => word.push(letter),
            },
            letter => word.push(letter),
        }
    }
}

/// A letter by its number in at most so many hexadecimal digits. Those beyond the first plane come as two halves.
fn code(letters: &mut Letters<'_>, digits: usize) -> Option<char> {
    let high = hexadecimal(letters, digits);
    if !(0xD800..0xDC00).contains(&high) {
        return char::from_u32(high);
    }
    letters.next_if_eq(&'\\')?;
    letters.next_if_eq(&'u')?;
    let low = hexadecimal(letters, digits).checked_sub(0xDC00)?;
    char::from_u32(0x10000 + ((high - 0xD800) << 10) + low)
}

fn hexadecimal(letters: &mut Letters<'_>, digits: usize) -> u32 {
    let mut number = 0;
    for _ in 0..digits {
        let Some(digit) = letters.next_if(char::is_ascii_hexdigit).and_then(|letter| letter.to_digit(16)) else {
            break;
        };
        number = number << 4 | digit;
    }
    number
}
