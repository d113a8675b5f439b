//! The form of an integration: what it starts from, what it may not hold, what it asks for.

use crate::logic::{
    outbound,
    request::{self, Params},
};
use shared::fault;
use shared::integration::{BuilderRequest, Integration, NAME_MAX, NOTE_MAX, RATE_MAX, Save, SaveOutbound, Send};
use shared::method::{MethodInfo, ParamInfo};
use shared::scenario::Scenario;
use shared::text::Language;
use shared::typed::{Wrong, line, lines};

/// What keeps a form from being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field at fault, as the request body names it.
    pub field: &'static str,
    /// Why; `None` where the field says it itself.
    pub why: Option<Wrong>,
}

/// What the builder knows about a row from the method's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint<'a> {
    /// The documented parameter it belongs to.
    pub param: &'a ParamInfo,
    /// Whether the row is a member of the parameter: `fields[TITLE]`.
    pub inside: bool,
}

/// The form of an integration as it was opened. Nothing is changed in it, so an untouched form is
/// equal to this.
pub fn opened(integration: &Integration) -> Save {
    let inbound = integration.inbound.as_ref();
    Save {
        version: integration.version,
        name: integration.name.clone(),
        note: integration.note.clone(),
        scopes: inbound.map(|inbound| inbound.scopes.clone()).unwrap_or_default(),
        expires: inbound.and_then(|inbound| inbound.expires),
        allow: inbound.map(|inbound| inbound.allow.clone()).unwrap_or_default(),
        rate: inbound.and_then(|inbound| inbound.rate),
        request: inbound.map(|inbound| inbound.request.clone()).unwrap_or_default(),
        new_secret: None,
        outbound: outbound::opened(integration),
    }
}

/// Everything that is wrong with a form, from the top. `now` in milliseconds.
pub fn problems(form: &Save, opened: &Save, now: i64) -> Vec<Problem> {
    let no_name = || Wrong { fault: fault::NAME_REQUIRED, detail: String::new() };
    let name = line(&form.name, NAME_MAX).and_then(|name| if name.is_empty() { Err(no_name()) } else { Ok(name) });
    let sendable = is_blank(&form.request) || request::problems(&form.request).is_empty();
    let past = form.expires != opened.expires && form.expires.is_some_and(|at| at <= now);
    let odd = form.rate.is_some_and(|rate| !(1..=RATE_MAX).contains(&rate));
    let range = || Wrong { fault: fault::OUT_OF_RANGE, detail: format!("1–{RATE_MAX}") };
    let checks = [
        ("name", name.err().map(Some)),
        ("request", (!sendable).then_some(None)),
        ("expires", past.then(|| Some(Wrong { fault: fault::EXPIRY_PAST, detail: String::new() }))),
        ("rate", odd.then(|| Some(range()))),
        ("note", lines(&form.note, NOTE_MAX).err().map(Some)),
    ];
    checks.into_iter().filter_map(|(field, why)| Some(Problem { field, why: why? })).collect()
}

/// Whether nobody has begun a request. Webhooks that other programs call need none.
fn is_blank(request: &BuilderRequest) -> bool {
    request.method.is_empty() && request.params.is_empty() && request.body.is_none()
}

/// A field in which two states of a form may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Note,
    Method,
    Parameters,
    Scopes,
    Expires,
    Allow,
    Rate,
    Handler,
    Events,
    Format,
}

/// The fields in which two states of a form differ, in the order of the form.
pub fn differing(one: &Save, other: &Save) -> Vec<Field> {
    let checks = [
        (one.name.trim() != other.name.trim(), Field::Name),
        (one.request.method != other.request.method, Field::Method),
        (request::tidy(&one.request).params != request::tidy(&other.request).params, Field::Parameters),
        (!same_scopes(&one.scopes, &other.scopes), Field::Scopes),
        (one.expires != other.expires, Field::Expires),
        (one.allow != other.allow, Field::Allow),
        (one.rate != other.rate, Field::Rate),
        (one.note.trim_end() != other.note.trim_end(), Field::Note),
        (of_outbound(one, |outbound| outbound.url.trim()) != of_outbound(other, |it| it.url.trim()), Field::Handler),
        (of_outbound(one, |outbound| &*outbound.events) != of_outbound(other, |it| &*it.events), Field::Events),
        (of_outbound(one, |outbound| outbound.json) != of_outbound(other, |it| it.json), Field::Format),
    ];
    checks.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| field).collect()
}

