//! user.*: the people of the portal. docs: api-reference/user.

mod list;
mod rules;
mod scope;

pub(crate) use rules::access_codes;

use crate::{events::shape, im, prelude::*};
use engine::{Known, dialect::refusal};

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
        time("LEFT_AT").read_only().hidden(),
    ],
    hooks: Hooks {
        before_save: &[
            rules::email_is_free,
            rules::departments_exist,
            rules::an_administrator_stays,
            rules::leaving_is_noted,
            im::join_everybody,
        ],
        before_delete: &[],
    },
    user_fields: "USER",
    events: &shape::PERSON,
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
        read("get", list::get).scanning(),
        read("search", list::search).scanning(),
        read("current", current),
        read("fields", fields),
        read("admin", |call| Ok(Answer::value(call.caller.admin))),
        read("access", access),
    ],
    ..Family::BASE
};

const NO_GROUP_GIVEN: Known = refusal("ERROR_GROUPID", "Group code not specified");
const NO_SUCH_GROUP: Known = refusal("ERROR_NO_GROUP", "Group is specified incorrectly");

/// user.add: the person gets an invitation; a link for it is made on the People page.
fn add(call: &Call) -> Result<Answer> {
    // Somebody from outside belongs to a workgroup, and there are none.
    if call.params.get_ci("EXTRANET").and_then(Value::as_flag) == Some(true) {
        let groups = call.param("SONET_GROUP_ID").map(Value::list).unwrap_or_default();
        return Err(if groups.is_empty() { NO_GROUP_GIVEN } else { NO_SUCH_GROUP }.into());
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

/// user.current: the person whose rights the call has.
fn current(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&USER)?;
    let mut record = call.record(&USER, call.caller.user)?;
    let mut select = print::everything(&schema);
    select.retain(|at| scope::shows(call.caller, &schema.fields[*at]));
    list::note_presence(call, &mut record);
    let mut out = Vec::new();
    print::Printer::new(call, &schema, select).record(&mut out, record.id, &record.encode());
    Ok(Answer { json: out, ..Answer::default() })
}

/// user.fields: a map from field to title, without fields of users' making.
fn fields(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&USER)?;
    let listed = |field: &&Field| !field.hidden && field.made.is_none() && scope::shows(call.caller, field);
    let titles = schema.fields.iter().filter(listed).map(|field| (field.name, Value::from(field.title)));
    Ok(Answer::value(titles.collect::<Tree>()))
}

/// user.access: whether the caller holds one of the access codes.
fn access(call: &Call) -> Result<Answer> {
    let wanted = call.param("ACCESS").map(Value::list).unwrap_or_default();
    if call.caller.admin {
        return Ok(Answer::value(true));
    }
    let held = access_codes(call, call.caller.user)?;
    let holds = wanted.iter().filter_map(|code| code.as_text()).any(|code| held.iter().any(|own| *own == code));
    Ok(Answer::value(holds))
}
