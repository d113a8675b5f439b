//! What codes and places of stages must look like. docs: crm-status-add.md, "Field features".

use super::codes;
use crate::{crm::funnel::Funnel, prelude::*};

/// Longest codes of the dictionaries of stages, in characters; 50 elsewhere.
const LONGEST: [(&str, usize); 3] = [("STATUS", 21), ("QUOTE_STATUS", 22), ("DEAL_STAGE", 22)];

/// Codes are short; those of stages have Latin letters, digits, hyphens and underscores only.
pub(super) fn code_fits(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.old.is_some() {
        return Ok(());
    }
    let (dictionary, code) = (change.new.text("ENTITY_ID"), change.new.text("STATUS_ID"));
    let stages = LONGEST.iter().find(|(name, _)| *name == dictionary).map(|(_, most)| *most);
    let of_funnel = Funnel::named(dictionary).is_some_and(|funnel| funnel.id > 0);
    let most = stages.unwrap_or(50);
    if code.chars().count() > most {
        return Err(Error::core(format!("Invalid value of field 'STATUS_ID': at most {most} characters are expected")));
    }
    let own = code.split_once(':').filter(|_| of_funnel).map_or(code, |(_, own)| own);
    let plain = own.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if (stages.is_some() || of_funnel) && !plain {
        let expected = "Latin letters, digits, hyphens and underscores are expected";
        return Err(Error::core(format!("Invalid value of field 'STATUS_ID': {expected}")));
    }
    Ok(())
}

/// The stages of a funnel end with the successful one, which is there once; only failed ones come after it.
pub(super) fn stages_in_order(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let dictionary = change.new.text("ENTITY_ID");
    if change.old.is_some() || Funnel::named(dictionary).is_none() || change.new.text("SEMANTICS") == "F" {
        return Ok(());
    }
    let codes = codes(call, dictionary)?;
    let Some(success) = codes.iter().find(|code| code.semantics == "S") else { return Ok(()) };
    if change.new.text("SEMANTICS") == "S" || change.new.int("SORT") > success.sort {
        return Err(Error::plain(
            "Cannot create more stages after the final stage because the final successful stage already exists. \
             Try using sort order values less than that of the final stage.",
        ));
    }
    Ok(())
}
