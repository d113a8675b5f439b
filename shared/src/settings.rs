//! Bodies of `/console/settings`: what an administrator may change about the portal as a whole.

use crate::limits::Limits;
use serde::{Deserialize, Serialize};

/// Body of `GET` and `PUT /console/settings`; what a `PUT` leaves out stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortalSettings {
    /// Limits of REST; the answer always has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
}
