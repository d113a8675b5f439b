//! Offline queues as administrators look at them: how much waits for which application, and what its processes hold.

use crate::prelude::*;
use engine::{Services, event::offline::OFFLINE, query};
use shared::delivery::{QUEUE_SHOWN, QueueLot, QueueRow};
use std::collections::BTreeMap;

/// Everything in offline queues, by queue and process.
///
/// # Errors
/// When the store fails.
pub fn lots(services: &Services) -> Result<Vec<QueueLot>> {
    let mut lots: BTreeMap<(String, String), QueueLot> = BTreeMap::new();
    for row in query::all(services, &OFFLINE, &Query::all(Test::All(Vec::new())))? {
        let (queue, process) = (row.text("QUEUE"), row.text("PROCESS_ID"));
        let (at, failed) = (row.int("TIMESTAMP_X"), row.int("ERROR") == 1);
        let lot = lots.entry((queue.to_owned(), process.to_owned())).or_insert_with(|| {
            let (application, connector) = queue.split_once('/').unwrap_or((queue, ""));
            QueueLot {
                application: application.parse().unwrap_or_default(),
                connector: connector.to_owned(),
                process: process.to_owned(),
                oldest: at,
                ..QueueLot::default()
            }
        });
        lot.rows += 1;
        lot.failed += u64::from(failed);
        lot.oldest = lot.oldest.min(at);
        if lot.first.len() < QUEUE_SHOWN {
            let (event, data) = (row.text("EVENT_NAME").to_owned(), row.text("EVENT_DATA").to_owned());
            lot.first.push(QueueRow { id: row.id, event, at, data, failed });
        }
    }
    Ok(lots.into_values().collect())
}
