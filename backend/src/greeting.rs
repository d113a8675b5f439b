//! What a portal says when it is ready: how to set it up, or how to sign in to its demo company.

use serde::Serialize;
use std::fmt;

/// What to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Greeting {
    /// Nobody has set the portal up; the link does, once.
    SetUp {
        /// `http://host:port/setup#token`.
        link: String,
    },
    /// The demo company is new.
    Demo(DemoSignIns),
    /// The portal goes on where it was.
    Ready {
        /// Address.
        url: String,
    },
}

/// Who can sign in to a demo company; one line of JSON for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DemoSignIns {
    /// Address of the portal.
    pub url: String,
    /// An administrator.
    pub admin: DemoSignIn,
    /// Somebody who is not one.
    pub user: DemoSignIn,
}

/// A person of the demo company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DemoSignIn {
    /// Id, as REST knows it.
    pub id: u64,
    /// E-mail address to sign in with.
    pub email: String,
    /// Password.
    pub password: String,
    /// Webhook with every scope, up to and with the last slash.
    pub webhook: String,
}

impl Greeting {
    /// The same for programs: one line.
    pub fn json(&self) -> String {
        let value = match self {
            Greeting::Demo(demo) => serde_json::to_value(demo),
            Greeting::SetUp { link } => Ok(serde_json::json!({ "setup": link })),
            Greeting::Ready { url } => Ok(serde_json::json!({ "url": url })),
        };
        value.expect("a greeting is made of plain texts").to_string()
    }
}

impl fmt::Display for Greeting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Greeting::SetUp { link } => write!(
                f,
                "Portico waits to be set up. Open this link once to become its administrator:\n\n    {link}\n"
            ),
            Greeting::Ready { url } => write!(f, "Portico is at {url}"),
            Greeting::Demo(DemoSignIns { url, admin, user }) => {
                writeln!(f, "Portico is at {url} with a demo company. Sign in as:\n")?;
                for (role, person) in [("administrator", admin), ("user", user)] {
                    writeln!(f, "    {role:<14} {} with password {}", person.email, person.password)?;
                    writeln!(f, "    {:<14} {}", "webhook", person.webhook)?;
                }
                Ok(())
            }
        }
    }
}
