//! user.*: the people of the portal. docs: api-reference/user.

mod rules;

pub(crate) use rules::access_codes;

use crate::{department, im, prelude::*};
use engine::Caller;

/// A person of the portal. The password and sign-ins are kept elsewhere.
pub static USER: Entity = Entity {
    name: "user",
    title: "user",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        text("XML_ID").title("External ID"),
        boolean("ACTIVE").default(Default::Flag(true)).title("Active"),
        text("NAME").title("First name"),
        text("LAST_NAME").title("Last name"),
        text("SECOND_NAME").title("Middle name"),
        text("TITLE").title("Title"),
        text("EMAIL").indexed().title("E-mail"),
        time("LAST_LOGIN").read_only().title("Last sign-in"),
        time("DATE_REGISTER").read_only().default(Default::Created).title("Registered on"),
        text("TIME_ZONE").title("Time zone"),
        flag("IS_ONLINE").read_only().title("Online"),
        time("TIMESTAMP_X").read_only().default(Default::Changed).title("Modified on"),
        time("LAST_ACTIVITY_DATE").read_only().title("Last activity"),
        text("PERSONAL_GENDER").title("Personal gender"),
        text("PERSONAL_PROFESSION").title("Personal profession"),
        text("PERSONAL_WWW").title("Personal website"),
        date("PERSONAL_BIRTHDAY").title("Personal birthday"),
        file("PERSONAL_PHOTO").title("Personal photo"),
        text("PERSONAL_ICQ").title("Personal ICQ"),
        text("PERSONAL_PHONE").title("Personal phone"),
        text("PERSONAL_FAX").title("Personal fax"),
        text("PERSONAL_MOBILE").title("Personal mobile"),
        text("PERSONAL_PAGER").title("Personal pager"),
        text("PERSONAL_STREET").title("Personal street"),
        text("PERSONAL_CITY").title("Personal city"),
        text("PERSONAL_STATE").title("Personal state"),
        text("PERSONAL_ZIP").title("Personal zip"),
        text("PERSONAL_COUNTRY").title("Personal country"),
        text("PERSONAL_MAILBOX").title("Personal mailbox"),
        text("PERSONAL_NOTES").title("Personal notes"),
        text("WORK_PHONE").title("Work phone"),
        text("WORK_COMPANY").title("Work company"),
        text("WORK_POSITION").title("Position"),
        text("WORK_DEPARTMENT").title("Work department"),
        text("WORK_WWW").title("Work website"),
        text("WORK_FAX").title("Work fax"),
        text("WORK_PAGER").title("Work pager"),
        text("WORK_STREET").title("Work street"),
        text("WORK_MAILBOX").title("Work mailbox"),
        text("WORK_CITY").title("Work city"),
        text("WORK_STATE").title("Work state"),
        text("WORK_ZIP").title("Work zip"),
        text("WORK_COUNTRY").title("Work country"),
        text("WORK_PROFILE").title("Work profile"),
        file("WORK_LOGO").title("Work logo"),
        text("WORK_NOTES").title("Work notes"),
        text("UF_SKYPE_LINK").title("Skype link"),
        text("UF_ZOOM").title("Zoom"),
        date("UF_EMPLOYMENT_DATE").title("Hire date"),
        flag("UF_TIMEMAN").title("Timeman"),
        reference("UF_DEPARTMENT", "department").multiple().typed().indexed().title("Departments"),
        text("UF_INTERESTS").title("Interests"),
        text("UF_SKILLS").title("Skills"),
        text("UF_WEB_SITES").title("Web sites"),
        text("UF_XING").title("Xing"),
        text("UF_LINKEDIN").title("Linkedin"),
        text("UF_TWITTER").title("Twitter"),
        text("UF_SKYPE").title("Skype"),
        text("UF_DISTRICT").title("District"),
        text("UF_PHONE_INNER").title("Extension number"),
        text("USER_TYPE").read_only().default(Default::Text("employee")).title("Kind of user"),
        text("UF_FACEBOOK").title("Facebook"),
        boolean("IS_ADMIN").read_only().hidden(),
        boolean("INVITED").read_only().hidden(),
    ],
    hooks: Hooks {
        before_save: &[
            rules::email_is_free,
            rules::departments_exist,
            rules::an_administrator_stays,
            im::join_everybody,
        ],
        before_delete: &[],
    },
    user_fields: "USER",
    ..Entity::BASE
};

