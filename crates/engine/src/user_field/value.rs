//! Values of user fields: their limits, what an add stores without one, and links to CRM records.

use super::Made;
use crate::{Call, Data, Error, Field, Kind, Result, data::decimal, input::canonical_decimal, zone};
use params::Value;

/// Kinds of records that a link may lead to: the setting that allows it and the prefix of its links.
const LINKS: [(&str, &str); 7] = [
    ("LEAD", "L"),
    ("CONTACT", "C"),
    ("COMPANY", "CO"),
    ("DEAL", "D"),
    ("QUOTE", "Q"),
    ("ORDER", "O"),
    ("SMART_INVOICE", "SI"),
];

impl Made {
    fn limit(&self, name: &str) -> Option<f64> {
        let value = self.settings.get(name)?.as_text()?;
        value.parse().ok().filter(|limit| *limit != 0.0)
    }

    /// A scalar within the settings, made to fit where the setting says how.
    ///
    /// # Errors
    /// 400 naming the field.
    pub fn settle(&self, field: &Field, data: Data) -> Result<Data> {
        let refuse = |text: String| Err(Error::core(format!("Invalid value of field '{}': {text}", field.name)));
        let digits = self.settings.get("PRECISION").and_then(Value::as_int);
        let data = match (data, digits) {
            (Data::Decimal(text), Some(digits)) => Data::Decimal(round(&text, digits.clamp(0, 17) as usize)),
            (data, _) => data,
        };
        match &data {
            Data::Text(text) => {
                let length = text.chars().count() as f64;
                if let Some(least) = self.limit("MIN_LENGTH").filter(|least| length < *least) {
                    return refuse(format!("it must have at least {least} characters"));
                }
                if let Some(most) = self.limit("MAX_LENGTH").filter(|most| length > *most) {
                    return refuse(format!("it must have at most {most} characters"));
                }
                if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
                    return refuse("it does not match the pattern".to_owned());
                }
            }
            Data::Int(_) | Data::Decimal(_) if matches!(field.kind, Kind::Int | Kind::Double) => {
                let number = if let Data::Int(number) = data { number as f64 } else { decimal(data.text()) };
                if let Some(least) = self.limit("MIN_VALUE").filter(|least| number < *least) {
                    return refuse(format!("it must not be less than {least}"));
                }
                if let Some(most) = self.limit("MAX_VALUE").filter(|most| number > *most) {
                    return refuse(format!("it must not be more than {most}"));
                }
            }
            Data::Int(id) if field.kind == Kind::Variant && !self.variants.iter().any(|variant| variant.id == *id) => {
                return refuse(format!("the list has no variant {id}"));
            }
            _ => {}
        }
        Ok(data)
    }

    /// What an add that does not give the field stores.
    pub fn initial(&self, field: &Field, call: &Call) -> Data {
        let value = self.settings.get("DEFAULT_VALUE");
        let text = value.and_then(Value::as_text).unwrap_or_default();
        let one = match field.kind {
            Kind::Variant => {
                let ids = self.variants.iter().filter(|variant| variant.initial).map(|variant| Data::Int(variant.id));
                let ids: Vec<Data> = ids.take(if field.multiple { usize::MAX } else { 1 }).collect();
                return if field.multiple { Data::List(ids) } else { ids.into_iter().next().unwrap_or_default() };
            }
            Kind::Switch => Data::Flag(text == "1"),
            Kind::Date | Kind::Time => {
                let part = |name| value.and_then(|value| value.path(&[name])?.as_text()).unwrap_or_default();
                let day = field.kind == Kind::Date;
                match &*part("TYPE") {
                    "NOW" if day => Data::Time(zone::day_of(call.services.zone, call.now, 0)),
                    "NOW" => Data::Time(call.now / 1000 * 1000),
                    "FIXED" if day => zone::parse_date(&part("VALUE")).map_or(Data::Null, Data::Time),
                    "FIXED" => zone::parse_time(call.services.zone, &part("VALUE")).map_or(Data::Null, Data::Time),
                    _ => Data::Null,
                }
            }
            _ if text.is_empty() => Data::Null,
            Kind::Int | Kind::Reference(_) => text.parse().map_or(Data::Null, Data::Int),
            Kind::Double => canonical_decimal(&text).map_or(Data::Null, Data::Decimal),
            Kind::Text | Kind::Price => Data::from(&*text),
            _ => Data::Null,
        };
        if field.multiple && !one.is_null() { Data::List(vec![one]) } else { one }
    }

    /// A link as it is stored: `C_2`, or the bare id where the field takes one kind of record.
    /// Smart processes are `T80_6`, the type's number in hexadecimal. `None` for what it does not take.
    pub fn link(&self, text: &str) -> Option<String> {
        let allowed = |name: &str| self.settings.get(name).and_then(Value::as_flag) == Some(true);
        let known = LINKS.iter().filter(|(name, _)| allowed(name)).map(|(_, prefix)| (*prefix).to_owned());
        let dynamic = self.settings.iter().filter_map(|(name, value)| {
            let id: u32 = name.to_string().strip_prefix("DYNAMIC_")?.parse().ok()?;
            (value.as_flag() == Some(true)).then(|| format!("T{id:x}"))
        });
        let prefixes: Vec<String> = known.chain(dynamic).collect();
        let id = |text: &str| text.parse::<i64>().ok().filter(|id| *id > 0);
        let text = text.trim();
        match (text.rsplit_once('_'), prefixes.as_slice()) {
            (None, [_]) => id(text).map(|id| id.to_string()),
            (Some((prefix, rest)), prefixes) => {
                let known = prefixes.iter().find(|known| known.eq_ignore_ascii_case(prefix))?;
                let id = id(rest)?;
                Some(if prefixes.len() == 1 { id.to_string() } else { format!("{known}_{id}") })
            }
            _ => None,
        }
    }
}

/// Canonical decimal text with at most so many digits after the point, halves away from zero.
fn round(text: &str, digits: usize) -> String {
    let Some((whole, fraction)) = text.split_once('.') else { return text.to_owned() };
    let (Some(kept), Some(next)) = (fraction.get(..digits), fraction.as_bytes().get(digits)) else {
        return text.to_owned();
    };
    let unsigned = whole.trim_start_matches('-');
    let Ok(number) = format!("{unsigned}{kept}").parse::<i128>() else { return text.to_owned() };
    let rounded = format!("{:0>width$}", number + i128::from(*next >= b'5'), width = digits + 1);
    let (whole, fraction) = rounded.split_at(rounded.len() - digits);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let plain = format!("{sign}{whole}{}{fraction}", if digits > 0 { "." } else { "" });
    canonical_decimal(&plain).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::round;

    #[test]
    fn halves_go_away_from_zero() {
        for (given, digits, expected) in [
            ("1.25", 1, "1.3"),
            ("-1.25", 1, "-1.3"),
            ("1.005", 2, "1.01"),
            ("0.04", 1, "0"),
            ("-0.04", 1, "0"),
            ("9.99", 1, "10"),
            ("0.5", 0, "1"),
            ("99999999999999.994", 2, "99999999999999.99"),
            ("7", 2, "7"),
            ("7.1", 2, "7.1"),
        ] {
            assert_eq!(round(given, digits), expected, "{given}");
        }
    }
}
