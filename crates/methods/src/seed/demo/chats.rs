//! What the company's people talk about: chats, private dialogs and a few words to everybody, over
//! the last days.

use super::{
    Plan,
    calendar::DAYS,
    dice::{Dice, Topic},
};
use crate::{
    im::{self, Dialog, Room, Said},
    people::with_call,
    prelude::*,
};
use store::Ticket;

/// Where something is said.
enum Place {
    /// In a chat of its own: its title, and whether it is open to all.
    Chat(&'static str, bool),
    /// Between two people.
    Private,
    /// In the chat of the whole company.
    Everybody,
}

/// A conversation. People are numbered by their jobs, 0 for the administrator and 1 for the ordinary user.
struct Talk {
    place: Place,
    people: &'static [usize],
    lines: &'static [Line],
}

/// Who says what, how many days before today and at which hour.
struct Line(usize, u64, u64, &'static str);

static TALKS: &[Talk] = &[
    Talk {
        place: Place::Everybody,
        people: &[],
        lines: &[
            Line(0, 9, 8, "Good morning everybody! The figures of last quarter are in, and they are good. Thank you."),
            Line(11, 6, 9, "Please hand in your travel expenses by Friday."),
            Line(9, 2, 15, "The support line has a new number: extension 400."),
        ],
    },
    Talk {
        place: Place::Chat("Sales", false),
        people: &[2, 0, 1, 3, 4, 5, 6],
        lines: &[
            Line(2, 5, 9, "Who takes the visit in the new office park next week?"),
            Line(1, 5, 10, "I can, I am in the area on Tuesday anyway."),
            Line(4, 5, 11, "Take the revised price list with you, the old one has the wrong discounts."),
            Line(6, 4, 9, "Where do I find it?"),
            Line(5, 4, 10, "Ask me, I have it here."),
            Line(3, 1, 14, "The framework contract is signed. [B]Well done![/B]"),
        ],
    },
    Talk {
        place: Place::Chat("Spring campaign", false),
        people: &[7, 0, 1, 8],
        lines: &[
            Line(7, 7, 10, "First draft of the newsletter is ready for comments."),
            Line(8, 7, 13, "Shorter subject line, please. People read it on the phone."),
            Line(1, 3, 9, "Clients ask whether the offer holds for repeat orders."),
            Line(7, 3, 11, "Yes, until the end of the month."),
            Line(8, 1, 10, "Then it goes out tomorrow at nine."),
        ],
    },
    Talk {
        place: Place::Chat("Support desk", false),
        people: &[9, 3, 6, 10],
        lines: &[
            Line(10, 4, 8, "Three calls about the same broken hinge this morning."),
            Line(9, 4, 9, "Same batch? Please note the serial numbers."),
            Line(10, 2, 16, "All from the batch of March. I ordered replacements."),
            Line(3, 1, 9, "I tell the client before they hear it from somebody else."),
        ],
    },
    Talk {
        place: Place::Chat("Lunch", true),
        people: &[5, 1, 8, 10, 11],
        lines: &[
            Line(5, 3, 10, "Noodles at half past twelve?"),
            Line(8, 3, 11, "In!"),
            Line(10, 1, 11, "Today the market hall, who comes along?"),
        ],
    },
    Talk {
        place: Place::Private,
        people: &[0, 1],
        lines: &[
            Line(0, 4, 13, "Can you show the new client the workshop on Thursday?"),
            Line(1, 4, 14, "With pleasure. At ten?"),
            Line(0, 1, 12, "Ten is fine. I join you for the last half hour."),
        ],
    },
    Talk {
        place: Place::Private,
        people: &[1, 2],
        lines: &[
            Line(1, 2, 10, "The offer for the three machines is out."),
            Line(2, 2, 11, "Good. Call them on Monday."),
        ],
    },
    Talk {
        place: Place::Private,
        people: &[7, 8],
        lines: &[Line(8, 3, 15, "Pictures for the trade fair are on the drive."), Line(7, 2, 9, "Lovely, thank you.")],
    },
    Talk {
        place: Place::Private,
        people: &[11, 0],
        lines: &[Line(11, 1, 16, "The bank needs your signature, I left the papers on your desk.")],
    },
];

/// Makes the conversations, line by line in the order of time.
///
/// # Errors
/// When the store fails.
pub(super) fn make(plan: &Plan) -> Result<Ticket> {
    let mut dice = Dice::new(plan.seed, Topic::Chat, 0);
    let mut lines: Vec<(i64, usize, &Line)> = Vec::new();
    for (at, talk) in TALKS.iter().enumerate() {
        for line in talk.lines {
            lines.push((plan.calendar.instant(DAYS - line.1, line.2, &mut dice), at, line));
        }
    }
    lines.sort_by_key(|(time, at, _)| (*time, *at));
    let mut places: Vec<Option<Dialog>> = TALKS.iter().map(|_| None).collect();
    let mut ticket = Ticket::done();
    for (time, at, line) in lines {
        let Some(talk) = TALKS.get(at) else { continue };
        let speaker = plan.person(line.0);
        let place = places.get(at).copied().flatten();
        // Everybody has read what was said before the last line.
        let last = talk.lines.last().is_some_and(|last| std::ptr::eq(last, line));
        if let Some(dialog) = place.filter(|_| last) {
            for person in talk.people.iter().map(|person| plan.person(*person)) {
                let dialog = seen_by(talk, plan, person).unwrap_or(dialog);
                with_call(plan.services, person, time, |call| im::read_up_to(call, dialog, None))?;
            }
        }
        let (dialog, said) = with_call(plan.services, speaker, time, |call| {
            let said = Said { text: line.3.to_owned(), ..Said::by_caller(call) };
            let mut room = match place {
                None => begin(call, talk, plan, speaker)?,
                Some(dialog) => im::room(call, seen_by(talk, plan, speaker).unwrap_or(dialog))?,
            };
            room.say(said)?;
            Ok((Dialog::Chat(room.chat.id), room.close()?))
        })?;
        ticket = said;
        if let Some(place) = places.get_mut(at) {
            *place = Some(dialog);
        }
    }
    Ok(ticket)
}

/// A private dialog as one of its two people names it.
fn seen_by(talk: &Talk, plan: &Plan, person: u64) -> Option<Dialog> {
    let other = talk.people.iter().map(|one| plan.person(*one)).find(|one| *one != person)?;
    matches!(talk.place, Place::Private).then_some(Dialog::Person(other))
}

/// The room of a talk before anything is said there.
fn begin<'a>(call: &'a Call<'a>, talk: &Talk, plan: &Plan, speaker: u64) -> Result<Room<'a>> {
    match &talk.place {
        Place::Everybody => im::room(call, im::general(call)?),
        Place::Private => im::room(call, seen_by(talk, plan, speaker).unwrap_or(Dialog::Person(speaker))),
        Place::Chat(title, open) => {
            let mut chat = im::chat::blank(call, if *open { "O" } else { "C" })?;
            chat.set("TITLE", *title);
            chat.set("OWNER", speaker as i64);
            let mut room = Room::make(call, chat)?;
            room.join(speaker, 0)?;
            let people: Vec<u64> = talk.people.iter().map(|person| plan.person(*person)).collect();
            im::invite(call, &mut room, &people, false)?;
            Ok(room)
        }
    }
}
