//! What people tell each other in the news feed of the demo, and what others say to it.

use super::{
    Plan,
    bulk::{Bulk, draft, give, give_texts},
    calendar::DAYS,
    dice::{Dice, Topic},
};
use crate::{
    log::{comment::COMMENT, post::POST},
    prelude::*,
};

/// Makes the messages, the oldest first, with their comments.
pub(super) fn make(plan: &Plan, bulk: &mut Bulk) -> Result<()> {
    (0..).zip(MESSAGES).try_for_each(|(place, message)| publish(plan, bulk, place, message))
}

fn publish(plan: &Plan, bulk: &mut Bulk, place: u64, message: &Message) -> Result<()> {
    let mut dice = Dice::new(plan.seed, Topic::Feed, place);
    let people = &plan.staff.sellers;
    let author = if message.important { plan.staff.admin } else { *dice.pick(people) };
    // The last ones are from the last days.
    let day = (place + 1) * (DAYS - 1) / MESSAGES.len() as u64;
    let history = plan.calendar.history(day, 9, false, &mut dice);
    let mut change = draft(plan.services, &POST, 0)?;
    give_texts(&mut change, &[("TITLE", message.title), ("DETAIL_TEXT", message.text)]);
    give(&mut change, "DEST", Data::List(vec![Data::from(message.to)]));
    give(&mut change, "IMPORTANT", message.important);
    let others: Vec<u64> = people.iter().copied().filter(|person| *person != author).collect();
    let commenting: Vec<u64> = others.iter().copied().take(message.comments.len()).collect();
    give(&mut change, "NUM_COMMENTS", commenting.len() as i64);
    if message.important {
        give(&mut change, "READERS", Data::List(commenting.iter().map(|id| Data::Int(*id as i64)).collect()));
    }
    let post = bulk.prepare(author, history, change)?;
    let id = post.id;
    bulk.save(&[post])?;
    for ((by, text), hour) in commenting.into_iter().zip(message.comments).zip(10..) {
        let history = plan.calendar.history(day, hour, false, &mut dice);
        let mut change = draft(plan.services, &COMMENT, 0)?;
        give(&mut change, "POST_ID", id as i64);
        give(&mut change, "POST_TEXT", *text);
        let comment = bulk.prepare(by, history, change)?;
        bulk.save(&[comment])?;
    }
    Ok(())
}

/// A message and what is said to it.
pub(super) struct Message {
    title: &'static str,
    text: &'static str,
    to: &'static str,
    important: bool,
    comments: &'static [&'static str],
}

/// Everybody in the company, and everybody below its root department, which are the same people.
const ALL: &str = "UA";
const COMPANY: &str = "DR1";

pub(super) static MESSAGES: &[Message] = &[
    message(
        "",
        "Welcome to our portal! Tell us here what keeps you busy.",
        ALL,
        &["Hello everybody!", "Good to be here."],
    ),
    message("Coffee machine", "The one on the second floor works again.", ALL, &["At last!"]),
    important("Holiday requests", "Please enter your holidays until the end of the month.", &["Done.", "Mine are in."]),
    message(
        "Spring fair",
        "We have a stand at the fair in hall 4. Who helps on the first day?",
        COMPANY,
        &["I do.", "Me too."],
    ),
    message("New price list", "The new prices hold from the first. The old list is void then.", COMPANY, &[]),
    message("", "Two large orders in one week. Thank you, all of you!", ALL, &["Cake is in the kitchen."]),
    important("Fire drill", "On Thursday at ten. Please leave by the stairs, not by the lift.", &["Noted."]),
    message("Lost and found", "A grey umbrella is waiting at the reception.", ALL, &[]),
    message(
        "Customer survey",
        "Nine of ten would recommend us. The details are in the monthly report.",
        COMPANY,
        &["Great news."],
    ),
    message("Parking", "The yard is being paved next week; park in the street behind, please.", ALL, &[]),
    important(
        "Stocktaking",
        "No deliveries on Friday afternoon. Tell your customers in time.",
        &["All mine know.", "Will do."],
    ),
    message(
        "Summer party",
        "Save the date! Ideas for the music are welcome.",
        ALL,
        &["Live band?", "No karaoke, please."],
    ),
];

const fn message(
    title: &'static str,
    text: &'static str,
    to: &'static str,
    comments: &'static [&'static str],
) -> Message {
    Message { title, text, to, important: false, comments }
}

const fn important(title: &'static str, text: &'static str, comments: &'static [&'static str]) -> Message {
    Message { important: true, ..message(title, text, ALL, comments) }
}
