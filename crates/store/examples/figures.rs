//! Prints how fast the store is on this machine:
//! `cargo run --release -p store --example figures [-- directory]`.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use store::{Check, Direction, Durability, KeyRange, Op, Options, Store, StoreError, keys};

/// How long each figure is measured.
const SPAN: Duration = Duration::from_secs(2);

/// Records in the store while reading is measured.
const RECORDS: u64 = 100_000;

fn main() -> Result<(), StoreError> {
    let temporary = tempfile::tempdir()?;
    let dir = std::env::args().nth(1).map_or(temporary.path().to_owned(), Into::into);
    let store = Store::open(&dir, Options::default())?;
    fill(&store)?;
    for writers in [1, 16, 64] {
        let rate = rate(writers, |seed| durable(&store, seed));
        println!("durable commits (record, 3 index entries, counter), {writers:>2} writers: {rate:>9.0}/s");
    }
    for writers in [1, 16, 64] {
        let rate = rate(writers, |seed| put(&store, seed).and_then(|()| store.flush()));
        println!("durable single puts, {writers:>2} writers:                             {rate:>9.0}/s");
    }
    println!("relaxed commits, 1 writer:   {:>9.0}/s", rate(1, |seed| commit(&store, seed).map(drop)));
    println!("get, 1 reader:               {:>9.0}/s", rate(1, |seed| get(&store, seed)));
    println!("get, 2 readers:              {:>9.0}/s", rate(2, |seed| get(&store, seed)));
    println!("scan of 50, 1 reader:        {:>9.0}/s", rate(1, |seed| scan(&store, seed)));
    mixed(&store);
    drop(store);
    reopen(&dir)
}

fn fill(store: &Store) -> Result<(), StoreError> {
    for id in 0..RECORDS {
        store.commit(&[], vec![Op::Put(keys::record("deal", id), vec![7; 400])], Durability::Relaxed)?;
    }
    store.flush()
}

fn durable(store: &Store, seed: u64) -> Result<(), StoreError> {
    commit(store, seed)?.wait()
}

fn commit(store: &Store, seed: u64) -> Result<store::Ticket, StoreError> {
    let id = store.next_ids("lead", 1)?;
    let value = seed.to_be_bytes();
    let index = |field| Op::List(keys::index("lead", field, &value, id));
    let ops = vec![
        Op::Put(keys::record("lead", id), vec![7; 400]),
        index("TITLE"),
        index("STATUS_ID"),
        index("DATE_CREATE"),
        Op::Add(keys::count("lead", b""), 1),
    ];
    store.commit(&[Check::Absent(keys::record("lead", id))], ops, Durability::Durable)
}

fn put(store: &Store, seed: u64) -> Result<(), StoreError> {
    let key = keys::record("deal", seed % RECORDS);
    store.commit(&[], vec![Op::Put(key, vec![8; 400])], Durability::Relaxed).map(drop)
}

fn get(store: &Store, seed: u64) -> Result<(), StoreError> {
    store.get(&keys::record("deal", seed % RECORDS)).map(drop)
}

fn scan(store: &Store, seed: u64) -> Result<(), StoreError> {
    let from = keys::record("deal", seed % (RECORDS - 50));
    let range = KeyRange { start: from, end: keys::records("deal").end };
    store.scan(&range, Direction::Up, 50).map(drop)
}

/// Reads beside sixteen durable writers: how many, and the slowest of a hundred.
fn mixed(store: &Store) {
    let done = AtomicBool::new(false);
    let mut times = Vec::new();
    thread::scope(|scope| {
        for writer in 0..16 {
            let done = &done;
            scope.spawn(move || {
                let mut seed = writer;
                while !done.load(Ordering::Relaxed) {
                    seed = next(seed);
                    durable(store, seed).expect("a durable commit");
                }
            });
        }
        let (started, mut seed) = (Instant::now(), 1);
        while started.elapsed() < SPAN {
            seed = next(seed);
            let begun = Instant::now();
            get(store, seed).expect("a read");
            times.push(begun.elapsed());
        }
        done.store(true, Ordering::Relaxed);
    });
    times.sort_unstable();
    let at = |part: f64| times[(times.len() as f64 * part) as usize];
    let rate = times.len() as f64 / SPAN.as_secs_f64();
    println!(
        "get beside 16 writers:       {rate:>9.0}/s, p50 {:?}, p99 {:?}, p99.9 {:?}",
        at(0.5),
        at(0.99),
        at(0.999)
    );
}

fn reopen(dir: &Path) -> Result<(), StoreError> {
    let begun = Instant::now();
    let store = Store::open(dir, Options::default())?;
    println!("reopening {} MB:             {:?}", store.size_on_disk()? >> 20, begun.elapsed());
    let begun = Instant::now();
    let report = store.check()?;
    println!("checking {} entries:     {:?}", report.values + report.numbers, begun.elapsed());
    Ok(())
}

/// How often per second `work` is done by some threads together.
fn rate(threads: u64, work: impl Fn(u64) -> Result<(), StoreError> + Sync) -> f64 {
    let count = AtomicU64::new(0);
    let begun = Instant::now();
    thread::scope(|scope| {
        for thread in 0..threads {
            let (count, work) = (&count, &work);
            scope.spawn(move || {
                let mut seed = thread;
                while begun.elapsed() < SPAN {
                    seed = next(seed);
                    work(seed).expect("the store works");
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    count.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}

fn next(seed: u64) -> u64 {
    let mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 31)
}
