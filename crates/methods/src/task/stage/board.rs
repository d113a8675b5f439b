//! Boards: which stages they have, in which order, and what they begin with.

use super::STAGE;
use crate::prelude::*;
use engine::commit::retry;
use store::{Check, Op as Put, Ticket, keys};

/// Whose stages.
pub struct Board {
    /// `U` a person, `G` a group, `A` a sprint.
    pub kind: &'static str,
    /// The id of the owner.
    pub id: u64,
}

/// A stage of a fresh board: title in English, French and Russian, kind, color.
type Fresh = ([&'static str; 3], &'static str, &'static str);

const PLANNER: [Fresh; 2] = [
    (["Not planned", "Non planifié", "Не спланированы"], "NEW", "00C4FB"),
    (["I will do it this week", "Cette semaine", "Сделаю на этой неделе"], "", "47D1E2"),
];

const KANBAN: [Fresh; 3] = [
    (["New", "Nouveau", "Новые"], "NEW", "00C4FB"),
    (["In progress", "En cours", "В работе"], "WORK", "47D1E2"),
    (["Done", "Terminé", "Сделаны"], "FINISH", "75D900"),
];

/// Distance between the places of two stages.
pub const STEP: i64 = 100;

impl Board {
    /// The board that a stage belongs to.
    pub fn of(stage: &Record) -> Board {
        let kind = ["U", "G"].into_iter().find(|kind| *kind == stage.text("ENTITY_TYPE")).unwrap_or("A");
        Board { kind, id: stage.int("ENTITY_ID").max(0) as u64 }
    }

    /// Its name in records: `u5`.
    pub fn key(&self) -> String {
        format!("{}{}", self.kind.to_lowercase(), self.id)
    }
}

/// The stages of a board, in order.
///
/// # Errors
/// When the store fails.
pub fn stages(call: &Call, board: &Board) -> Result<Vec<Record>> {
    let schema = call.services.schema(&STAGE)?;
    let mut all = call.all(&STAGE, &Query::equal(&schema, "BOARD", board.key().as_str()))?;
    all.sort_by_key(|stage| (stage.int("SORT"), stage.id));
    Ok(all)
}

/// A stage of a board, without an id.
///
/// # Errors
/// When the store fails.
pub fn draft(call: &Call, board: &Board) -> Result<Record> {
    let mut stage = Record::new(call.services.schema(&STAGE)?, 0);
    stage.set("ENTITY_ID", board.id as i64);
    stage.set("ENTITY_TYPE", board.kind);
    stage.set("BOARD", board.key().as_str());
    Ok(stage)
}

/// Gives a board that has no stages those of a fresh one.
///
/// # Errors
/// When the store fails.
pub fn ensure(call: &Call, board: &Board) -> Result<Option<Ticket>> {
    retry(|| {
        if !stages(call, board)?.is_empty() {
            return Ok(None);
        }
        let mut commit = Commit::by(call);
        begin(call, board, &mut commit)?;
        Ok(Some(commit.run(call.services)?))
    })
}

/// Adds the stages of a fresh board to a commit.
///
/// # Errors
/// When the store fails.
pub fn begin(call: &Call, board: &Board, commit: &mut Commit) -> Result<Vec<Record>> {
    // Two who look at a new board at once: one of them finds the stages of the other.
    let key = keys::unique(STAGE.name, "BOARD", board.key().as_bytes());
    commit.checks.push(Check::Absent(key.clone()));
    commit.ops.push(Put::Put(key, Vec::new()));
    let fresh: &[Fresh] = if board.kind == "U" { &PLANNER } else { &KANBAN };
    let mut made = Vec::new();
    for ((titles, kind, color), place) in fresh.iter().zip(1..) {
        let mut stage = draft(call, board)?;
        stage.id = call.services.store.next_ids(STAGE.name, 1)?;
        stage.set("TITLE", titles[call.services.language as usize]);
        stage.set("COLOR", *color);
        if !kind.is_empty() {
            stage.set("SYSTEM_TYPE", *kind);
        }
        stage.set("SORT", place * STEP);
        commit.save(None, &stage);
        made.push(stage);
    }
    Ok(made)
}

/// Puts a stage after another among those of its board, or first; what has to make room moves.
pub fn arrange(commit: &mut Commit, others: Vec<Record>, mut stage: Record, old: Option<&Record>, after: i64) {
    let place = others.iter().position(|other| other.id as i64 == after).map_or(0, |at| at + 1);
    stage.set("SORT", (place as i64 + 1) * STEP);
    commit.save(old, &stage);
    for (at, other) in others.iter().enumerate() {
        let sort = (at as i64 + 1 + i64::from(at >= place)) * STEP;
        if other.int("SORT") != sort {
            let mut moved = other.clone();
            moved.set("SORT", sort);
            commit.save(Some(other), &moved);
        }
    }
}
