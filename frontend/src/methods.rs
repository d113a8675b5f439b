//! The methods that the portal knows, fetched once as long as the page lives: they change with its version.

use crate::api::{self, ApiError};
use shared::method::MethodInfo;
use std::{cell::RefCell, sync::Arc};

/// All of them.
///
/// # Errors
/// When the portal can't be asked.
pub async fn known() -> Result<Arc<[MethodInfo]>, ApiError> {
    let known = KNOWN.with_borrow(Clone::clone);
    if let Some(known) = known {
        return Ok(known);
    }
    let methods: Arc<[MethodInfo]> = api::get::<Vec<MethodInfo>>("/console/methods").await?.into();
    KNOWN.set(Some(methods.clone()));
    Ok(methods)
}

/// The method of a name in any letter case, in a version of the protocol.
pub fn find<'a>(methods: &'a [MethodInfo], name: &str, v3: bool) -> Option<&'a MethodInfo> {
    methods.iter().find(|method| method.v3 == v3 && method.name.eq_ignore_ascii_case(name))
}

/// A method's name below `/rest/`, which tells versions of the protocol apart: `api/tasks.task.get` is of version 3.
pub fn place(method: &MethodInfo) -> String {
    if method.v3 { format!("api/{}", method.name) } else { method.name.clone() }
}

/// The method at such a place.
pub fn at<'a>(methods: &'a [MethodInfo], place: &str) -> Option<&'a MethodInfo> {
    match place.strip_prefix("api/") {
        Some(name) => find(methods, name, true),
        None => find(methods, place, false),
    }
}

thread_local! {
    static KNOWN: RefCell<Option<Arc<[MethodInfo]>>> = const { RefCell::new(None) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_tell_versions_apart() {
        let method = |v3| MethodInfo { name: "tasks.task.get".to_owned(), v3, ..MethodInfo::default() };
        let methods = [method(false), method(true)];
        for method in &methods {
            assert_eq!(at(&methods, &place(method)), Some(method));
        }
        assert_eq!(at(&methods, "TASKS.task.get"), Some(&methods[0]));
        assert_eq!(at(&methods, "tasks.task"), None);
    }
}
