//! crm.activity.*: calls, meetings, e-mails, tasks and what else is done with a client.
//!
//! docs: api-reference/crm/timeline/activities/activity-base.

pub mod badge;
pub mod binding;
mod communication;
mod rules;
pub mod todo;

pub use communication::COMMUNICATION_FIELDS;

use super::{
    belonging::{self, Owner},
    timeline::note,
};
use crate::{events::shape, prelude::*};
use engine::{
    Dialect,
    dialect::{Faults, refusal},
    file::FileForm,
};

#[rustfmt::skip] // One field a line, as the table it is.
const FIELDS_OF: &[Field] = &[
    id("ID").title("ID").ranged(),
    int("OWNER_ID").title("Owner ID").immutable().scattered(),
    int("OWNER_TYPE_ID").title("Owner type").immutable().wire("crm_enum_ownertype"),
    int("TYPE_ID").title("Type").required().immutable().wire("crm_enum_activitytype").indexed(),
    text("PROVIDER_ID").title("Provider"),
    text("PROVIDER_TYPE_ID").title("Provider's type"),
    text("PROVIDER_GROUP_ID").title("Provider's group"),
    int("ASSOCIATED_ENTITY_ID").title("Associated record").read_only().default(Default::Int(0)),
    text("SUBJECT").title("Subject").required(),
    created_at("CREATED").title("Created on").ranged(),
    modified_at("LAST_UPDATED").title("Modified on").ranged(),
    time("START_TIME").title("Start").ranged(),
    time("END_TIME").title("End"),
    time("DEADLINE").title("Deadline").ranged(),
    flag("COMPLETED").title("Completed").indexed(),
    int("STATUS").title("Status").wire("crm_enum_activitystatus").default(Default::Int(1)),
    user("RESPONSIBLE_ID").title("Responsible person").required().indexed(),
    int("PRIORITY").title("Priority").wire("crm_enum_activitypriority").default(Default::Int(2)),
    int("NOTIFY_TYPE").title("Reminder").wire("crm_enum_activitynotifytype").default(Default::Int(0)),
    int("NOTIFY_VALUE").title("Reminder, how long before").default(Default::Int(0)),
    text("DESCRIPTION").title("Description").default(Default::Text("")),
    int("DESCRIPTION_TYPE").title("Type of the description").wire("crm_enum_contenttype").default(Default::Int(1)),
    int("DIRECTION").title("Direction").wire("crm_enum_activitydirection").default(Default::Int(0)),
    text("LOCATION").title("Place").default(Default::Text("")),
    object("SETTINGS").title("Settings"),
    text("ORIGINATOR_ID").title("External system"),
    text("ORIGIN_ID").title("ID in the external system"),
    created_by("AUTHOR_ID").title("Created by"),
    modified_by("EDITOR_ID").title("Modified by"),
    object("PROVIDER_PARAMS").title("Provider's parameters"),
    text("PROVIDER_DATA").title("Provider's data"),
    int("RESULT_MARK").title("Mark of the result").default(Default::Int(0)),
    double("RESULT_VALUE").title("Value of the result"),
    double("RESULT_SUM").title("Sum of the result"),
    text("RESULT_CURRENCY_ID").title("Currency of the result"),
    int("RESULT_STATUS").title("Status of the result").default(Default::Int(0)),
    int("RESULT_STREAM").title("Stream of the result").default(Default::Int(0)),
    text("RESULT_SOURCE_ID").title("Source of the result"),
    int("AUTOCOMPLETE_RULE").title("Completes by itself").default(Default::Int(0)),
    flag("IS_INCOMING_CHANNEL").title("From an incoming channel").read_only(),
    text("ORIGIN_VERSION").title("Version in the external system"),
    object("BINDINGS").title("Bindings").wire("crm_activity_binding").multiple().read_only().on_request(),
    object("COMMUNICATIONS").title("Communications").wire("crm_activity_communication").multiple().on_request(),
    file("FILES").title("Files").wire("diskfile").multiple().on_request(),
    file("WEBDAV_ELEMENTS").title("Added files").wire("diskfile").multiple().write_only().deprecated(),
    int("PARENT_ID").read_only().hidden(),
    belonging::BOUND,
];

/// What is stored of an activity.
pub static ACTIVITY: Entity = Entity {
    name: "activity",
    title: "activity",
    fields: FIELDS_OF,
    hooks: Hooks {
        before_save: &[
            rules::filled,
            rules::provided,
            communication::complete,
            rules::bound,
            rules::in_time,
            rules::state,
            rules::owners_follow,
        ],
        before_delete: &[note::forget_activity],
    },
    rights: rights::Rights {
        owners: &["RESPONSIBLE_ID", "AUTHOR_ID"],
        through: Some(belonging::through),
        ..rights::RESPONSIBLE
    },
    pairs: &[["OWNER_TYPE_ID", "OWNER_ID"], ["RESPONSIBLE_ID", "COMPLETED"]],
    events: &each(["ONCRMACTIVITYADD", "ONCRMACTIVITYUPDATE", "ONCRMACTIVITYDELETE"], shape::id),
    ..Entity::BASE
};

/// crm.activity.*
pub static ACTIVITIES: Family = Family {
    prefix: "crm.activity",
    entity: Some(&ACTIVITY),
    dialect: &Dialect { files: FileForm::Item, faults: &FAULTS, ..dialect::CRM },
    methods: &[
        write("add", add),
        write("update", update),
        DELETE,
        read("get", get),
        read("list", list).scanning(),
        FIELDS,
        read("call.getTranscript", transcript),
    ],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("", "Activity is not found"),
    not_found: refusal("", "Activity is not found"),
    denied: refusal("", "Access denied."),
};

