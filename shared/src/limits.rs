//! How much integrations may ask of the portal: a setting of the portal, chosen on the command line
//! or at `/console/settings`. docs: limits.md.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The limits of a portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Limits {
    /// None.
    #[default]
    Off,
    /// Those of ordinary plans: 2 requests a second, 50 at once, 480 seconds of operating time.
    Standard,
    /// Those of the Enterprise plan: 5 requests a second, 250 at once, 480 seconds.
    Enterprise,
    /// Any others.
    Custom(Amounts),
}

/// What limits allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// Requests per second and source address that can go on for ever.
    pub rate: u32,
    /// Requests that a source may send at once.
    pub bucket: u32,
    /// Seconds that one method may work for one integration within ten minutes.
    pub seconds: u32,
}

impl Limits {
    /// What is allowed; `None` when nothing is limited.
    pub fn amounts(self) -> Option<Amounts> {
        match self {
            Limits::Off => None,
            Limits::Standard => Some(Amounts { rate: 2, bucket: 50, seconds: 480 }),
            Limits::Enterprise => Some(Amounts { rate: 5, bucket: 250, seconds: 480 }),
            Limits::Custom(amounts) => Some(amounts),
        }
    }
}

impl Amounts {
    /// Whether the documented promise can hold: nobody who keeps to the rate is ever refused.
    pub fn fit_together(self) -> bool {
        self.rate >= 1 && self.bucket >= self.rate
    }
}

impl FromStr for Limits {
    type Err = String;

    /// Reads `off`, `standard`, `enterprise` or `RATE,BUCKET,SECONDS`.
    fn from_str(text: &str) -> Result<Limits, String> {
        match text {
            "off" => return Ok(Limits::Off),
            "standard" => return Ok(Limits::Standard),
            "enterprise" => return Ok(Limits::Enterprise),
            _ => {}
        }
        let numbers: Option<Vec<u32>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
        let Some([rate, bucket, seconds]) = numbers.as_deref() else {
            return Err(format!("`{text}` is not off, standard, enterprise or three numbers such as 2,50,480"));
        };
        let amounts = Amounts { rate: *rate, bucket: *bucket, seconds: *seconds };
        match amounts.fit_together() {
            true => Ok(Limits::Custom(amounts)),
            false => Err("the rate must be at least 1, and the bucket at least the rate".to_owned()),
        }
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limits::Off => f.write_str("off"),
            Limits::Standard => f.write_str("standard"),
            Limits::Enterprise => f.write_str("enterprise"),
            Limits::Custom(Amounts { rate, bucket, seconds }) => write!(f, "{rate},{bucket},{seconds}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_read_back_as_they_are_written() {
        for text in ["off", "standard", "enterprise", "3,40,0"] {
            assert_eq!(text.parse::<Limits>().unwrap().to_string(), text);
        }
        for wrong in ["", "on", "2,50", "2,50,480,1", "0,50,480", "5,4,480", "2,50,x"] {
            assert!(wrong.parse::<Limits>().is_err(), "{wrong}");
        }
    }
}