fn of_outbound<'a, T>(form: &'a Save, read: impl Fn(&'a SaveOutbound) -> T) -> Option<T> {
    form.outbound.as_ref().map(read)
}

fn same_scopes(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|code| other.contains(code))
}

/// The addresses in a text: one a line, or with commas, semicolons or blanks between them.
pub fn addresses(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| letter.is_whitespace() || letter == ',' || letter == ';');
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The scope that a method needs and the form does not grant; the first where several would do.
pub fn missing_scope<'a>(method: &'a MethodInfo, granted: &[String]) -> Option<&'a str> {
    let mut needed = method.scope.split(',').filter(|code| !code.is_empty());
    let enough = |code: &str| code == "basic" || granted.iter().any(|scope| scope.eq_ignore_ascii_case(code));
    if needed.clone().any(enough) { None } else { needed.next() }
}

/// What is documented about a parameter row. The first segment of a name is found in any letter case,
/// as the portal finds it.
pub fn hint<'a>(method: &'a MethodInfo, name: &str) -> Option<Hint<'a>> {
    let head = name.split('[').next().unwrap_or_default();
    let param = method.params.iter().find(|param| param.name.eq_ignore_ascii_case(head))?;
    Some(Hint { param, inside: name.len() > head.len() })
}

/// The documented parameters that no row sets yet.
pub fn unset<'a>(method: &'a MethodInfo, params: &Params) -> Vec<&'a ParamInfo> {
    let set =
        |param: &ParamInfo| params.iter().any(|(name, _)| hint(method, name).is_some_and(|hint| hint.param == param));
    method.params.iter().filter(|param| !set(param)).collect()
}

/// The names of required parameters that no row sets to anything.
pub fn missing_params(method: &MethodInfo, params: &Params) -> Vec<String> {
    let empty = |param: &ParamInfo| {
        let mut own = params.iter().filter(|(name, _)| hint(method, name).is_some_and(|hint| hint.param == param));
        own.all(|(name, value)| value.is_empty() && name.eq_ignore_ascii_case(&param.name))
    };
    let required = method.params.iter().filter(|param| param.required == Some(true));
    required.filter(|param| empty(param)).map(|param| param.name.clone()).collect()
}

/// The name of a new row for a documented parameter: a list and a map get brackets to type into.
pub fn row_name(param: &ParamInfo) -> String {
    let kind = param.kind.to_ascii_lowercase();
    let nested = ["object", "array", "[]", "map", "list"].iter().any(|word| kind.contains(word));
    if nested { format!("{}[]", param.name) } else { param.name.clone() }
}

/// The request with another method: a preset of the scenario brings its own parameters, any other
/// method keeps the rows that it documents and drops those that only the old one knew.
pub fn with_method(
    request: &BuilderRequest,
    to: &MethodInfo,
    from: Option<&MethodInfo>,
    scenario: Option<&Scenario>,
) -> BuilderRequest {
    let presets = scenario.filter(|_| !to.v3).map(|scenario| scenario.methods).unwrap_or_default();
    let preset = presets.iter().find(|preset| preset.method == to.name);
    let params = match preset {
        Some(preset) => preset.params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        None => {
            let only_old = |name: &str| from.is_some_and(|from| hint(from, name).is_some()) && hint(to, name).is_none();
            request.params.iter().filter(|(name, _)| !only_old(name)).cloned().collect()
        }
    };
    // As in the consoles of other services, the way to send goes with the method until somebody chooses another; that
    // one stays. Whether it was chosen shows by itself: it is not the usual way of the method so far.
    let send = if request.send == usual_way(from) { usual_way(Some(to)) } else { request.send };
    BuilderRequest { method: to.name.clone(), v3: to.v3, send, ..request::with_rows(request, params) }
}