/// user.*
pub static USERS: Family = Family {
    prefix: "user",
    entity: Some(&USER),
    dialect: &dialect::USER,
    methods: &[
        write("add", add),
        write("update", update),
        read("get", get).scanning(),
        read("search", search).scanning(),
        read("current", current),
        read("fields", fields),
        read("admin", |call| Ok(Answer::value(call.caller.admin))),
        read("access", access),
    ],
    ..Family::BASE
};

/// Fields that scope `user_brief` shows. docs: api-reference/user/user-scope.md.
const BRIEF: &[&str] = &[
    "ID",
    "XML_ID",
    "ACTIVE",
    "NAME",
    "LAST_NAME",
    "SECOND_NAME",
    "TITLE",
    "IS_ONLINE",
    "TIME_ZONE",
    "PERSONAL_PHOTO",
    "TIMESTAMP_X",
    "DATE_REGISTER",
    "PERSONAL_PROFESSION",
    "PERSONAL_GENDER",
    "PERSONAL_BIRTHDAY",
    "PERSONAL_CITY",
    "PERSONAL_STATE",
    "PERSONAL_COUNTRY",
    "WORK_POSITION",
    "WORK_CITY",
    "WORK_STATE",
    "WORK_COUNTRY",
    "LAST_ACTIVITY_DATE",
    "UF_EMPLOYMENT_DATE",
    "UF_TIMEMAN",
    "UF_SKILLS",
    "UF_INTERESTS",
    "UF_DEPARTMENT",
    "UF_PHONE_INNER",
    "USER_TYPE",
];

/// user.add: the person gets an invitation; a link for it is made on the People page.
fn add(call: &Call) -> Result<Answer> {
    let asked = call.params.get_ci("EXTRANET").and_then(Value::as_flag) == Some(true);
    if asked {
        return Err(Error::new(400, "ERROR_ARGUMENT", "no_extranet_field").about("EXTRANET"));
    }
    if call.params.get("UF_DEPARTMENT").is_none_or(Value::is_empty) {
        return Err(Error::new(400, "ERROR_ARGUMENT", "no_extranet_field").about("UF_DEPARTMENT"));
    }
    verbs::add(call)
}

/// user.update: `ACTIVE` false dismisses.
fn update(call: &Call) -> Result<Answer> {
    verbs::update(call)
}

/// user.get: filter fields at the top level or in `FILTER`; `NAME_SEARCH` there looks for words.
fn get(call: &Call) -> Result<Answer> {
    let mut query = verbs::query(call, &USER)?;
    let words = call.array("FILTER")?.and_then(|filter| filter.get_ci("NAME_SEARCH")).or(call.param("NAME_SEARCH"));
    if let (Test::All(tests), Some(words)) = (&mut query.test, words.and_then(Value::as_text)) {
        tests.extend(words_found(call, &words)?);
    }
    found(call, query)
}

/// One test a word: it is part of a name, the position or the address, as far as the caller sees them.
fn words_found(call: &Call, words: &str) -> Result<Vec<Test>> {
    const SEARCHED: [&str; 4] = ["NAME", "LAST_NAME", "WORK_POSITION", "EMAIL"];
    let schema = call.services.schema(&USER)?;
    let places = SEARCHED.iter().filter(|field| shown(call.caller, field));
    let places: Vec<usize> = places.filter_map(|field| schema.position(field)).collect();
    let word_found = |word: &str| Test::Any(places.iter().map(|at| contains(*at, word)).collect());
    Ok(words.split_whitespace().map(word_found).collect())
}

