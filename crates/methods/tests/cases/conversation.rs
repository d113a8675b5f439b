//! Reading a file of conversations, and laying out an answer as such a file has it.

use std::ops::Range;

/// Requests and answers that one portal plays in their order.
pub struct Conversation {
    /// What it shows.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line that says something.
pub enum Line {
    /// Who calls from here on.
    As(String),
    /// What their webhook may do.
    Scopes(Vec<String>),
    /// What time it is.
    At(String),
    /// The portal's time zone.
    Zone(String),
    /// How often the next step is played.
    Repeat(usize),
    /// Somebody listens to these events from here on; to all when there are none.
    Listens(Vec<String>),
    /// An application calls from here on, or none.
    Application(Option<u64>),
    /// A person signs in.
    SignsIn(String),
    /// A request and its answer.
    Step(Step),
}

/// A request and the answer it must get.
pub struct Step {
    /// `POST` with JSON or `GET` with a query.
    pub verb: String,
    /// The method's name.
    pub method: String,
    /// JSON, or the query after `?`.
    pub params: String,
    /// Status and body.
    pub expected: String,
    /// Only what is named must agree.
    pub subset: bool,
    /// File and line of the request.
    pub place: String,
    /// Lines of the answer, from 0.
    pub answer_lines: Range<usize>,
    /// What the portal tells of it, while somebody listens.
    pub events: Vec<String>,
}

impl Conversation {
    /// The portal's time zone: one with an offset that changes, unless the conversation names another.
    pub fn zone(&self) -> &str {
        let named =
            self.lines.iter().find_map(|line| if let Line::Zone(zone) = line { Some(zone.as_str()) } else { None });
        named.unwrap_or("Europe/Berlin")
    }
}

/// The conversations of a file.
pub fn read(name: &str, text: &str) -> Vec<Conversation> {
    let mut all: Vec<Conversation> = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim();
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        at += 1;
        if line.is_empty() || word.starts_with(';') {
            continue;
        }
        if word == "#" {
            all.push(Conversation { title: rest.to_owned(), lines: Vec::new() });
            continue;
        }
        let said = match word {
            "as" => Line::As(rest.to_owned()),
            "scopes" => Line::Scopes(rest.split_whitespace().map(str::to_owned).collect()),
            "at" => Line::At(rest.to_owned()),
            "zone" => Line::Zone(rest.to_owned()),
            "listens" => Line::Listens(rest.split_whitespace().map(str::to_owned).collect()),
            "application" => Line::Application(rest.parse().ok()),
            "enters" => Line::SignsIn(rest.to_owned()),
            "repeat" => Line::Repeat(rest.parse().unwrap()),
            "POST" | "GET" => step(name, word, rest, &lines, &mut at),
            _ => panic!("{name}:{at} says nothing that is understood: {line}"),
        };
        all.last_mut().unwrap_or_else(|| panic!("{name}:{at} comes before the first title")).lines.push(said);
    }
    all
}

fn step(name: &str, verb: &str, request: &str, lines: &[&str], at: &mut usize) -> Line {
    let place = format!("{name}:{at}");
    let mut request = request.to_owned();
    while lines.get(*at).is_some_and(|next| next.starts_with("    ")) {
        request.push_str(lines[*at].trim());
        *at += 1;
    }
    let request = spread(&request);
    let split = request.find(['?', ' ']).unwrap_or(request.len());
    let (method, params) = request.split_at(split);
    let from = *at;
    let mut expected = String::new();
    while let Some(next) =
        lines.get(*at).filter(|next| next.starts_with("→ ") || (*at > from && next.starts_with("  ")))
    {
        expected.push_str(next.trim_start_matches("→ ").trim_start());
        *at += 1;
    }
    let answer_lines = from..*at;
    let mut events = Vec::new();
    while let Some(event) = lines.get(*at).and_then(|next| next.strip_prefix("! ")) {
        events.push(event.trim_end().to_owned());
        *at += 1;
    }
    let whole = expected.strip_suffix(" (subset)");
    Line::Step(Step {
        verb: verb.to_owned(),
        method: method.to_owned(),
        params: params.trim_start_matches(['?', ' ']).to_owned(),
        subset: whole.is_some(),
        expected: whole.unwrap_or(&expected).to_owned(),
        place,
        answer_lines,
        events,
    })
}

/// `{50 cmd[c{i}]=user.admin}` becomes fifty such pairs joined by `&`, `{i}` counting from 1.
fn spread(request: &str) -> String {
    let pattern = request.split_once('{').and_then(|(before, rest)| {
        let (count, rest) = rest.split_once(' ')?;
        let (piece, after) = rest.rsplit_once('}')?;
        Some((before, count.parse::<usize>().ok()?, piece, after))
    });
    let Some((before, count, piece, after)) = pattern else { return request.to_owned() };
    let pair = |i: usize| piece.replace("{i}", &i.to_string()).replace("{i-1}", &(i - 1).to_string());
    format!("{before}{}{after}", (1..=count).map(pair).collect::<Vec<_>>().join("&"))
}

/// An answer as lines of a file: long ones are broken after commas.
pub fn layout(answer: &str) -> Vec<String> {
    const WIDTH: usize = 110;
    let mut lines = vec!["→ ".to_owned()];
    let (mut piece, mut in_text, mut escaped) = (String::new(), false, false);
    for letter in answer.chars().chain([',']) {
        piece.push(letter);
        in_text ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        if letter == ',' && !in_text {
            let full = lines.last().is_some_and(|line| line.chars().count() + piece.chars().count() > WIDTH);
            if full {
                lines.push("  ".to_owned());
            }
            lines.last_mut().unwrap().push_str(&piece);
            piece.clear();
        }
    }
    lines.last_mut().unwrap().pop();
    lines
}
