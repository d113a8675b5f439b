//! What people note down: comments, and the campaigns that brought somebody here.

use super::{
    bulk::{give, give_texts},
    dice::Dice,
};
use crate::prelude::*;

/// Gives some records a comment.
pub(super) fn give_comment(change: &mut Change, percent: u64, dice: &mut Dice) {
    if dice.chance(percent) {
        give(change, "COMMENTS", *dice.pick(COMMENTS));
    }
}

/// Gives some records the marks of a campaign.
pub(super) fn give_campaign(change: &mut Change, percent: u64, dice: &mut Dice) {
    if dice.chance(percent) {
        let Campaign { source, medium, name, content, term } = dice.pick(CAMPAIGNS);
        let marks =
            [("UTM_SOURCE", *source), ("UTM_MEDIUM", *medium), ("UTM_CAMPAIGN", *name), ("UTM_CONTENT", *content)];
        give_texts(change, &marks);
        if !term.is_empty() {
            give(change, "UTM_TERM", *term);
        }
    }
}

struct Campaign {
    source: &'static str,
    medium: &'static str,
    name: &'static str,
    content: &'static str,
    term: &'static str,
}

static CAMPAIGNS: &[Campaign] = &[
    campaign("newsletter", "email", "spring-offer", "header-button", ""),
    campaign("newsletter", "email", "product-news", "second-article", ""),
    campaign("search", "cpc", "brand", "text-ad-1", "office equipment"),
    campaign("search", "cpc", "competitors", "text-ad-3", "framework contract"),
    campaign("social", "paid", "case-studies", "video-30s", ""),
    campaign("social", "organic", "open-day", "photo-post", ""),
    campaign("trade-portal", "referral", "buyers-guide", "side-banner", ""),
    campaign("partner", "referral", "partner-week", "landing-page", ""),
];

static COMMENTS: &[&str] = &[
    "Prefers e-mail to phone calls.",
    "Call again after the holidays.",
    "Decision is taken by the board at the end of the month.",
    "Asked for references from the same trade.",
    "Wants the invoice split in two.",
    "Compares us with two other suppliers.",
    "Delivery has to be before noon.",
    "The budget is approved, the paperwork is missing.",
    "Send the revised offer with the longer guarantee.",
    "Was very happy with the last delivery.",
    "New purchasing manager from next quarter.",
    "Needs a contract in two languages.",
    "Discount agreed by phone, see the offer.",
    "Visit planned together with the technician.",
    "Do not call on Fridays.",
    "Interested in a yearly agreement.",
];

const fn campaign(
    source: &'static str,
    medium: &'static str,
    name: &'static str,
    content: &'static str,
    term: &'static str,
) -> Campaign {
    Campaign { source, medium, name, content, term }
}