/// How a method is usually sent: what changes data by `POST`, since values in addresses are kept by logs and
/// histories.
fn usual_way(method: Option<&MethodInfo>) -> Send {
    if method.is_some_and(|method| method.writes) { Send::PostJson } else { Send::Get }
}

/// What a draft is called in a language: its scenario's title, as long as it has that name in any language; `None`
/// for a name that somebody gave.
pub fn draft_name(name: &str, scenario: &Scenario, language: Language) -> Option<&'static str> {
    let given = Language::ALL.iter().all(|known| scenario.title.in_language(*known) != name);
    (!given).then(|| scenario.title.in_language(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(name: &str, scope: &str, params: &[(&str, &str)]) -> MethodInfo {
        let param = |(name, kind): &(&str, &str)| ParamInfo {
            name: (*name).to_owned(),
            kind: (*kind).to_owned(),
            required: None,
            description: None,
        };
        MethodInfo {
            name: name.to_owned(),
            scope: scope.to_owned(),
            params: params.iter().map(param).collect(),
            ..MethodInfo::default()
        }
    }

    fn rows(names: &[&str]) -> Params {
        names.iter().map(|name| ((*name).to_owned(), String::new())).collect()
    }

    fn names(params: &Params) -> Vec<&str> {
        params.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn forms_are_checked_as_the_portal_checks_them() {
        let request = BuilderRequest { method: "profile".to_owned(), ..BuilderRequest::default() };
        let opened = Save { name: "A".to_owned(), expires: Some(5), request, ..Save::default() };
        let check = |change: fn(&mut Save)| {
            let mut form = opened.clone();
            change(&mut form);
            let code = |problem: Problem| (problem.field, problem.why.map(|wrong| wrong.fault.code));
            problems(&form, &opened, 10).into_iter().map(code).collect::<Vec<_>>()
        };
        let fine: [(&str, Option<&str>); 0] = [];
        assert_eq!(check(|_| ()), fine);
        assert_eq!(check(|form| form.name = " ".to_owned()), [("name", Some("name_required"))]);
        assert_eq!(check(|form| form.name = "я".repeat(NAME_MAX)), fine);
        assert_eq!(check(|form| form.name = "я".repeat(NAME_MAX + 1)), [("name", Some("too_long"))]);
        assert_eq!(check(|form| form.note = "a\nb\u{7}".to_owned()), [("note", Some("control_characters"))]);
        assert_eq!(check(|form| form.expires = Some(10)), [("expires", Some("expiry_past"))]);
        assert_eq!(check(|form| form.expires = None), fine);
        assert_eq!(check(|form| form.request = BuilderRequest::default()), fine);
        assert_eq!(check(|form| form.request.params = rows(&["a["])), [("request", None)]);
    }

    #[test]
    fn forms_differ_where_something_was_changed_and_not_where_it_was_only_written_otherwise() {
        let scopes = |codes: [&str; 2]| codes.map(str::to_owned).to_vec();
        let one = Save { name: "A".to_owned(), scopes: scopes(["crm", "task"]), ..Save::default() };
        let same =
            Save { name: " A".to_owned(), scopes: scopes(["task", "crm"]), note: "\n".to_owned(), ..one.clone() };
        assert_eq!(differing(&one, &same), []);
        let other = Save { rate: Some(1), allow: scopes(["::1", "::2"]), note: "x".to_owned(), ..one.clone() };
        assert_eq!(differing(&one, &other), [Field::Allow, Field::Rate, Field::Note]);
    }

    #[test]
    fn addresses_are_split_however_they_are_pasted() {
        assert_eq!(addresses("10.0.0.0/8, ::1;\n\n 203.0.113.7\t"), ["10.0.0.0/8", "::1", "203.0.113.7"]);
        assert!(addresses(" \n").is_empty());
    }

    #[test]
    fn a_method_names_the_scope_it_lacks() {
        let granted = ["CRM".to_owned()];
        assert_eq!(missing_scope(&method("crm.deal.get", "crm", &[]), &granted), None);
        assert_eq!(missing_scope(&method("user.get", "user", &[]), &granted), Some("user"));
        assert_eq!(missing_scope(&method("profile", "basic", &[]), &[]), None);
        let either = method("user.get", "user,user_brief", &[]);
        assert_eq!(missing_scope(&either, &["user_brief".to_owned()]), None);
        assert_eq!(missing_scope(&either, &granted), Some("user"));
    }

    #[test]
    fn rows_find_their_documentation() {
        let update = method("crm.lead.update", "crm", &[("id", "integer"), ("fields", "object")]);
        let found = |name: &str| hint(&update, name).map(|hint| (hint.param.name.as_str(), hint.inside));
        assert_eq!(found("ID"), Some(("id", false)));
        assert_eq!(found("FIELDS[STATUS_ID]"), Some(("fields", true)));
        assert_eq!(found("params[X]"), None);
        assert_eq!(
            missing_params(&update, &rows(&["FIELDS[A]"])),
            [] as [String; 0],
            "nothing is known to be required"
        );
        let mut strict = update.clone();
        strict.params.iter_mut().for_each(|param| param.required = Some(true));
        assert_eq!(missing_params(&strict, &rows(&["FIELDS[A]", "ID"])), ["id"]);
        let left: Vec<_> = unset(&update, &rows(&["FIELDS[A]"])).into_iter().map(row_name).collect();
        assert_eq!(left, ["id"]);
        assert_eq!(row_name(&update.params[1]), "fields[]");
    }

    #[test]
    fn another_method_keeps_what_still_fits() {
        let update = method("crm.lead.update", "crm", &[("id", "integer"), ("fields", "object")]);
        let get = method("crm.lead.get", "crm", &[("id", "integer")]);
        let request = BuilderRequest { params: rows(&["ID", "fields[A]", "own"]), ..BuilderRequest::default() };
        let changed = with_method(&request, &get, Some(&update), None);
        assert_eq!((changed.method.as_str(), names(&changed.params)), ("crm.lead.get", vec!["ID", "own"]));
        let scenario = shared::scenario::find("move_lead");
        let preset = with_method(&request, &update, Some(&get), scenario);
        assert_eq!(names(&preset.params), ["ID", "FIELDS[STATUS_ID]"]);
    }

    #[test]
    fn the_way_to_send_goes_with_the_method_until_somebody_chooses_one() {
        let get = method("crm.lead.get", "crm", &[]);
        let update = MethodInfo { writes: true, ..method("crm.lead.update", "crm", &[]) };
        let request = |send| BuilderRequest { send, ..BuilderRequest::default() };
        let cases = [
            (None, Send::Get, &update, Send::PostJson),
            (Some(&get), Send::Get, &update, Send::PostJson),
            (Some(&update), Send::PostJson, &get, Send::Get),
            (Some(&get), Send::PostJson, &update, Send::PostJson),
            (Some(&get), Send::PostForm, &update, Send::PostForm),
            (Some(&update), Send::PostForm, &get, Send::PostForm),
            (Some(&update), Send::Get, &update, Send::Get),
            (None, Send::PostJson, &get, Send::PostJson),
        ];
        for (from, chosen, to, wanted) in cases {
            assert_eq!(with_method(&request(chosen), to, from, None).send, wanted, "{from:?} {chosen:?}");
        }
    }

    #[test]
    fn a_draft_is_called_in_the_language_of_the_screens_until_somebody_names_it() {
        let scenario = shared::scenario::find("move_lead").unwrap();
        let named = |name: &str| draft_name(name, scenario, Language::Fr);
        assert_eq!(named(scenario.title.en), Some(scenario.title.fr));
        assert_eq!(named(scenario.title.fr), Some(scenario.title.fr));
        assert_eq!(named("Mine"), None);
    }
}
