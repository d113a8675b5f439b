//! What fields hold, and what `*.fields` calls it.

/// What a field holds, and how it is parsed, compared and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The record's own id; not stored in the record.
    Id,
    /// Text.
    Text,
    /// Whole number.
    Int,
    /// Decimal number, printed as it is.
    Double,
    /// Decimal number, printed with two decimals.
    Money,
    /// `Y` or `N`.
    Flag,
    /// JSON `true` or `false`.
    Bool,
    /// Calendar date.
    Date,
    /// Instant.
    Time,
    /// Code of a dictionary, by the dictionary's name.
    Status(&'static str),
    /// Id of a record of another entity, by the entity's name.
    Reference(&'static str),
    /// Id of a user.
    User,
    /// Currency code.
    Currency,
    /// Phones, e-mails and their like: rows of id, value type and value.
    Multifield,
    /// Id of a funnel; 0 is the default one.
    Category,
    /// A file's id.
    File,
    /// JSON that rules compute or clients give, printed as it is.
    Json,
    /// Rows that only the family's own methods read and write.
    Rows,
    /// Yes or no of a user field: `1`/`0`, and `Y`/`N` for controllers.
    Switch,
    /// Id of a variant in the list of a user field.
    Variant,
    /// Amount with its currency: `300|RUB`.
    Price,
    /// Link to a record of the CRM: `C_2`, or the bare id where the field takes one kind of record.
    Link,
}

impl Kind {
    /// The type that `*.fields` names.
    pub fn wire(self) -> &'static str {
        match self {
            Kind::Id | Kind::Int => "integer",
            Kind::Text | Kind::Rows => "string",
            Kind::Double | Kind::Money => "double",
            Kind::Flag => "char",
            Kind::Bool => "boolean",
            Kind::Date => "date",
            Kind::Time => "datetime",
            Kind::Status(_) => "crm_status",
            Kind::Reference("company") => "crm_company",
            Kind::Reference("contact") => "crm_contact",
            Kind::Reference("lead") => "crm_lead",
            Kind::Reference("quote") => "crm_quote",
            Kind::Category => "crm_category",
            Kind::Json => "object",
            Kind::Reference("location") => "location",
            Kind::Reference(_) => "integer",
            Kind::User => "user",
            Kind::Currency => "crm_currency",
            Kind::Multifield => "crm_multifield",
            Kind::File => "file",
            Kind::Switch => "boolean",
            Kind::Variant => "enumeration",
            Kind::Price => "money",
            Kind::Link => "crm",
        }
    }
}
