//! log.blogpost.*: messages of the feed. docs: api-reference/log/log-blogpost-add.md and its like.

use super::{actor, audience, comment::COMMENT, feed, files, without};
use crate::{events::shape, prelude::*};
use engine::{Dialect, dialect::Faults};

/// A message of the feed. Its blog is its author's, so both have one id.
pub static POST: Entity = Entity {
    name: "blogpost",
    title: "message",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        int("BLOG_ID").title("Blog"),
        text("PUBLISH_STATUS").title("Publication status").default(Default::Text("P")),
        text("TITLE").title("Title"),
        user("AUTHOR_ID").title("Author").default(Default::Caller).indexed(),
        flag("ENABLE_COMMENTS").title("Comments are allowed").default(Default::Flag(true)),
        int("NUM_COMMENTS").title("Number of comments").default(Default::Int(0)),
        text("CODE").title("Symbolic code"),
        flag("MICRO").title("Has no title of its own"),
        text("DETAIL_TEXT").title("Text"),
        created_at("DATE_PUBLISH").title("Published on"),
        text("CATEGORY_ID").title("Tags"),
        flag("HAS_SOCNET_ALL").title("For everybody"),
        flag("HAS_TAGS").title("Has tags"),
        flag("HAS_IMAGES").title("Has images"),
        flag("HAS_PROPS").title("Has properties").default(Default::Flag(true)),
        text("HAS_COMMENT_IMAGES").title("Has images in comments"),
        text("DEST").multiple().hidden().read_only().indexed(),
        text("TAGS").hidden().read_only(),
        text("BACKGROUND_CODE").hidden().read_only(),
        flag("IMPORTANT").hidden().read_only(),
        time("IMPORTANT_DATE_END").hidden().read_only(),
        text("GRATITUDE_MEDAL").hidden().read_only(),
        user("GRATITUDE_EMPLOYEES").multiple().hidden().read_only(),
        int("GRATITUDE").hidden().read_only(),
        file("FILES").multiple().hidden().read_only(),
        user("READERS").multiple().hidden().read_only(),
    ],
    hooks: Hooks { before_save: &[settle, file_tags, thank], before_delete: &[take_comments] },
    rights: rights::Rights { owners: &["AUTHOR_ID"], ..rights::RESPONSIBLE },
    events: &each(["ONLIVEFEEDPOSTADD", "ONLIVEFEEDPOSTUPDATE", "ONLIVEFEEDPOSTDELETE"], shape::post),
    silent: &["NUM_COMMENTS", "HAS_COMMENT_IMAGES"],
    ..Entity::BASE
};

/// A tag of messages; messages name the ids.
pub static TAG: Entity =
    Entity { name: "blogtag", title: "tag", fields: &[id("ID"), text("NAME").indexed()], ..Entity::BASE };

const WRONG_UPDATE: &str = "SONET_CONTROLLER_LIVEFEED_BLOGPOST_UPDATE_ERROR";
const WRONG_ADD: &str = "SONET_CONTROLLER_LIVEFEED_BLOGPOST_ADD_ERROR";

static FEED: Dialect = Dialect {
    id: "POST_ID",
    fields: None,
    faults: &Faults {
        bad_id: dialect::refusal(WRONG_UPDATE, "Wrong post ID"),
        not_found: dialect::refusal(WRONG_UPDATE, "No post found"),
        denied: dialect::refusal(WRONG_UPDATE, "No write perms"),
    },
    ..dialect::CRM
};

static DELETING: Dialect = Dialect {
    id: "POST_ID",
    faults: &Faults {
        bad_id: dialect::refusal("100", "Wrong post ID"),
        not_found: dialect::refusal("100", "Wrong post ID"),
        denied: dialect::refusal("403", "You do not have permission to delete this message"),
    },
    ..dialect::CRM
};

static SHARING: Dialect = Dialect {
    id: "POST_ID",
    faults: &Faults {
        bad_id: dialect::refusal("", "Wrong post ID"),
        not_found: dialect::refusal("", "Wrong post ID"),
        denied: dialect::refusal("", "No write perms"),
    },
    ..dialect::CRM
};

/// log.blogpost.*
pub static POSTS: Family = Family {
    prefix: "log.blogpost",
    entity: Some(&POST),
    dialect: &FEED,
    methods: &[write("add", add), write("update", update), read("get", feed::get).scanning()],
    ..Family::BASE
};

/// log.blogpost.delete, which has refusals of its own.
pub static GONE_POSTS: Family =
    Family { prefix: "log.blogpost", entity: Some(&POST), dialect: &DELETING, methods: &[DELETE], ..Family::BASE };

