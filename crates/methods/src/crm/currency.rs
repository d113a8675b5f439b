//! crm.currency.*: the currencies in which amounts may be given, one of them the base.
//! docs: api-reference/crm/currency.

mod localizations;
mod rules;

pub use rules::{known, recall};

use super::keyed;
use crate::{
    events::shape,
    prelude::*,
    seed::currencies::{CURRENCIES, CurrencyRow},
};
use engine::{Services, commit::retry};
use rules::{code_given, is_base, make_base, stays};

/// A currency. `LOCALIZATIONS` holds how amounts are written in each language; the fields from
/// `FULL_NAME` to `DECIMALS` are those of the portal's own language.
pub static CURRENCY: Entity = Entity {
    name: "currency",
    title: "currency",
    fields: &[
        text("CURRENCY").title("Currency").immutable().wire("string"),
        int("AMOUNT_CNT").title("Number of units that the rate is for").wire("int"),
        double("AMOUNT").title("Rate against the base currency").places(4),
        int("SORT").title("Sorting").wire("int").default(Default::Int(100)),
        flag("BASE").title("Base currency").read_only(),
        text("FULL_NAME").title("Name").read_only(),
        text("LID").title("Language").read_only(),
        text("FORMAT_STRING").title("How an amount is written").read_only(),
        text("DEC_POINT").title("Decimal point").read_only(),
        text("THOUSANDS_SEP").title("Separator of thousands").read_only(),
        int("DECIMALS").title("Number of decimals").read_only().wire("int"),
        time("DATE_UPDATE").title("Changed on").read_only().default(Default::Changed),
        object("LANG").title("Languages").multiple().on_request().wire("currency_localization"),
        rows("LOCALIZATIONS"),
    ],
    hooks: Hooks { before_save: &[rules::complete, localizations::own_language], before_delete: &[stays] },
    events: &each(["ONCRMCURRENCYADD", "ONCRMCURRENCYUPDATE", "ONCRMCURRENCYDELETE"], shape::currency),
    ..Entity::BASE
};

/// crm.currency.*
pub static CURRENCY_FAMILY: Family = Family {
    prefix: "crm.currency",
    entity: Some(&CURRENCY),
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", list),
        FIELDS,
        read("base.get", |call| Ok(Answer::value(&*call.services.currency()))),
        write("base.set", set_base),
        read("localizations.get", localizations::get),
        write("localizations.set", localizations::set),
        write("localizations.delete", localizations::delete),
        read("localizations.fields", localizations::fields),
    ],
    ..Family::BASE
};

/// Adds the currencies of a fresh portal to a commit; the rates follow from the base currency.
///
/// # Errors
/// When the store fails.
pub fn enter_seeds(commit: &mut Commit, call: &Call) -> Result<()> {
    let base = call.services.currency();
    let worth = CURRENCIES.iter().find(|row| row.code == &*base).map_or(1.0, |row| row.per_euro);
    let unknown = CurrencyRow { code: "", per_euro: worth, count: 1, name: [""; 3], format: [""; 3] };
    let missing = CURRENCIES.iter().all(|row| row.code != &*base).then_some((&*base, &unknown));
    let usual = CURRENCIES.iter().map(|row| (row.code, row));
    for (at, (code, row)) in missing.into_iter().chain(usual).enumerate() {
        let mut record = Record::new(call.services.schema(&CURRENCY)?, 0);
        let count = if code == &*base { 1 } else { row.count };
        record.set("CURRENCY", code);
        record.set("AMOUNT_CNT", count);
        record.set("AMOUNT", Data::Decimal(format!("{:.4}", worth / row.per_euro * count as f64)));
        record.set("SORT", (at as i64 + 1) * 100);
        record.set("BASE", code == &*base);
        if !row.code.is_empty() {
            localizations::store(&mut record, &localizations::of_row(row));
        }
        let record = verbs::prepare(call, Change { old: None, new: record, given: Vec::new() }, commit)?;
        commit.save(None, &record);
    }
    Ok(())
}

/// The currency with a code, in any letter case.
fn named(call: &Call, code: &str) -> Result<Option<Record>> {
    keyed::find(call, &CURRENCY, &code.trim().to_ascii_uppercase())
}

