//! Operating time: what one method has cost one integration lately, and the `time` block that tells it.
//! docs: limits.md, data-types.md.

use crate::zone::write_time;
use chrono_tz::Tz;
use std::io::Write;

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
        let finish = start + duration;
        // Writing to a vector cannot fail.
        let _ = write!(
            out,
            "{{\"start\":{start:.6},\"finish\":{finish:.6},\"duration\":{duration:.6},\"processing\":{processing:.6},\"date_start\":\""
        );
        write_time(out, zone, (start * 1000.0) as i64);
        out.extend_from_slice(b"\",\"date_finish\":\"");
        write_time(out, zone, (finish * 1000.0) as i64);
        let Operating { seconds, reset_at } = operating;
        let _ = write!(out, "\",\"operating_reset_at\":{reset_at},\"operating\":{seconds:.6}}}");
    }
}
