//! Which contacts a lead, deal or company has, and which companies a contact: one of them is the
//! primary one. docs: api-reference/crm/deals/contacts, …/contacts/company, …/companies/contacts.

mod links;
mod methods;

pub use links::{companies, company_contacts, contacts, forget_company, forget_contact};
pub use methods::{COMPANIES, COMPANY_CONTACTS, CONTACTS};
