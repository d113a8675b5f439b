//! Nothing acknowledged may be lost when the power fails. Killing a process proves nothing, since
//! the system keeps what it wrote; so a process at work is recorded down to every write and sync,
//! the record is cut at many moments, and each time a disk is built from what was synced by then
//! and nothing, a part or torn sectors of the rest. Every such disk must open and be right.
//!
//! `PORTICO_POWER_LOSS_IMAGES` (default 120) and `PORTICO_POWER_LOSS_SEED` repeat or lengthen a run.
#![cfg(target_os = "linux")]

#[path = "disk/image.rs"]
mod image;
#[path = "disk/shim.rs"]
mod shim;
#[path = "disk/trace.rs"]
mod trace;
#[path = "power_loss/work.rs"]
mod work;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::SystemTime;

use image::{Dice, Disk, Rest};
use tempfile::TempDir;
use trace::Note;
use work::Acknowledged;

const TEST: &str = "what_was_acknowledged_survives_a_power_loss";

/// What a process did, from which state of the disk.
struct Recording {
    before: Disk,
    acknowledged: Acknowledged,
    notes: Vec<Note>,
}

/// A disk after a power loss.
struct Left {
    dir: TempDir,
    acknowledged: Acknowledged,
    story: String,
}

#[test]
fn what_was_acknowledged_survives_a_power_loss() {
    if let Some(root) = shim::root() {
        let number = |name| setting(name).unwrap();
        let marks = PathBuf::from(std::env::var_os("DISK_MARKS").unwrap());
        return work::work(&root, &marks, number("SESSIONS"), number("CHANGES"));
    }
    let images = setting("PORTICO_POWER_LOSS_IMAGES").unwrap_or(120) as usize;
    let seed = setting("PORTICO_POWER_LOSS_SEED").unwrap_or_else(any_seed);
    println!("{images} images, PORTICO_POWER_LOSS_SEED={seed}");
    let mut dice = Dice(seed);

    // Long runs work long enough for the engine to fill segments and reuse them.
    let changes = if images > 1_000 { 1_500 } else { 50 };
    let first = record(None, 3, changes);
    // A second loss, while the first is being recovered from and after.
    let mut wrecked = None;
    leave(&first, 1, false, &mut dice, |left| wrecked = Some(left));
    let second = record(wrecked, 2, changes);

    let mut problems = examine(&first, images * 2 / 3, false, &mut dice);
    problems.extend(examine(&second, images - images * 2 / 3, false, &mut dice));
    assert!(problems.is_empty(), "seed {seed}:\n{}", problems.join("\n"));

    // If `fdatasync` did nothing: the examination has to notice.
    let noticed = examine(&first, 30, true, &mut dice);
    println!("without fdatasync {} of 30 disks are wrong: {}", noticed.len(), noticed.join("; "));
    assert!(!noticed.is_empty(), "seed {seed}: the examination notices nothing");
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().expect("a number"))
}

fn any_seed() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    now.as_micros() as u64 % 1_000_000_007
}

/// Runs the process on an empty disk, or on one after a power loss, and reads its trace.
fn record(on: Option<Left>, sessions: u32, changes: u32) -> Recording {
    let (scratch, fresh) = (place(), place());
    let (dir, acknowledged) = on.map_or((fresh, Acknowledged::new()), |left| (left.dir, left.acknowledged));
    let root = dir.path().canonicalize().unwrap();
    let before = Disk::new(&root);
    let mut command = shim::command(TEST, &root, scratch.path());
    command.env("DISK_TRACE", scratch.path().join("trace")).env("DISK_MARKS", scratch.path().join("marks"));
    command.env("SESSIONS", sessions.to_string()).env("CHANGES", changes.to_string());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let notes = trace::parse(&fs::read(scratch.path().join("trace")).unwrap());
    assert!(notes.iter().any(|note| matches!(note, Note::Mark(mark) if mark == "closed")));
    Recording { before, acknowledged, notes }
}

/// Cuts a recording at some moments and says what is wrong with what is left.
fn examine(recording: &Recording, images: usize, deaf: bool, dice: &mut Dice) -> Vec<String> {
    // One disk is built while the one before it is examined.
    let (sender, receiver) = mpsc::sync_channel::<Left>(1);
    thread::scope(|scope| {
        let examiner = scope.spawn(move || {
            let wrong = receiver.iter().filter_map(|left| Some(format!("{}: {}", left.story, problem(&left)?)));
            wrong.collect()
        });
        leave(recording, images, deaf, dice, |left| sender.send(left).unwrap());
        drop(sender);
        examiner.join().unwrap()
    })
}

/// What is wrong with a disk; on some kinds of damage the engine panics.
fn problem(left: &Left) -> Option<String> {
    let examined =
        catch_unwind(|| work::examine(left.dir.path(), &left.acknowledged).map_err(|error| error.to_string()));
    examined.unwrap_or_else(|_| Err("a panic".to_owned())).err()
}

/// Hands out what power losses at some moments leave.
fn leave(recording: &Recording, images: usize, deaf: bool, dice: &mut Dice, mut hand: impl FnMut(Left)) {
    let mut disk = recording.before.clone();
    disk.deaf_to_fdatasync = deaf;
    let mut acknowledged = recording.acknowledged.clone();
    let mut at = 0;
    for cut in cuts(&recording.notes, images, dice) {
        for note in &recording.notes[at..cut] {
            disk.advance(note);
            acknowledge(&mut acknowledged, note);
        }
        at = cut;
        let rest = [Rest::Nothing, Rest::Prefix, Rest::Torn, Rest::Torn, Rest::Everything][dice.below(5)];
        let dir = place();
        disk.leave(dir.path(), rest, dice);
        let story = format!("cut at {cut} of {}, rest {rest:?}", recording.notes.len());
        hand(Left { dir, acknowledged: acknowledged.clone(), story });
    }
}

fn acknowledge(acknowledged: &mut Acknowledged, note: &Note) {
    let Note::Mark(mark) = note else { return };
    let Some((writer, count)) = mark.split_once(' ') else { return };
    acknowledged.insert(writer.to_owned(), count.parse().unwrap());
}

/// Moments to cut at, ascending: two fifths just after an acknowledgement, when a promise is
/// youngest, two fifths while the store is being opened, the others anywhere.
fn cuts(notes: &[Note], images: usize, dice: &mut Dice) -> Vec<usize> {
    let (mut promises, mut opening, mut inside) = (vec![], vec![], false);
    for (at, note) in notes.iter().enumerate() {
        match note {
            Note::Mark(mark) if mark == "opening" => inside = true,
            Note::Mark(mark) if mark == "opened" => inside = false,
            Note::Mark(_) => promises.push(at + 1),
            _ => {}
        }
        if inside {
            opening.push(at + 1);
        }
    }
    let mut cuts: Vec<usize> = (0..images)
        .map(|image| match image % 5 {
            0 | 1 => promises[dice.below(promises.len())],
            2 | 3 => opening[dice.below(opening.len())],
            _ => dice.below(notes.len() + 1),
        })
        .collect();
    cuts.sort_unstable();
    cuts
}

/// A directory in memory where there is such a thing: the disks of this test need no real one.
fn place() -> TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir()).unwrap()
}
