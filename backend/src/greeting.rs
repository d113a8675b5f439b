//! What a portal says when it is ready: how to set it up, or how to sign in to its demo company, and
//! how clients come to trust it.

use crate::tls;
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt;
use std::path::PathBuf;

/// What to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greeting {
    /// Address of the portal, without a last slash.
    pub url: String,
    /// What can be done there.
    pub what: Ready,
    /// Certificate of the portal's own authority, which clients must trust.
    pub authority: Option<PathBuf>,
}

/// What a portal is ready for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ready {
    /// Nobody has set it up; the link does, once.
    SetUp {
        /// `http://host:port/setup#token`.
        link: String,
    },
    /// The demo company is new.
    Demo(DemoSignIns),
    /// It goes on where it was.
    Again,
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
        let mut value = match &self.what {
            Ready::Demo(demo) => serde_json::to_value(demo).expect("sign-ins are plain texts"),
            Ready::SetUp { link } => json!({ "setup": link }),
            Ready::Again => json!({ "url": self.url }),
        };
        if let (Value::Object(members), Some(authority)) = (&mut value, &self.authority) {
            members.insert("ca".to_owned(), authority.to_string_lossy().into());
        }
        value.to_string()
    }
}

impl fmt::Display for Greeting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            Ready::SetUp { link } => writeln!(
                f,
                "Portico waits to be set up. Open this link once to become its administrator:\n\n    {link}\n"
            )?,
            Ready::Again => writeln!(f, "Portico is at {}", self.url)?,
            Ready::Demo(DemoSignIns { url, admin, user }) => {
                writeln!(f, "Portico is at {url} with a demo company. Sign in as:\n")?;
                for (role, person) in [("administrator", admin), ("user", user)] {
                    writeln!(f, "    {role:<14} {} with password {}", person.email, person.password)?;
                    writeln!(f, "    {:<14} {}", "webhook", person.webhook)?;
                }
                writeln!(f)?;
            }
        }
        match &self.authority {
            Some(authority) => write!(f, "{}", tls::advice(authority, &self.url)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_people_learn_whom_to_trust() {
        let mut greeting = Greeting { url: "https://localhost".to_owned(), what: Ready::Again, authority: None };
        assert_eq!(greeting.json(), r#"{"url":"https://localhost"}"#);
        greeting.authority = Some("ca.pem".into());
        assert_eq!(greeting.json(), r#"{"url":"https://localhost","ca":"ca.pem"}"#);
        let told = greeting.to_string();
        for part in ["curl --cacert ca.pem https://localhost", "SSL_CERT_FILE=ca.pem", "NODE_EXTRA_CA_CERTS", "php "] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
}
