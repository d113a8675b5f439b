//! The grammar of addresses below `/rest/`. docs: general-principles.md, rest-v3.md.

/// What an address says.
#[derive(Debug, PartialEq, Eq)]
pub struct Address {
    /// 2, or 3 below `/rest/api/`.
    pub version: u8,
    /// User id and secret of a webhook.
    pub webhook: Option<(String, String)>,
    /// Name of the method, without extension; may be empty.
    pub method: String,
    /// What the extension asks for; JSON without one.
    pub format: Format,
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.json`, or nothing.
    Json,
    /// `.xml`.
    Xml,
}

/// Reads a path: doubled and trailing slashes and one extension do not matter.
pub fn read(path: &str) -> Address {
    let mut rest = path.split('/').filter(|part| !part.is_empty()).peekable();
    rest.next_if_eq(&"rest");
    let version = if rest.next_if_eq(&"api").is_some() { 3 } else { 2 };
    // One part more than any address has, to see that there are too many.
    let mut room = [""; 4];
    let parts = room.iter_mut().zip(rest).map(|(place, part)| *place = part).count();
    let parts = &room[..parts];
    // A secret of any wrong shape is a wrong secret, not another kind of address.
    let webhook = parts.len() >= 2;
    let method = if webhook { parts.get(2) } else { parts.first() };
    let method = method.copied().unwrap_or_default();
    let (name, format) = match (method.strip_suffix(".json"), method.strip_suffix(".xml")) {
        (Some(name), _) => (name, Format::Json),
        (_, Some(name)) => (name, Format::Xml),
        _ => (method, Format::Json),
    };
    let webhook = webhook.then(|| (parts[0].to_owned(), parts[1].to_owned()));
    Address { version, webhook, method: if parts.len() > 3 { String::new() } else { name.to_owned() }, format }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_form_is_read() {
        for (path, version, webhook, method) in [
            ("/rest/1/s3cret/profile", 2, true, "profile"),
            ("/rest/1/s3cret/profile.json", 2, true, "profile"),
            ("/rest/1/s3cret/profile/", 2, true, "profile"),
            ("//rest//1/s3cret//crm.deal.list.xml/", 2, true, "crm.deal.list"),
            ("/rest/1/s3cret/", 2, true, ""),
            ("/rest/crm.deal.list", 2, false, "crm.deal.list"),
            ("/rest//crm.deal.list.json", 2, false, "crm.deal.list"),
            ("/rest/api/1/s3cret/tasks.task.get", 3, true, "tasks.task.get"),
            ("/rest//api/tasks.task.get", 3, false, "tasks.task.get"),
            ("/rest/1/s3cret/profile/more", 2, true, ""),
            ("/rest", 2, false, ""),
        ] {
            let expected = webhook.then(|| ("1".to_owned(), "s3cret".to_owned()));
            let format = if path.contains(".xml") { Format::Xml } else { Format::Json };
            assert_eq!(read(path), Address { version, webhook: expected, method: method.to_owned(), format }, "{path}");
        }
    }
}
