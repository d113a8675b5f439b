//! A store with one kind of record, and calls to its methods.

use crate::events;
use engine::{
    Answer, Call, Caller, Change, Data, Entity, Error, Family, Operating, Record, Registry, Result, Services,
    batch::{Session, perform},
    dialect,
    event::each,
    family::{ADD, DELETE, FIELDS, GET, LIST, UPDATE},
    field::{self, Default as Initial},
    rights,
    services::Settings,
    user_field::{USER_FIELD, Variant, kinds, settings},
    verbs, write,
};
use params::Value;
use store::{Options, Store};

/// A record with a field of every kind that can be asked for.
pub static WIDGET: Entity = Entity {
    name: "widget",
    title: "widget",
    fields: &[
        field::id("ID").ranged(),
        field::text("NAME").title("Name").indexed(),
        field::text("NOTE"),
        field::int("COUNT").indexed(),
        field::money("AMOUNT").indexed(),
        field::double("RATE"),
        field::flag("ACTIVE").indexed(),
        field::boolean("DONE"),
        field::status("COLOUR", "COLOURS").default(Initial::Text("RED")).indexed(),
        field::date("DAY").ranged(),
        field::reference("PARENT_ID", "widget").indexed(),
        field::text("TAGS").multiple().indexed(),
        field::reference("PARTS", "widget").multiple().write_only().indexed(),
        field::multifield("PHONE").scattered(),
        field::text("CODE").immutable(),
        field::int("SECRET").hidden().default(Initial::Int(42)),
        field::created_by("CREATED_BY_ID"),
        field::modified_by("MODIFY_BY_ID"),
        field::created_at("DATE_CREATE").ranged(),
        field::modified_at("DATE_MODIFY"),
    ],
    rights: rights::Rights { add: true, owners: &["CREATED_BY_ID"], ..rights::ADMINISTRATORS },
    pairs: &[["COUNT", "PARENT_ID"], ["NAME", "ACTIVE"]],
    user_fields: "WIDGET",
    events: &each(["WIDGETADD", "WIDGETUPDATE", "WIDGETDELETE"], |widget| Value::from(widget.record.text("NAME"))),
    silent: &["COUNT"],
    ..Entity::BASE
};

/// widget.*, as the classic families spell it.
static WIDGETS: Family = Family {
    prefix: "widget",
    entity: Some(&WIDGET),
    methods: &[
        ADD,
        UPDATE,
        DELETE,
        GET,
        LIST,
        FIELDS,
        write("several", events::several),
        write("count", events::count),
    ],
    ..Family::BASE
};

/// A record that only its author and its readers read.
pub static LETTER: Entity = Entity {
    name: "letter",
    fields: &[
        field::id("ID"),
        field::text("NAME"),
        field::user("READERS").multiple(),
        field::created_by("CREATED_BY_ID"),
    ],
    rights: rights::Rights {
        add: true,
        owners: &["CREATED_BY_ID"],
        readers: &["CREATED_BY_ID", "READERS"],
        ..rights::ADMINISTRATORS
    },
    ..Entity::BASE
};

/// letter.*
static LETTERS: Family = Family {
    prefix: "letter",
    entity: Some(&LETTER),
    methods: &[ADD, UPDATE, DELETE, GET, LIST, FIELDS],
    ..Family::BASE
};

/// gadget.*: the same records, as the controllers spell them.
static GADGETS: Family = Family {
    prefix: "gadget",
    entity: Some(&WIDGET),
    dialect: &dialect::ITEM,
    one: "gadget",
    many: "gadgets",
    methods: &[ADD, UPDATE, DELETE, GET, LIST, FIELDS],
};

/// widget.userfield.*: fields that users add to widgets.
static USER_FIELDS: Family = Family {
    prefix: "widget.userfield",
    entity: Some(&USER_FIELD),
    methods: &[write("add", add_field), DELETE, UPDATE],
    ..Family::BASE
};