/// log.blogpost.share and log.blogpost.getusers.important, which share theirs.
pub static SHARED_POSTS: Family = Family {
    prefix: "log.blogpost",
    entity: Some(&POST),
    dialect: &SHARING,
    methods: &[write("share", share), read("getusers.important", feed::readers)],
    ..Family::BASE
};

/// Parameters and the fields that store them.
const GIVEN: [(&str, &str); 8] = [
    ("POST_MESSAGE", "DETAIL_TEXT"),
    ("POST_TITLE", "TITLE"),
    ("BACKGROUND_CODE", "BACKGROUND_CODE"),
    ("UF_BLOG_POST_IMPRTNT", "IMPORTANT"),
    ("UF_IMPRTANT_DATE_END", "IMPORTANT_DATE_END"),
    ("IMPORTANT", "IMPORTANT"),
    ("IMPORTANT_DATE_END", "IMPORTANT_DATE_END"),
    ("GRATITUDE_MEDAL", "GRATITUDE_MEDAL"),
];

/// Longest title that a message without one takes from its text, in characters.
const TITLE_MAX: usize = 100;

/// Most tags of a message.
const TAGS_MAX: usize = 100;

fn add(call: &Call) -> Result<Answer> {
    let gone = || Error::new(400, "SONET_CONTROLLER_LIVEFEED_BLOG_NOT_FOUND", "Blog not found");
    let by = actor(call, gone)?;
    let call = &Call { caller: &by, ..*call };
    let mut change = Change { old: None, new: Record::new(call.services.schema(&POST)?, 0), given: Vec::new() };
    apply(call, &mut change, WRONG_ADD)?;
    if let Some(tags) = call.param("TAGS").and_then(Value::as_text) {
        if tags.split(',').count() > TAGS_MAX {
            return Err(Error::new(400, WRONG_ADD, format!("TAGS names more than {TAGS_MAX} tags")));
        }
        change.new.set("TAGS", tags.as_ref());
    }
    if change.new.text("DETAIL_TEXT").trim().is_empty() {
        return Err(Error::new(400, WRONG_ADD, "Blog post hasn't been added"));
    }
    if change.new.items("DEST").is_empty() {
        change.new.set("DEST", Data::List(vec![Data::from(audience::EVERYBODY)]));
    }
    let (record, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(record.id as i64).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let id = call.id()?;
    let by = actor(call, || call.family.dialect.faults.denied.into())?;
    let call = &Call { caller: &by, ..*call };
    let said = |name| call.param(name).is_some_and(|value| !value.is_empty());
    if !said("POST_TITLE") && !said("POST_MESSAGE") {
        return Err(Error::new(400, "EMPTY_TITLE", "Message title is not specified."));
    }
    let (record, ticket) = verbs::change(call, &POST, id, |change| {
        if !said("POST_TITLE") {
            change.new.set("TITLE", Data::Null);
        }
        apply(call, change, WRONG_UPDATE)
    })?;
    Ok(Answer::value(record.id as i64).after(ticket))
}

/// Takes over what a call says about a message; what it leaves out or leaves empty stays.
fn apply(call: &Call, change: &mut Change, code: &'static str) -> Result<()> {
    without(call, &["UF_BLOG_POST_VOTE"])?;
    attach(call, change)?;
    let schema = change.new.schema.clone();
    let thanked = ("GRATITUDE_EMPLOYEES", "GRATITUDE_EMPLOYEES");
    for (param, field) in GIVEN.into_iter().chain([thanked]) {
        let (Some(value), Some(at)) = (call.param(param), schema.position(field)) else { continue };
        if !value.is_empty() {
            // Refusals name the parameter.
            let named = Field { name: param, ..schema.fields[at] };
            change.new.put(at, engine::input::parse(call, &named, value, &Data::Null)?);
            change.given.push(at);
        }
    }
    let refuse =
        |wrong: &str| Error::new(400, code, format!("No destination specified: there is no recipient '{wrong}'"));
    if let Some(codes) = audience::named(call, refuse)? {
        change.new.set("DEST", Data::List(codes.into_iter().map(Data::Text).collect()));
    }
    Ok(())
}

/// Attaches the files of a call: pairs of name and content come on top of those that are there, `del`
/// takes one off. `UF_BLOG_POST_FILE` may say `empty`, which takes all off; its other values are files
/// of the drive.
fn attach(call: &Call, change: &mut Change) -> Result<()> {
    let mut ids: Vec<Data> = change.new.items("FILES").to_vec();
    let mut added = Tree::new();
    match call.param("FILES").filter(|files| !files.is_empty()) {
        Some(Value::Tree(given)) => {
            for (id, file) in given {
                match file.as_text() {
                    Some(word) if word == "del" => ids.retain(|kept| kept.int().to_string() != id.to_string()),
                    Some(_) => return Err(engine::error::wrong_value("FILES", "a list of pairs of name and content")),
                    None => added.push(file.clone()),
                }
            }
        }
        Some(_) => return Err(engine::error::wrong_value("FILES", "a list of pairs of name and content")),
        None => {
            let clears =
                |given: &Value| given.list().iter().all(|file| file.as_text().is_some_and(|word| word == "empty"));
            if call.param("UF_BLOG_POST_FILE").is_some_and(clears) {
                ids.clear();
            } else {
                without(call, &["UF_BLOG_POST_FILE"])?;
            }
        }
    }
    let pictured = files::names_image(&added) || files::any_image(call, &ids)?;
    ids.extend(files::keep(call, &change.new, added)?);
    change.new.set("HAS_IMAGES", pictured);
    change.new.set("FILES", Data::List(ids));
    Ok(())
}

/// A message has a title of its own or the beginning of its text, and says whether it is for everybody.
fn settle(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let post = &mut change.new;
    if post.text("TITLE").trim().is_empty() {
        let start: String = post.text("DETAIL_TEXT").chars().take(TITLE_MAX).collect();
        post.set("TITLE", start.as_str());
        post.set("MICRO", true);
    } else if change.given.iter().any(|at| post.schema.fields[*at].name == "TITLE") {
        post.set("MICRO", false);
    }
    let all = post.items("DEST").iter().any(|code| code.text() == audience::EVERYBODY);
    post.set("HAS_SOCNET_ALL", all);
    let author = post.int("AUTHOR_ID");
    post.set("BLOG_ID", author);
    Ok(())
}

/// New tags come into being with the message that names them first, in the same commit.
fn file_tags(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if !change.changed("TAGS") {
        return Ok(());
    }
    let schema = call.services.schema(&TAG)?;
    let mut ids: Vec<(String, u64)> = Vec::new();
    let given = change.new.text("TAGS").to_owned();
    for name in given.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let folded = name.to_lowercase();
        if ids.iter().any(|(known, _)| *known == folded) {
            continue;
        }
        let found = call.all(&TAG, &Query::equal(&schema, "NAME", folded.as_str()))?;
        let id = match found.first() {
            Some(tag) => tag.id,
            None => {
                let mut tag = Record::new(schema.clone(), call.services.store.next_ids(TAG.name, 1)?);
                tag.set("NAME", name);
                // Two messages that bring the same new tag at once: one of them comes again.
                let key = store::keys::unique(TAG.name, "NAME", folded.as_bytes());
                commit.checks.push(store::Check::Absent(key.clone()));
                commit.ops.push(store::Op::Put(key, tag.id.to_be_bytes().to_vec()));
                commit.save(None, &tag);
                tag.id
            }
        };
        ids.push((folded, id));
    }
    let list: Vec<String> = ids.iter().map(|(_, id)| id.to_string()).collect();
    change.new.set("CATEGORY_ID", list.join(",").as_str());
    change.new.set("HAS_TAGS", !list.is_empty());
    Ok(())
}