/// The currency that `id` names.
fn currency(call: &Call) -> Result<Record> {
    named(call, &code_given(call)?)?.ok_or_else(|| call.family.dialect.faults.not_found.into())
}

fn administrators_only(call: &Call) -> Result<()> {
    if call.caller.admin { Ok(()) } else { Err(call.family.dialect.faults.denied.into()) }
}

fn fields_given<'a>(call: &Call<'a>) -> Result<&'a Tree> {
    call.array("fields")?.ok_or_else(|| Error::plain("Parameter 'fields' must be array."))
}

/// Applies what the client gave, localisations included.
fn apply(call: &Call, change: &mut Change, fields: &Tree) -> Result<()> {
    engine::input::apply(call, change, fields)?;
    if let Some(given) = fields.get("LANG") {
        localizations::merge(&mut change.new, given)?;
    }
    Ok(())
}

/// crm.currency.add: answers the code.
fn add(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    let fields = fields_given(call)?;
    let required = ["CURRENCY", "AMOUNT_CNT", "AMOUNT"];
    if let Some(missing) = required.into_iter().find(|name| fields.get(name).is_none_or(Value::is_empty)) {
        return Err(Error::core(format!("Undefined array key \"{missing}\"")));
    }
    let mut change = Change { old: None, new: Record::new(call.services.schema(&CURRENCY)?, 0), given: Vec::new() };
    apply(call, &mut change, fields)?;
    let (record, ticket) = verbs::insert(call, change)?;
    let ticket = if is_base(fields) { make_base(call, record.text("CURRENCY"))?.merge(ticket) } else { ticket };
    Ok(Answer::value(record.text("CURRENCY")).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let (old, fields) = (currency(call)?, fields_given(call)?);
    let changed = verbs::change(call, &CURRENCY, old.id, |change| apply(call, change, fields));
    // docs: crm-currency-update.md has this code, crm-currency-add.md the usual one.
    let (record, ticket) = changed.map_err(|error| error.of_values("ERROR_CODE"))?;
    let ticket = if is_base(fields) { make_base(call, record.text("CURRENCY"))?.merge(ticket) } else { ticket };
    Ok(Answer::done(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    Ok(Answer::done(verbs::remove(call, &CURRENCY, currency(call)?.id)?))
}

fn get(call: &Call) -> Result<Answer> {
    verbs::show(call, &CURRENCY, currency(call)?.id)
}

/// crm.currency.list: all of them; `total` is always 0, as documented.
fn list(call: &Call) -> Result<Answer> {
    let mut query = verbs::query(call, &CURRENCY)?;
    if query.order.is_empty() {
        let schema = call.services.schema(&CURRENCY)?;
        query.order =
            schema.position("SORT").map(|position| Order { position, descending: false }).into_iter().collect();
    }
    let whole = Query { test: Test::All(Vec::new()), offset: 0, limit: usize::MAX, ..query };
    let answer = verbs::page(call, &CURRENCY, &whole, verbs::selection(call, &CURRENCY)?)?;
    Ok(Answer { total: Some(0), next: None, ..answer })
}

fn set_base(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    let code = currency(call)?.text("CURRENCY").to_owned();
    Ok(Answer::done(make_base(call, &code)?))
}

/// Runs an edit of one currency's localisations; `false` is answered when nothing came of it.
fn edit_localizations(call: &Call, edit: impl Fn(&mut Record) -> Result<bool>) -> Result<Answer> {
    administrators_only(call)?;
    let id = currency(call)?.id;
    retry(|| {
        let old = call.record(&CURRENCY, id)?;
        let mut change = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        if !edit(&mut change.new)? {
            return Ok(Answer::value(false));
        }
        let mut commit = Commit::by(call);
        engine::input::complete(call, &mut change);
        for rule in CURRENCY.hooks.before_save {
            rule(&mut change, &mut commit, call)?;
        }
        commit.save(change.old.as_ref(), &change.new);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// The base currency as the table has it.
fn base_in_table(services: &Services) -> Result<Option<String>> {
    let all = engine::query::all(services, &CURRENCY, &Query::all(Test::All(Vec::new())))?;
    Ok(all.iter().find(|row| row.flag("BASE")).map(|row| row.text("CURRENCY").to_owned()))
}
