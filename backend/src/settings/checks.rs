//! What may be typed into the settings.

use crate::origin::Network;
use crate::refusal::{self, Gathered, Refusal, refuse};
use shared::fault;
use shared::settings::{
    AUDIT_DAYS_MAX, AUDIT_DAYS_MIN, DELIVERIES_DAYS_MAX, General, HANDLERS_MAX, Handlers, REQUESTS_DAYS_MAX, Retention,
};
use shared::typed::line;
use std::ops::RangeInclusive;

/// Longest name of a portal, in characters.
const NAME_MAX: usize = 60;

/// Longest host name, in bytes.
const HOST_MAX: usize = 253;

/// # Errors
/// `too_long`, `control_characters`, `time_zone_unknown`.
pub fn general(typed: General) -> Result<General, Refusal> {
    let mut wrong = Gathered::default();
    let name = wrong.check(refusal::typed("name", line(&typed.name, NAME_MAX)));
    let time_zone = wrong.check(time_zone(&typed.time_zone));
    wrong.settle()?;
    Ok(General { name, time_zone, ..typed })
}

/// The canonical name of a time zone.
///
/// # Errors
/// `time_zone_unknown`.
pub fn time_zone(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    let zone = typed.parse::<chrono_tz::Tz>();
    zone.map(|zone| zone.name().to_owned()).map_err(|_| refuse(fault::TIME_ZONE_UNKNOWN).on("time_zone").with(typed))
}

/// # Errors
/// `too_many`, `handler_invalid`.
pub fn handlers(typed: Handlers) -> Result<Handlers, Refusal> {
    let (mut allowed, mut odd) = (Vec::new(), Vec::new());
    for entry in typed.allowed.iter().map(|entry| entry.trim()).filter(|entry| !entry.is_empty()) {
        let network = entry.parse::<Network>().map(|network| network.to_string());
        let known = network.ok().or_else(|| host(entry));
        match known {
            None => odd.push(entry),
            Some(known) if !allowed.contains(&known) => allowed.push(known),
            Some(_) => (),
        }
    }
    if !odd.is_empty() {
        return Err(refuse(fault::HANDLER_INVALID).on("allowed").with(odd.join(", ")));
    }
    match allowed.len() <= HANDLERS_MAX {
        true => Ok(Handlers { allowed, ..typed }),
        false => Err(refuse(fault::TOO_MANY).on("allowed").with(HANDLERS_MAX)),
    }
}

/// # Errors
/// `out_of_range`.
pub fn retention(typed: Retention) -> Result<Retention, Refusal> {
    let mut wrong = Gathered::default();
    wrong.check(within(typed.requests_days, 1..=REQUESTS_DAYS_MAX, "requests_days"));
    let audit = |days| within(days, AUDIT_DAYS_MIN..=AUDIT_DAYS_MAX, "audit_days");
    wrong.check(typed.audit_days.map_or(Ok(()), audit));
    wrong.check(within(typed.deliveries_days, 1..=DELIVERIES_DAYS_MAX, "deliveries_days"));
    wrong.settle()?;
    Ok(typed)
}

/// # Errors
/// `out_of_range`.
pub fn within(number: u32, range: RangeInclusive<u32>, field: &'static str) -> Result<(), Refusal> {
    let words = || format!("{}–{}", range.start(), range.end());
    match range.contains(&number) {
        true => Ok(()),
        false => Err(refuse(fault::OUT_OF_RANGE).on(field).with(words())),
    }
}

/// `erp.internal`, or `*.internal` for every name below it.
fn host(typed: &str) -> Option<String> {
    let name = typed.to_ascii_lowercase();
    let below = name.strip_prefix("*.").unwrap_or(&name);
    let fine = |label: &str| {
        let letters = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        letters && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    // A last label of digits would be an address that is none.
    let number = below.rsplit('.').next().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    (name.len() <= HOST_MAX && below.split('.').all(fine) && !number).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(typed: &str) -> Result<Vec<String>, &'static str> {
        let allowed = typed.split(' ').map(str::to_owned).collect();
        let typed = Handlers { allowed, single_attempt: false };
        handlers(typed).map(|handlers| handlers.allowed).map_err(|refusal| refusal.fault.code)
    }

    #[test]
    fn hosts_and_networks_are_kept_in_one_form() {
        for (typed, wanted) in [
            ("10.1.2.3/8 10.0.0.0/8", &["10.0.0.0/8"][..]),
            ("192.168.1.7", &["192.168.1.7"]),
            ("0.0.0.0/0", &["0.0.0.0/0"]),
            ("fd00::1/8 ::1/128", &["fd00::/8", "::1"]),
            ("ERP.Internal *.corp localhost", &["erp.internal", "*.corp", "localhost"]),
        ] {
            assert_eq!(kept(typed).unwrap(), wanted, "{typed}");
        }
        for wrong in ["10.0.0.0/33", "10.0.0/8", "1.2.3", "a..b", "-a", "https://a", "a:80", "*", "a/8", "::1/+8", "é"]
        {
            assert_eq!(kept(wrong), Err("handler_invalid"), "{wrong}");
        }
        let many: Vec<String> = (0..=HANDLERS_MAX).map(|n| format!("h{n}")).collect();
        assert_eq!(kept(&many.join(" ")), Err("too_many"));
    }

    #[test]
    fn what_is_kept_has_its_days() {
        let days = |requests_days, audit_days| {
            retention(Retention { requests_days, audit_days, ..Retention::default() }).is_ok()
        };
        assert!(days(1, None) && days(14, Some(30)) && days(14, Some(3650)));
        assert!(!days(0, None) && !days(15, None) && !days(14, Some(29)) && !days(14, Some(3651)));
    }

    #[test]
    fn time_zones_are_known_ones() {
        assert_eq!(time_zone(" Europe/Paris ").unwrap(), "Europe/Paris");
        assert_eq!(time_zone("Mars/Olympus").unwrap_err().fault.code, "time_zone_unknown");
    }
}
