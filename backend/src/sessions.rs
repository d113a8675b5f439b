//! Sign-ins: a random token in a cookie, its SHA-256 in the store. A session ends after 30 days
//! without use, when its person signs out, and when their password or standing changes.

pub mod device;
pub mod own;

use crate::rows::{self, Row};
use crate::secrets;
use actix_web::HttpRequest;
use actix_web::http::header;
use serde::{Deserialize, Serialize};
use shared::Millis;
use store::{Durability, Op, Store, StoreError, keys};

/// How long a session lives without use.
pub const IDLE: Millis = 30 * 24 * HOUR;

const HOUR: Millis = 60 * 60 * 1000;

/// Browsers keep no cookie longer than this; the store decides when a session is over.
const COOKIE_SECONDS: u64 = 400 * 24 * 60 * 60;

const COOKIE: &str = "portico_session";

/// A sign-in as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// Who signed in.
    pub person: u64,
    /// The account's epoch at that time; another one ends the session.
    pub epoch: u64,
    touched: Millis,
    /// 0 for what an earlier release began.
    #[serde(default)]
    began: Millis,
    #[serde(default)]
    device: String,
    #[serde(default)]
    address: String,
}

impl Session {
    /// Whether it goes on for somebody who was deactivated at this time and is back.
    pub fn holds_since(&self, left: Option<Millis>) -> bool {
        left.is_none_or(|left| self.began > left)
    }
}

/// A new session: its token for the cookie, and the change that stores it. It remembers the browser,
/// in short, and the address it comes from.
pub fn begin(person: u64, epoch: u64, agent: &str, address: String, now: Millis) -> (String, Op) {
    let token = secrets::new_token();
    let device = device::short(agent);
    let session = Session { person, epoch, touched: now, began: now, device, address };
    let op = rows::put(key(&token), &session);
    (token, op)
}

/// The live session of a token. Notes, at most once an hour, that it was used.
///
/// # Errors
/// When the store fails.
pub fn find(store: &Store, token: &str, now: Millis) -> Result<Option<Session>, StoreError> {
    let Some(row) = rows::get::<Session>(store, key(token))? else {
        return Ok(None);
    };
    if is_over(&row.value, now) {
        return Ok(None);
    }
    if now - row.value.touched >= HOUR {
        touch(store, &row, now)?;
    }
    Ok(Some(row.value))
}

/// The change that ends a session.
pub fn end(token: &str) -> Op {
    Op::Del(key(token))
}

/// Removes the sessions that are over; answers how many.
///
/// # Errors
/// When the store fails.
pub fn sweep(store: &Store, now: Millis) -> Result<usize, StoreError> {
    let mut over = Vec::new();
    rows::each::<Session>(store, store::KeyRange::prefix([keys::SESSION]), |row| {
        over.extend(is_over(&row.value, now).then_some(Op::Del(row.key)));
        Ok(())
    })?;
    let count = over.len();
    store.commit(&[], over, Durability::Relaxed)?;
    Ok(count)
}

/// The token in a request's cookie.
pub fn token_of(request: &HttpRequest) -> Option<&str> {
    let lines = request.headers().get_all(header::COOKIE).filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, token)| token).filter(|token| !token.is_empty())
}

/// The value of `Set-Cookie` that keeps a token; `secure` under https.
pub fn cookie(token: &str, secure: bool) -> String {
    set_cookie(token, COOKIE_SECONDS, secure)
}

/// The value of `Set-Cookie` that makes a browser forget its token.
pub fn no_cookie(secure: bool) -> String {
    set_cookie("", 0, secure)
}

fn set_cookie(token: &str, seconds: u64, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

fn is_over(session: &Session, now: Millis) -> bool {
    now - session.touched > IDLE
}

/// A sign-out at the same moment wins, and a touch that a power loss takes does no harm.
fn touch(store: &Store, row: &Row<Session>, now: Millis) -> Result<(), StoreError> {
    let touched = Session { touched: now, ..row.value.clone() };
    let op = rows::put(row.key.clone(), &touched);
    match store.commit(&[row.unchanged()], vec![op], Durability::Relaxed) {
        Ok(_) | Err(StoreError::Check(_) | StoreError::Full) => Ok(()),
        Err(error) => Err(error),
    }
}

fn key(token: &str) -> Vec<u8> {
    keys::session(&secrets::hash(token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use store::Options;

    fn signed_in(now: Millis) -> (tempfile::TempDir, Store, String) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        let (token, op) = begin(4, 1, "curl/8", "::1".to_owned(), now);
        store.commit(&[], vec![op], Durability::Relaxed).unwrap();
        (dir, store, token)
    }

    #[test]
    fn a_session_lives_as_long_as_it_is_used() {
        let (_dir, store, token) = signed_in(0);
        assert_eq!(find(&store, &token, IDLE).unwrap().unwrap().person, 4);
        assert!(find(&store, &token, 2 * IDLE).unwrap().is_some());
        assert!(find(&store, &token, 3 * IDLE + 1).unwrap().is_none());
        assert!(find(&store, "another", 0).unwrap().is_none());
    }

    #[test]
    fn use_is_noted_once_an_hour() {
        let (_dir, store, token) = signed_in(0);
        find(&store, &token, HOUR - 1).unwrap();
        assert!(find(&store, &token, IDLE + 1).unwrap().is_none());
    }

    #[test]
    fn what_began_before_somebody_left_is_over() {
        let (_dir, store, token) = signed_in(5);
        let session = find(&store, &token, 6).unwrap().unwrap();
        assert!(session.holds_since(None) && session.holds_since(Some(4)));
        assert!(!session.holds_since(Some(5)));
    }

    #[test]
    fn an_ended_session_is_gone_and_the_store_holds_no_token() {
        let (_dir, store, token) = signed_in(0);
        let (key, _) = store
            .scan(&store::KeyRange::all(), store::Direction::Up, 100)
            .unwrap()
            .into_iter()
            .find(|(key, _)| key.first() == Some(&keys::SESSION))
            .unwrap();
        assert_eq!(key[1..], secrets::hash(&token));
        store.commit(&[], vec![end(&token)], Durability::Relaxed).unwrap();
        assert!(find(&store, &token, 0).unwrap().is_none());
    }

    #[test]
    fn the_sweep_takes_what_is_over() {
        let (_dir, store, token) = signed_in(0);
        assert_eq!(sweep(&store, IDLE).unwrap(), 0);
        assert_eq!(sweep(&store, IDLE + 1).unwrap(), 1);
        assert!(find(&store, &token, 0).unwrap().is_none());
    }

    #[test]
    fn the_cookie_comes_back() {
        let set = cookie("abc", true);
        assert!(set.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{set}");
        let request =
            TestRequest::default().insert_header(("cookie", "a=b; portico_session=abc; c=d")).to_http_request();
        assert_eq!(token_of(&request), Some("abc"));
        assert_eq!(token_of(&TestRequest::default().to_http_request()), None);
    }
}
