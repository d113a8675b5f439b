//! What phones, e-mails and messengers mean for the record that has them.

use crate::prelude::*;

/// `HAS_PHONE`, `HAS_EMAIL` and `HAS_IMOL` follow the channels; e-mail addresses must look like some.
pub fn has_channels(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let value = |row: &Data, part: usize| row.items().get(part).map(|data| data.text().to_owned()).unwrap_or_default();
    if change.gave("EMAIL") {
        let wrong = change.new.items("EMAIL").iter().map(|row| value(row, 2)).find(|address| !address.contains('@'));
        if wrong.is_some() {
            return Err(Error::core("The field 'EMAIL' contains an invalid address"));
        }
    }
    let has_imol =
        change.new.items("IM").iter().any(|row| value(row, 1) == "IMOL" || value(row, 2).starts_with("imol|"));
    let numbers = change.new.items("PHONE").iter().map(|row| digits(&value(row, 2)));
    let numbers = numbers.filter(|number| !number.is_empty()).map(Data::Text).collect();
    change.new.set("PHONE_DIGITS", Data::List(numbers));
    change.new.set("HAS_PHONE", !change.new.items("PHONE").is_empty());
    change.new.set("HAS_EMAIL", !change.new.items("EMAIL").is_empty());
    change.new.set("HAS_IMOL", has_imol);
    Ok(())
}

/// A phone number as it is looked for: its digits without the extension. The 8 that begins a Russian
/// number at home is the 7 of the country.
pub fn digits(phone: &str) -> String {
    let from = phone.find(|letter: char| letter.is_ascii_digit()).unwrap_or(phone.len());
    let main = phone[from..].split(|letter: char| letter.is_alphabetic() || ";,#*".contains(letter)).next();
    let mut digits: String = main.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 11 && digits.starts_with('8') {
        digits.replace_range(..1, "7");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn phones_are_compared_by_their_digits() {
        for (phone, expected) in [
            ("+7 (495) 123-45-67", "74951234567"),
            ("8 495 123 45 67 доб. 12", "74951234567"),
            ("tel. +49.30.1234 ext 5", "49301234"),
            ("1234;5", "1234"),
            ("none", ""),
        ] {
            assert_eq!(digits(phone), expected, "{phone}");
        }
    }
}