fn contains(position: usize, text: &str) -> Test {
    Test::Is(Condition::new(position, Op::Contains, vec![Data::Text(text.to_lowercase())]))
}

/// user.search: `FIND` in names and position, or fields one by one, by their beginning.
fn search(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&USER)?;
    let nothing = Tree::new();
    let filter = call.array("FILTER")?.unwrap_or(&nothing);
    let text = |name: &str| {
        filter.get_ci(name).or_else(|| call.params.get(name)).and_then(Value::as_text).filter(|text| !text.is_empty())
    };
    let mut tests = words_found(call, text("FIND").as_deref().unwrap_or_default())?;
    for field in ["NAME", "LAST_NAME", "WORK_POSITION", "USER_TYPE"] {
        tests.extend(text(field).and_then(|wanted| Some(contains(schema.position(field)?, &wanted))));
    }
    if let Some(name) = text("UF_DEPARTMENT_NAME") {
        let departments = department::named(call, &name)?;
        let ids = departments.into_iter().map(|id| Data::Int(id as i64)).collect();
        let is_there = |position| Test::Is(Condition::new(position, Op::In, ids));
        tests.extend(schema.position("UF_DEPARTMENT").map(is_there));
    }
    let start = verbs::query(call, &USER)?;
    found(call, Query { test: Test::All(tests), ..start })
}

/// The page of a query. Fields that the scopes do not show can be neither asked for nor sorted by.
fn found(call: &Call, mut query: Query) -> Result<Answer> {
    let schema = call.services.schema(&USER)?;
    let visible = |at: usize| schema.fields.get(at).is_some_and(|field| shown(call.caller, field.name));
    if let Test::All(tests) = &mut query.test {
        tests.retain(|test| !matches!(test, Test::Is(condition) if !visible(condition.position)));
    }
    query.order.retain(|order| visible(order.position));
    let mut select = verbs::selection(call, &USER)?;
    select.retain(|at| visible(*at));
    verbs::page(call, &USER, &query, select)
}

/// user.current: the person whose rights the call has.
fn current(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&USER)?;
    let record = call.record(&USER, call.caller.user)?;
    let mut select = print::everything(&schema);
    select.retain(|at| shown(call.caller, schema.fields[*at].name));
    let mut out = Vec::new();
    let printer = print::Printer::new(call, &schema, select);
    printer.record(&mut out, record.id, &record.encode());
    Ok(Answer { json: out, ..Answer::default() })
}

/// user.fields: a map from field to title.
fn fields(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&USER)?;
    let shown = schema.fields.iter().filter(|field| !field.hidden && shown(call.caller, field.name));
    Ok(Answer::value(shown.map(|field| (field.name, Value::from(field.title))).collect::<Tree>()))
}

/// Which fields the granted scopes show: all, or the masks of `user_basic` and `user_brief`.
fn shown(caller: &Caller, field: &str) -> bool {
    let has = |scope: &str| caller.scopes.iter().any(|granted| granted.eq_ignore_ascii_case(scope));
    let basic =
        || has("user_basic") && (field == "EMAIL" || field.starts_with("PERSONAL_") || field.starts_with("WORK_"));
    has("user") || BRIEF.contains(&field) || basic()
}

/// user.access: whether the caller holds one of the access codes.
fn access(call: &Call) -> Result<Answer> {
    let wanted = call.param("ACCESS").map(Value::list).unwrap_or_default();
    if call.caller.admin && !wanted.is_empty() {
        return Ok(Answer::value(true));
    }
    let held = access_codes(call, call.caller.user)?;
    let holds = wanted.iter().filter_map(|code| code.as_text()).any(|code| held.iter().any(|own| *own == code));
    Ok(Answer::value(holds))
}