/// Adds a user field: its NAME, TYPE, MULTIPLE, MANDATORY, SETTINGS and the texts of its LIST.
fn add_field(call: &Call) -> Result<Answer> {
    let text = |name| call.param(name).and_then(Value::as_text).unwrap_or_default();
    let flag = |name| call.param(name).and_then(Value::as_flag).unwrap_or_default();
    let kind = kinds::find(&text("TYPE")).ok_or_else(|| Error::core("no such type"))?;
    let settings = settings::complete(call.services, kind, call.array("SETTINGS")?, None)?;
    let mut json = Vec::new();
    params::write_json(&settings.into(), &mut json);
    let schema = call.services.schema(&USER_FIELD)?;
    let mut change = Change { old: None, new: Record::new(schema, 0), given: Vec::new() };
    let variants = call.param("LIST").map(Value::list).unwrap_or_default().into_iter().zip(1..).map(|(value, id)| {
        let value = value.as_text().unwrap_or_default().into_owned();
        Variant { id, sort: id, initial: value.ends_with('!'), value, xml_id: String::new() }.data()
    });
    change.new.set("LIST", Data::List(variants.collect()));
    change.new.set("SETTINGS", String::from_utf8_lossy(&json).as_ref());
    change.new.set("ENTITY_ID", WIDGET.user_fields);
    change.new.set("FIELD_NAME", &*text("NAME"));
    change.new.set("USER_TYPE_ID", &*text("TYPE"));
    change.new.set("MULTIPLE", flag("MULTIPLE"));
    change.new.set("MANDATORY", flag("MANDATORY"));
    let (record, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(record.id as i64).after(ticket))
}

/// A portal with widgets.
pub struct Portal {
    /// What it stands on.
    pub services: Services,
    // Goes last, after the store that lies in it.
    _folder: tempfile::TempDir,
}

impl Portal {
    /// An empty one.
    pub fn new() -> Portal {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { cache_bytes: 4 << 20, reserve_bytes: 0, ..Options::default() };
        let settings = Settings {
            zone: chrono_tz::Tz::Europe__Berlin,
            currency: "EUR".to_owned(),
            language: shared::text::Language::En,
            member_id: String::new(),
        };
        let verbs = ["add", "update", "delete", "get", "list", "fields", "several", "count"];
        let names = ["widget", "gadget", "widget.userfield", "letter"]
            .iter()
            .flat_map(|of| verbs.map(|verb| &*format!("{of}.{verb}").leak()));
        let known = names.map(|name| (name, 2, "basic", false));
        let registry = Registry::new(known, [&WIDGETS, &GADGETS, &USER_FIELDS, &LETTERS].into_iter()).unwrap();
        let services = Services::new(Store::open(folder.path(), options).unwrap(), settings, registry);
        Portal { services, _folder: folder }
    }

    /// The answer of a method to JSON parameters: the body as text, with total and next; or the refusal.
    pub fn call(&self, method: &str, params: &str) -> String {
        self.call_as(1, method, params)
    }

    /// The same, as somebody who administers nothing.
    pub fn call_as(&self, user: u64, method: &str, params: &str) -> String {
        let answer = || {
            let target = self.services.registry.find(2, method)?;
            let caller = Caller { user, admin: user == 1, scopes: Vec::new(), application: None };
            let now = 1_795_339_800_000 + user as i64;
            let session = Session {
                services: &self.services,
                caller: &caller,
                now,
                origin: "https://portal.example",
                limit: &|_| Ok(()),
                count: &|_| Operating::default(),
            };
            perform(&session, target, &params::decode_json(params.as_bytes()).unwrap())
        };
        match answer() {
            Ok(answer) => {
                let part = |name: &str, number: Option<u64>| number.map(|n| format!(" {name} {n}")).unwrap_or_default();
                let json = String::from_utf8(answer.json).unwrap();
                format!("{json}{}{}", part("total", answer.total), part("next", answer.next))
            }
            Err(Error { status, code, description, .. }) => format!("{status} {code}: {description}"),
        }
    }
}