/// What `TYPE_ID` says an activity is. docs: activities/index.md, "Activity Type Identifiers".
pub mod kind {
    /// A meeting.
    pub const MEETING: i64 = 1;
    /// A call.
    pub const CALL: i64 = 2;
    /// A task.
    pub const TASK: i64 = 3;
    /// An e-mail.
    pub const EMAIL: i64 = 4;
    /// Whatever the provider says.
    pub const PROVIDER: i64 = 6;
}

/// Gives an activity its owners, the main one first.
pub fn bind(activity: &mut Record, owners: &[Owner]) {
    belonging::note(activity, owners);
    let row = |owner: Owner| {
        let number = |number: i64| Value::from(number.to_string());
        let row = Tree::from_iter([("OWNER_ID", number(owner.id)), ("OWNER_TYPE_ID", number(owner.kind))]);
        Data::Text(json::of(&row.into()))
    };
    let owners = belonging::bound(activity);
    activity.set("BINDINGS", Data::List(owners.iter().copied().map(row).collect()));
    if let Some(main) = owners.first() {
        activity.set("OWNER_ID", main.id);
        activity.set("OWNER_TYPE_ID", main.kind);
    }
}

fn add(call: &Call) -> Result<Answer> {
    let nothing = Tree::new();
    let fields = call.array("fields")?.unwrap_or(&nothing);
    let schema = call.services.schema(&ACTIVITY)?;
    let mut change = Change { old: None, new: Record::new(schema, 0), given: Vec::new() };
    apply(call, &mut change, fields)?;
    rules::not_sent(&change.new)?;
    let (activity, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(activity.id as i64).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let Some(Value::Tree(fields)) = call.param("fields") else {
        return Err(Error::plain("Parameter 'fields' must be array."));
    };
    let (_, ticket) = verbs::change(call, &ACTIVITY, call.id()?, |change| apply(call, change, fields))?;
    Ok(Answer::done(ticket))
}

/// Takes what a client gave; two fields that `fields` calls read-only are parameters all the same.
fn apply(call: &Call, change: &mut Change, fields: &Tree) -> Result<()> {
    communication::are_rows(fields)?;
    let mut fields = fields.clone();
    // An older name of the files.
    if let Some(files) = fields.remove("WEBDAV_ELEMENTS").filter(|_| fields.get("FILES").is_none()) {
        fields.insert("FILES", files);
    }
    engine::input::apply(call, change, &fields)?;
    let schema = change.new.schema.clone();
    for name in ["ASSOCIATED_ENTITY_ID", "IS_INCOMING_CHANNEL"] {
        if let (Some(value), Some(at)) = (fields.get(name), schema.position(name)) {
            let data = engine::input::parse(call, &schema.fields[at], value, &Data::Null)?;
            change.new.put(at, data);
            change.given.push(at);
        }
    }
    Ok(())
}

/// One activity, without its communications and files: lists show those when asked.
fn get(call: &Call) -> Result<Answer> {
    let activity = call.record(&ACTIVITY, call.id()?)?;
    let select = print::selected(&activity.schema, call.family.dialect.spelling, None);
    let mut json = Vec::new();
    print::Printer::new(call, &activity.schema, select).record(&mut json, activity.id, &activity.encode());
    Ok(Answer { json, ..Answer::default() })
}

/// A page of activities, by their start unless the call says otherwise. `filter[BINDINGS]` lists owners,
/// of whom an activity must have one.
fn list(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&ACTIVITY)?;
    let mut filter = call.array("filter")?.cloned().unwrap_or_default();
    let bindings = filter.remove("BINDINGS");
    let mut query = verbs::query_by(call, &ACTIVITY, &filter)?;
    if query.order.is_empty() {
        query.order.extend(schema.position("START_TIME").map(|position| Order { position, descending: false }));
    }
    if let Some(bindings) = bindings
        && let (Test::All(tests), Some(position)) = (&mut query.test, schema.position("BOUND"))
    {
        let owners = bindings.list().into_iter().map(|pair| bound_to(position, pair)).collect::<Result<Vec<Test>>>()?;
        tests.push(match <[Test; 1]>::try_from(owners) {
            Ok([only]) => only,
            Err(several) => Test::Any(several),
        });
    }
    verbs::page(call, &ACTIVITY, &query, verbs::selection(call, &ACTIVITY)?)
}

/// What one element of `filter[BINDINGS]` asks for: an owner, or any of a type, or any with an id.
fn bound_to(position: usize, pair: &Value) -> Result<Test> {
    let number = |name| pair.path(&[name]).and_then(Value::as_int);
    let (op, key) = match (number("OWNER_TYPE_ID"), number("OWNER_ID")) {
        (Some(kind), Some(id)) => (Op::In, belonging::key(Owner { kind, id })),
        (Some(kind), None) => (Op::Like, format!("{kind}:%")),
        (None, Some(id)) => (Op::Like, format!("%:{id}")),
        (None, None) => {
            return Err(Error::new(400, "INVALID_ARG_VALUE", "Invalid filter: field 'BINDINGS' has invalid value"));
        }
    };
    Ok(Test::Is(Condition::new(position, op, vec![Data::from(key.as_str())])))
}

/// crm.activity.call.getTranscript: nothing transcribes calls here, so that no call has a transcription.
fn transcript(call: &Call) -> Result<Answer> {
    let id = call.number("activityId")?.max(0) as u64;
    match call.find(&ACTIVITY, id)?.filter(|activity| activity.int("TYPE_ID") == kind::CALL) {
        Some(_) => Ok(Answer::value(Value::Null)),
        None => Err(Error::new(400, "NOT_FOUND", "Element not found")),
    }
}
