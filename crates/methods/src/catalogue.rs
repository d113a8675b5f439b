//! Every known REST method, implemented or not: what the request builder shows and what refusals quote.
//! The rows are plain text in `catalogue/methods.tsv`, one method a line, read once.

use std::cmp::Ordering;
use std::sync::LazyLock;

mod absent;
mod params;
mod scopes;

pub use absent::why_absent;
pub use params::describe;

/// The catalogue of this build. The first call reads the text; later ones only hand out the reference.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("catalogue/methods.tsv")));
    &CATALOGUE
}

/// All known methods, ordered by lower-case name and then by version.
#[derive(Debug)]
pub struct Catalogue {
    known: Vec<Known>,
}

/// One documented method.
#[derive(Debug)]
pub struct Known {
    /// The canonical spelling; calls may use any case.
    pub name: &'static str,
    /// 2 for `/rest/`, 3 for `/rest/api/`.
    pub version: u8,
    /// The scope that the caller needs, `basic` for none; alternatives are separated by commas.
    pub scope: &'static str,
    /// Whether a call changes anything.
    pub kind: Kind,
    /// Top-level parameters in documented order; empty when there are none or none are documented.
    pub params: Vec<Param>,
    /// What a success answers: a kind, followed by a colon and the key that wraps it where there is one,
    /// such as `id`, `list:tasks` or `object:item`. The kinds are `id`, `true` (never anything else),
    /// `bool`, `number`, `text`, `object`, `list`, `map` (objects by a key), `fields` (descriptions of
    /// fields), `file` (its bytes), `nothing` (null), and `any` when undocumented.
    pub result: &'static str,
    /// The method to use instead; a pattern such as `crm.category.*` when several share the work.
    pub successor: Option<&'static str>,
    /// Whether the documentation advises against new use. Such methods still work.
    pub deprecated: bool,
    /// Path of the documentation page without its extension; empty when there is no page.
    pub page: &'static str,
    /// Whether an incoming webhook is refused because only an application may call the method.
    pub needs_app: bool,
    /// One line in English without a full stop.
    pub description: &'static str,
}

/// What a call does to the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Changes nothing.
    Read,
    /// Adds, changes or removes something.
    Write,
    /// Neither by itself: `batch`, pushes to other people's screens, calls to the outside.
    Other,
}

/// One top-level parameter of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param {
    /// The documented spelling; calls may use any case.
    pub name: &'static str,
    /// The documented type, such as `integer`, `string[]` or `object|string`; `any` when undocumented.
    pub kind: &'static str,
    /// `None` when the documentation does not say.
    pub required: Option<bool>,
}

impl Catalogue {
    /// The method of this name in any case, in this version of the protocol.
    pub fn find(&'static self, version: u8, name: &str) -> Option<&'static Known> {
        let at = self.known.binary_search_by(|known| order(known, name, version)).ok()?;
        self.known.get(at)
    }

    /// Every method, ordered by lower-case name and then by version.
    pub fn all(&'static self) -> &'static [Known] {
        &self.known
    }

    /// Every known scope code in byte order, without `basic`.
    pub fn scopes(&self) -> &'static [&'static str] {
        scopes::SCOPES
    }
}

fn order(known: &Known, name: &str, version: u8) -> Ordering {
    lower(known.name).cmp(lower(name)).then(known.version.cmp(&version))
}

fn lower(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

fn read(text: &'static str) -> Catalogue {
    let row = |line| method(line).expect("the tests read every line of methods.tsv");
    Catalogue { known: text.lines().skip(1).map(row).collect() }
}

/// One line: name, version, kind, scope, marks, successor, params, result, page, description; `-` is empty.
fn method(line: &'static str) -> Option<Known> {
    let mut columns = line.split('\t').map(|column| if column == "-" { "" } else { column });
    let name = columns.next()?;
    let version = columns.next()?.parse().ok()?;
    let kind = match columns.next()? {
        "read" => Kind::Read,
        "write" => Kind::Write,
        "other" => Kind::Other,
        _ => return None,
    };
    let scope = columns.next()?;
    let marks = columns.next()?;
    let successor = columns.next().map(|name| (!name.is_empty()).then_some(name))?;
    let params = columns.next()?.split_ascii_whitespace().map(param).collect::<Option<_>>()?;
    let result = columns.next()?;
    let page = columns.next()?;
    let description = columns.next()?;
    let marked = |mark| marks.split(',').any(|each| each == mark);
    let (deprecated, needs_app) = (marked("old"), marked("app"));
    let end = columns.next().is_none();
    let known =
        Known { name, version, scope, kind, params, result, successor, deprecated, page, needs_app, description };
    end.then_some(known)
}

/// `name:type`, followed by `!` when required and by `?` when the documentation does not say.
fn param(text: &'static str) -> Option<Param> {
    let (name, kind) = text.split_once(':')?;
    let (kind, required) = match kind.strip_suffix('!') {
        Some(kind) => (kind, Some(true)),
        None => kind.strip_suffix('?').map_or((kind, Some(false)), |kind| (kind, None)),
    };
    Some(Param { name, kind, required })
}

#[cfg(test)]
mod tests;
