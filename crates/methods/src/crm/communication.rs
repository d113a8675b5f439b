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
    change.new.set("HAS_PHONE", !change.new.items("PHONE").is_empty());
    change.new.set("HAS_EMAIL", !change.new.items("EMAIL").is_empty());
    change.new.set("HAS_IMOL", has_imol);
    Ok(())
}