/// Thanks to colleagues have an id of their own, which messages show.
fn thank(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let thanks = !change.new.text("GRATITUDE_MEDAL").is_empty() && !change.new.items("GRATITUDE_EMPLOYEES").is_empty();
    if thanks && change.new.int("GRATITUDE") == 0 {
        let id = call.services.store.next_ids("gratitude", 1)?;
        change.new.set("GRATITUDE", id as i64);
    }
    Ok(())
}

/// A message goes with its comments.
fn take_comments(post: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&COMMENT)?;
    let comments = call.all(&COMMENT, &Query::equal(&schema, "POST_ID", post.id as i64))?;
    comments.iter().for_each(|comment| commit.delete(comment));
    Ok(())
}

/// log.blogpost.share: more recipients, those that are there stay.
fn share(call: &Call) -> Result<Answer> {
    let id = call.id()?;
    let wrong = || Error::plain("Wrong destinations");
    let more = audience::named(call, |_| wrong())?.ok_or_else(wrong)?;
    let by = actor(call, || Error::plain("No read perms"))?;
    let call = &Call { caller: &by, ..*call };
    if !audience::may_read(call, &call.record(&POST, id)?)? {
        return Err(Error::plain("No read perms"));
    }
    let (_, ticket) = verbs::change(call, &POST, id, |change| {
        let mut codes = change.new.items("DEST").to_vec();
        let new = more.iter().map(|code| Data::from(code.as_str())).filter(|code| !codes.contains(code));
        let new: Vec<Data> = new.collect();
        codes.extend(new);
        change.new.set("DEST", Data::List(codes));
        Ok(())
    })?;
    Ok(Answer::done(ticket))
}
