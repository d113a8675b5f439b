//! Funnels: how the dictionaries of their stages and the stages themselves are called.
//! docs: api-reference/crm/status; the codes are those that integrations know.

use super::{
    category,
    record_type::{DEALS, INVOICES},
};
use crate::{
    prelude::*,
    seed::dictionaries::{DICTIONARIES, DictionaryRow, STAGE_TEMPLATES},
};

/// A funnel of a type of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Funnel {
    /// `entityTypeId` of the records.
    pub of: i64,
    /// Its id; that of the default funnel of deals is 0.
    pub id: u64,
}

/// The longest code of a stage of deals, and of others.
const LONGEST: (usize, usize) = (21, 50);

impl Funnel {
    /// A funnel of deals.
    pub const fn of_deals(id: u64) -> Funnel {
        Funnel { of: DEALS, id }
    }

    /// The dictionary of its stages: `DEAL_STAGE`, `DEAL_STAGE_3`, `DYNAMIC_130_STAGE_7`.
    pub fn dictionary(self) -> String {
        let Funnel { of, id } = self;
        match of {
            DEALS if id == 0 => "DEAL_STAGE".to_owned(),
            DEALS => format!("DEAL_STAGE_{id}"),
            INVOICES => format!("SMART_INVOICE_STAGE_{id}"),
            _ => format!("DYNAMIC_{of}_STAGE_{id}"),
        }
    }

    /// The funnel whose stages a dictionary holds.
    pub fn named(dictionary: &str) -> Option<Funnel> {
        let number = |text: &str| text.parse().ok();
        if dictionary == "DEAL_STAGE" {
            return Some(Funnel::of_deals(0));
        }
        if let Some(id) = dictionary.strip_prefix("DEAL_STAGE_") {
            return Some(Funnel::of_deals(number(id)?));
        }
        if let Some(id) = dictionary.strip_prefix("SMART_INVOICE_STAGE_") {
            return Some(Funnel { of: INVOICES, id: number(id)? });
        }
        let (of, id) = dictionary.strip_prefix("DYNAMIC_")?.split_once("_STAGE_")?;
        Some(Funnel { of: of.parse().ok()?, id: number(id)? })
    }

    /// What its stages' codes begin with, before a colon: `C3`, `DT130_7`; nothing in the default
    /// funnel of deals.
    pub fn prefix(self) -> String {
        match self {
            Funnel { of: DEALS, id: 0 } => String::new(),
            Funnel { of: DEALS, id } => format!("C{id}"),
            Funnel { of, id } => format!("DT{of}_{id}"),
        }
    }

    /// The code that a stage has in it, such as `C10:PREPAYMENT_INVOIC`: prefixed unless it already
    /// is, and cut at 21 characters for deals.
    pub fn code(self, code: &str) -> String {
        let prefix = format!("{}:", self.prefix());
        if prefix == ":" || code.starts_with(&prefix) {
            return code.to_owned();
        }
        let most = if self.of == DEALS { LONGEST.0 } else { LONGEST.1 };
        prefix.chars().chain(code.chars()).take(most).collect()
    }

    /// The stages that it starts with.
    pub fn stages(self) -> impl Iterator<Item = &'static DictionaryRow> {
        let template = match self.of {
            DEALS => "DEAL_STAGE",
            INVOICES => "SMART_INVOICE_STAGE",
            _ => "DYNAMIC_STAGE",
        };
        DICTIONARIES.iter().chain(STAGE_TEMPLATES).filter(move |row| row.dictionary == template)
    }

    /// What is stored of it, if it exists.
    ///
    /// # Errors
    /// When the store fails.
    pub fn record(self, call: &Call) -> Result<Option<Record>> {
        let found = call.find(category::entity_of(self.of), self.id)?;
        Ok(found.filter(|funnel| funnel.int("ENTITY_TYPE_ID") == self.of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_funnel_has_its_own_codes() {
        let codes: Vec<_> = Funnel::of_deals(10).stages().map(|row| Funnel::of_deals(10).code(row.code)).collect();
        let expected = [
            "C10:NEW",
            "C10:PREPARATION",
            "C10:PREPAYMENT_INVOIC",
            "C10:EXECUTING",
            "C10:FINAL_INVOICE",
            "C10:WON",
            "C10:LOSE",
            "C10:APOLOGY",
        ];
        assert_eq!(codes, expected);
        assert_eq!(Funnel::of_deals(1).code("PREPAYMENT_INVOICE"), "C1:PREPAYMENT_INVOICE");
        assert_eq!(Funnel::of_deals(1).code("C1:DECISION"), "C1:DECISION");
        assert_eq!(Funnel::of_deals(0).code("NEW"), "NEW");
        assert_eq!(Funnel { of: 1030, id: 7 }.code("NEW"), "DT1030_7:NEW");
    }

    #[test]
    fn dictionaries_are_called_after_their_funnels() {
        for (of, id, dictionary) in [
            (2, 0, "DEAL_STAGE"),
            (2, 3, "DEAL_STAGE_3"),
            (31, 1, "SMART_INVOICE_STAGE_1"),
            (130, 7, "DYNAMIC_130_STAGE_7"),
        ] {
            let funnel = Funnel { of, id };
            assert_eq!((funnel.dictionary().as_str(), Funnel::named(dictionary)), (dictionary, Some(funnel)));
        }
        assert_eq!(["STATUS", "DEAL_STAGE_", "DYNAMIC_1_STAGE", "SOURCE"].map(Funnel::named), [None; 4]);
    }
}
