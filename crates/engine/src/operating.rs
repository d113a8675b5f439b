//! Operating time: what one method has cost one integration lately, and the `time` block that tells it.
//! docs: limits.md, data-types.md.

use crate::{json, zone::write_time};
use chrono_tz::Tz;

/// What a method has cost an integration.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Operating {
    /// Seconds of work within the last ten minutes.
    pub seconds: f64,
    /// When the oldest part of them stops counting, unix seconds.
    pub reset_at: i64,
}

/// When a call began, and what it took.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Unix seconds.
    pub start: f64,
    /// Seconds until its answer could leave.
    pub duration: f64,
    /// Seconds of them that the method worked.
    pub processing: f64,
    /// What it and the calls before it cost.
    pub operating: Operating,
}

impl Timing {
    /// Appends the `time` block of an answer. Clients insist on an integer `operating_reset_at`.
    pub fn write(&self, out: &mut Vec<u8>, zone: Tz) {
        let Timing { start, duration, processing, operating } = *self;
        out.push(b'{');
        let finish = start + duration;
        for (name, value) in [("start", start), ("finish", finish), ("duration", duration), ("processing", processing)]
        {
            json::key(out, name);
            seconds(out, value);
        }
        for (name, value) in [("date_start", start), ("date_finish", finish)] {
            json::key(out, name);
            out.push(b'"');
            write_time(out, zone, (value * 1000.0) as i64);
            out.push(b'"');
        }
        json::key(out, "operating_reset_at");
        json::int(out, operating.reset_at);
        json::key(out, "operating");
        seconds(out, operating.seconds);
        out.push(b'}');
    }
}

/// Appends seconds with six decimals; far quicker than formatting a float, and every answer has five.
fn seconds(out: &mut Vec<u8>, value: f64) {
    let micros = (value * 1e6).round() as i64;
    json::int(out, micros / 1_000_000);
    let mut decimals = *b".000000";
    let mut rest = micros.unsigned_abs() % 1_000_000;
    for digit in decimals[1..].iter_mut().rev() {
        *digit += (rest % 10) as u8;
        rest /= 10;
    }
    out.extend_from_slice(&decimals);
}
