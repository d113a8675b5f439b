//! The body of every REST answer: `result` or an error, with `time`.

use engine::{Answer, Error, json, operating::Timing};

/// Bytes around a result, at most.
const AROUND: usize = 400;

/// The body of a success. docs: general-principles.md, "Response".
pub fn success(zone: chrono_tz::Tz, answer: Answer, timing: &Timing) -> Vec<u8> {
    // In the answer's own buffer, which has room as a rule.
    let mut out = answer.json;
    out.reserve(AROUND);
    out.splice(..0, *b"{\"result\":");
    for (name, number) in [("total", answer.total), ("next", answer.next)] {
        if let Some(number) = number {
            json::key(&mut out, name);
            json::int(&mut out, number as i64);
        }
    }
    json::key(&mut out, "time");
    timing.write(&mut out, zone);
    out.push(b'}');
    out
}

/// The body of a refusal, in the shape of the protocol version. docs: error-codes.md, rest-v3.md.
pub fn failure(error: &Error, version: u8) -> Vec<u8> {
    let mut out = b"{".to_vec();
    json::key(&mut out, "error");
    if version == 3 {
        out.push(b'{');
        json::key(&mut out, "code");
        json::text(&mut out, &error.code);
        json::key(&mut out, "message");
        json::text(&mut out, &error.description);
        out.push(b'}');
    } else {
        json::text(&mut out, &error.code);
        json::key(&mut out, "error_description");
        json::text(&mut out, &error.description);
        if let Some(argument) = error.argument {
            json::key(&mut out, "argument");
            json::text(&mut out, argument);
        }
    }
    out.push(b'}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::Operating;

    #[test]
    fn a_success_has_result_counts_and_a_complete_time() {
        let answer = Answer { json: b"[]".to_vec(), total: Some(120), next: Some(50), ticket: None };
        let operating = Operating { seconds: 0.75, reset_at: 1_721_724_900 };
        let timing = Timing { start: 1_721_724_354.214, duration: 0.5, processing: 0.25, operating };
        let body = success(chrono_tz::Tz::Europe__Paris, answer, &timing);
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["total"], 120);
        assert_eq!(body["next"], 50);
        let time = body["time"].as_object().unwrap();
        assert_eq!(time["date_start"], "2024-07-23T10:45:54+02:00");
        assert!(time["operating_reset_at"].is_i64(), "{time:?}");
        for (name, seconds) in [("duration", 0.5), ("processing", 0.25), ("operating", 0.75)] {
            assert_eq!(time[name], seconds, "{name}");
        }
        assert_eq!(time["date_finish"], "2024-07-23T10:45:54+02:00");
        assert_eq!(time["finish"], 1_721_724_354.714);
    }

    #[test]
    fn a_failure_says_what_and_why() {
        let error = Error::new(400, "ERROR_ARGUMENT", "a \"b\"").about("EMAIL");
        assert_eq!(
            String::from_utf8(failure(&error, 2)).unwrap(),
            r#"{"error":"ERROR_ARGUMENT","error_description":"a \"b\"","argument":"EMAIL"}"#
        );
        assert_eq!(
            String::from_utf8(failure(&error, 3)).unwrap(),
            r#"{"error":{"code":"ERROR_ARGUMENT","message":"a \"b\""}}"#
        );
    }
}
