//! What the address says of a list: one text for each of a few names.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// Values by name, in the order of the names; empty ones are not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(&'static str, String)>);

/// What does not stand in a query as it is.
const ESCAPED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'&').add(b'+').add(b'%').add(b'=');

/// Names that say how the list is shown, and not what is in it.
const SHAPE: [&str; 3] = ["sort", "per", "page"];

impl Query {
    /// Reads `a=1&b=2`, with or without the question mark; other names than these are passed over.
    pub fn parse(text: &str, names: &[&'static str]) -> Query {
        let mut query = Query::default();
        let pairs = text.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<(&str, String)> = pairs.map(|(name, value)| (name, decoded(value))).collect();
        for name in names {
            if let Some((_, value)) = pairs.iter().find(|(known, value)| known == name && !value.is_empty()) {
                query.0.push((name, value.clone()));
            }
        }
        query
    }

    /// A value; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// The same with another value. Any change but that of the page leads back to the first page.
    pub fn with(&self, name: &'static str, value: &str, names: &[&'static str]) -> Query {
        let value_of = |known: &'static str| match known {
            _ if known == name => value,
            "page" if name != "page" => "",
            _ => self.get(known),
        };
        let values = names.iter().map(|known| (*known, value_of(known).to_owned()));
        Query(values.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The part that decides what is in the list.
    pub fn filter(&self) -> Query {
        Query(self.0.iter().filter(|(name, _)| !SHAPE.contains(name)).cloned().collect())
    }

    /// The same, filtered as another one is.
    pub fn filtered_as(&self, other: &Query) -> Query {
        let shape = self.0.iter().filter(|(name, _)| SHAPE[..2].contains(name));
        Query(other.filter().0.into_iter().chain(shape.cloned()).collect())
    }

    /// Names and values that filter.
    pub fn filters(&self) -> Vec<(&'static str, String)> {
        self.filter().0
    }

    /// `a=1&b=2`.
    pub fn text(&self) -> String {
        let pair = |(name, value): &(&'static str, String)| format!("{name}={}", utf8_percent_encode(value, ESCAPED));
        self.0.iter().map(pair).collect::<Vec<_>>().join("&")
    }

    /// A path with this query.
    pub fn after(&self, path: &str) -> String {
        if self.0.is_empty() { path.to_owned() } else { format!("{path}?{}", self.text()) }
    }
}

fn decoded(value: &str) -> String {
    percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::grid::KEYS;

    #[test]
    fn addresses_read_back_as_they_are_written() {
        let query = Query::parse("?page=3&find=a%26b+%C3%A9&odd=1&status=", KEYS);
        assert_eq!((query.get("find"), query.get("page"), query.get("status")), ("a&b é", "3", ""));
        assert_eq!(query.text(), "find=a%26b%20%C3%A9&page=3");
        assert_eq!(Query::parse(&query.text(), KEYS), query);
        assert_eq!(query.after("/dev"), "/dev?find=a%26b%20%C3%A9&page=3");
        assert_eq!(Query::default().after("/dev"), "/dev");
    }

    #[test]
    fn another_filter_begins_with_the_first_page() {
        let query = Query::parse("find=x&per=50&page=3", KEYS);
        assert_eq!(query.with("status", "active", KEYS).text(), "find=x&status=active&per=50");
        assert_eq!(query.with("page", "4", KEYS).text(), "find=x&per=50&page=4");
        assert_eq!(query.with("find", "", KEYS).text(), "per=50");
        let other = Query::parse("scope=crm&sort=name&page=9", KEYS);
        assert_eq!(query.filtered_as(&other).text(), "scope=crm&per=50");
        assert_eq!(other.filters(), [("scope", "crm".to_owned())]);
    }
}
