//! Who the clients are: firms and the people in them, worked out from their place in the row.

use super::{
    Plan,
    bulk::{give, give_texts},
    calendar::DAYS,
    dice::{Dice, Topic},
};
use crate::{
    prelude::*,
    seed::names::{
        CITIES, COMPANY_HEADS, COMPANY_TRADES, COUNTRIES, City, Country, DOMAIN, FEMALE_FIRST_NAMES, LAST_NAMES,
        MALE_FIRST_NAMES, STREETS, Trade, latin,
    },
};
use engine::input::multifield_row;

/// A firm, as everything that mentions it spells it.
pub(super) struct Firm {
    /// Name without the legal form.
    pub name: String,
    /// Domain of its addresses.
    pub domain: String,
    /// What it does.
    pub trade: &'static Trade,
    /// Where it is.
    pub city: &'static City,
    /// The country of the city.
    pub country: &'static Country,
}

/// A person.
pub(super) struct Human {
    /// First name.
    pub first: &'static str,
    /// Last name.
    pub last: &'static str,
    /// Salutation, a code of HONORIFIC.
    pub honorific: &'static str,
}

/// A place in the row of contacts, and one in the row of companies.
pub(super) struct Client {
    /// The contact.
    pub contact: u64,
    /// Their company, if they have one.
    pub company: Option<u64>,
}

/// The firm at a place. Names repeat only when all heads and trades have met, and then with the city.
pub(super) fn firm(plan: &Plan, place: u64) -> Firm {
    // A prime, so that a walk by this step meets every pair before it meets one again.
    const STEP: u64 = 619;
    let pairs = (COMPANY_HEADS.len() * COMPANY_TRADES.len()) as u64;
    let start = Dice::new(plan.seed, Topic::Firm, 0).below(pairs);
    let (round, pair) = (place / pairs, ((start + place % pairs * STEP) % pairs) as usize);
    let (head, trade) = (COMPANY_HEADS[pair % COMPANY_HEADS.len()], &COMPANY_TRADES[pair / COMPANY_HEADS.len()]);
    let city = Dice::new(plan.seed, Topic::Firm, place + 1).pick(CITIES);
    let country = COUNTRIES.iter().find(|country| country.name == city.country).unwrap_or(&COUNTRIES[0]);
    let (name, own) = (format!("{head} {}", trade.name), format!("{}-{}", latin(head), latin(trade.name)));
    match round {
        0 => Firm { name, domain: format!("{own}.{DOMAIN}"), trade, city, country },
        _ => {
            let name = format!("{name} {}", city.name);
            Firm { name, domain: format!("{own}-{round}.{DOMAIN}"), trade, city, country }
        }
    }
}

/// Somebody.
pub(super) fn human(dice: &mut Dice) -> Human {
    let (names, honorific) =
        if dice.chance(50) { (FEMALE_FIRST_NAMES, "HNR_RU_2") } else { (MALE_FIRST_NAMES, "HNR_RU_1") };
    let (first, last) = (*dice.pick(names), *dice.pick(LAST_NAMES));
    Human { first, last, honorific }
}

/// The company in which a contact works; one in twelve has none. It is no younger than the contact.
pub(super) fn employer(plan: &Plan, contact: u64) -> Option<u64> {
    let mut dice = Dice::new(plan.seed, Topic::Employer, contact);
    let newest = contact * plan.sizes.companies / plan.sizes.contacts;
    // Some firms have several contacts, and so others have none.
    (!dice.chance(8)).then(|| newest.saturating_sub(dice.below(3)))
}

/// The day on which the client at `place` of `of` was made.
pub(super) fn client_day(place: u64, of: u64) -> u64 {
    place * DAYS / of
}

/// The day on which the lead or deal at `place` of `of` was made: never the first, on which there are
/// no clients yet.
pub(super) fn business_day(place: u64, of: u64) -> u64 {
    1 + place * (DAYS - 1) / of
}

/// Somebody who was a client the day before the lead or deal at `place` of `of` was made.
pub(super) fn client(plan: &Plan, place: u64, of: u64, dice: &mut Dice) -> Client {
    let newest = place * (DAYS - 1) * plan.sizes.contacts / (of * DAYS);
    let contact = dice.below(newest + 1);
    Client { contact, company: employer(plan, contact) }
}

/// An e-mail address of a person.
pub(super) fn address(human: &Human, domain: &str) -> String {
    format!("{}.{}@{domain}", latin(human.first), latin(human.last))
}

/// Gives a record one phone, e-mail or their like.
pub(super) fn give_channel(plan: &Plan, change: &mut Change, field: &str, kind: &str, value: &str) -> Result<()> {
    let mut rows = change.new.items(field).to_vec();
    rows.push(multifield_row(plan.services, kind, value)?);
    give(change, field, Data::List(rows));
    Ok(())
}

/// A telephone number of a country.
pub(super) fn phone(country: &Country, dice: &mut Dice) -> String {
    let digit = |mark| if mark == '#' { char::from(b'0' + dice.below(10) as u8) } else { mark };
    country.phone.chars().map(digit).collect()
}

/// Gives a record a street and the firm's city.
pub(super) fn give_address(change: &mut Change, firm: &Firm, dice: &mut Dice) {
    let street = format!("{} {}", dice.between(1, 140), dice.pick(STREETS));
    let country = firm.country.name;
    give_texts(change, &[("ADDRESS", &street), ("ADDRESS_CITY", firm.city.name), ("ADDRESS_COUNTRY", country)]);
}
