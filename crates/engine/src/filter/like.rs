//! Patterns of filters, in which `%` stands for anything and `_` for one character.

/// SQL's `LIKE` over folded text: on a mismatch it goes back to the last `%` only.
pub fn like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) = (text.chars().collect(), pattern.chars().collect());
    let (mut at, mut p, mut retry) = (0, 0, None);
    while at < text.len() {
        match pattern.get(p) {
            Some('%') => {
                retry = Some((p, at));
                p += 1;
            }
            Some(wanted) if *wanted == '_' || *wanted == text[at] => {
                p += 1;
                at += 1;
            }
            _ => {
                let Some((star, from)) = retry else { return false };
                retry = Some((star, from + 1));
                p = star + 1;
                at = from + 1;
            }
        }
    }
    pattern[p..].iter().all(|rest| *rest == '%')
}

#[cfg(test)]
mod tests {
    use super::like;

    #[test]
    fn patterns_match_as_in_sql() {
        for (text, pattern, expected) in [
            ("abc", "a%", true),
            ("abc", "%c", true),
            ("abc", "%b%", true),
            ("abc", "a_c", true),
            ("abc", "b%", false),
            ("aab", "%ab", true),
            ("", "%", true),
            ("abc", "abc", true),
            ("abc", "ab", false),
            ("mississippi", "m%iss%pi", true),
        ] {
            assert_eq!(like(text, pattern), expected, "{text} like {pattern}");
        }
    }
}
