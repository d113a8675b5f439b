//! A model of a disk with a write cache: what was synced is there after a power loss, of the rest
//! anything may be.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::trace::Note;

/// What the disk kept of the changes that were not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    Nothing,
    /// Of each file and directory the first few.
    Prefix,
    /// Of each file any sectors of 512 bytes, of each directory the first few.
    Torn,
    Everything,
}

/// Numbers that look random and follow from a seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

/// The disk at one moment of a trace.
#[derive(Clone)]
pub struct Disk {
    files: Vec<Cached<Vec<u8>, FileChange>>,
    dirs: Vec<Cached<BTreeMap<String, Node>, DirChange>>,
    nodes: HashMap<u64, Node>,
    /// The names as the process sees them, by directory.
    seen: Vec<BTreeMap<String, Node>>,
    /// Disbelieve `fdatasync`, to show that the test notices.
    pub deaf_to_fdatasync: bool,
}

#[derive(Clone, Copy)]
enum Node {
    File(usize),
    Dir(usize),
}

/// A durable state, the changes in the cache, and how many changes each running sync covers.
#[derive(Clone)]
struct Cached<S, C> {
    durable: S,
    cached: VecDeque<C>,
    /// How many changes have become durable so far.
    settled: usize,
    syncs: HashMap<u64, usize>,
}

#[derive(Clone)]
enum FileChange {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

#[derive(Clone)]
enum DirChange {
    Set(String, Node),
    Rename(String, String, Node),
    Remove(String),
}

const SECTOR: usize = 512;

impl Disk {
    /// The disk with the contents of `root`, all of it durable.
    pub fn new(root: &Path) -> Disk {
        let mut disk =
            Disk { files: vec![], dirs: vec![], nodes: HashMap::new(), seen: vec![], deaf_to_fdatasync: false };
        disk.adopt(root);
        disk
    }

    fn adopt(&mut self, path: &Path) -> Node {
        let metadata = fs::metadata(path).unwrap();
        let node = self.add(metadata.ino(), metadata.is_dir());
        match node {
            Node::File(file) => self.files[file].durable = fs::read(path).unwrap(),
            Node::Dir(dir) => {
                for entry in fs::read_dir(path).unwrap() {
                    let entry = entry.unwrap();
                    let child = self.adopt(&entry.path());
                    self.seen[dir].insert(entry.file_name().into_string().unwrap(), child);
                }
                self.dirs[dir].durable = self.seen[dir].clone();
            }
        }
        node
    }

    fn add(&mut self, inode: u64, is_dir: bool) -> Node {
        let node = if is_dir {
            self.dirs.push(Cached::new());
            self.seen.push(BTreeMap::new());
            Node::Dir(self.dirs.len() - 1)
        } else {
            self.files.push(Cached::new());
            Node::File(self.files.len() - 1)
        };
        self.nodes.insert(inode, node);
        node
    }

    /// Takes the next note of the trace.
    pub fn advance(&mut self, note: &Note) {
        match note {
            Note::Write { file, at, bytes } => self.file(*file).cached.push_back(FileChange::Write(*at, bytes.clone())),
            Note::Truncate { file, length } => self.file(*file).cached.push_back(FileChange::Truncate(*length)),
            Note::Create { parent, node, is_dir, name } => {
                let (dir, node) = (self.dir(*parent), self.add(*node, *is_dir));
                self.seen[dir].insert(name.clone(), node);
                self.dirs[dir].cached.push_back(DirChange::Set(name.clone(), node));
            }
            Note::Rename { parent, from, to } => {
                let dir = self.dir(*parent);
                let node = self.seen[dir].remove(from).expect("a rename of something known");
                self.seen[dir].insert(to.clone(), node);
                self.dirs[dir].cached.push_back(DirChange::Rename(from.clone(), to.clone(), node));
            }
            Note::Remove { parent, name } => {
                let dir = self.dir(*parent);
                self.seen[dir].remove(name);
                self.dirs[dir].cached.push_back(DirChange::Remove(name.clone()));
            }
            Note::Begin { node, number } => match self.nodes[node] {
                Node::File(file) => self.files[file].begin(*number),
                Node::Dir(dir) => self.dirs[dir].begin(*number),
            },
            Note::End { data_only: true, .. } if self.deaf_to_fdatasync => {}
            Note::End { node, number, .. } => match self.nodes[node] {
                Node::File(file) => self.files[file].end(*number, change_file),
                Node::Dir(dir) => self.dirs[dir].end(*number, change_dir),
            },
            Note::Mark(_) => {}
        }
    }

    /// Writes what a power loss at this moment could leave to the directory `to`.
    pub fn leave(&self, to: &Path, rest: Rest, dice: &mut Dice) {
        self.leave_dir(0, to, rest, dice);
    }

    fn leave_dir(&self, dir: usize, to: &Path, rest: Rest, dice: &mut Dice) {
        fs::create_dir_all(to).unwrap();
        let mut names = self.dirs[dir].durable.clone();
        let kept = kept(self.dirs[dir].cached.len(), rest, dice);
        for change in self.dirs[dir].cached.iter().take(kept) {
            change_dir(&mut names, change);
        }
        for (name, node) in names {
            match node {
                Node::Dir(dir) => self.leave_dir(dir, &to.join(name), rest, dice),
                Node::File(file) => fs::write(to.join(name), self.left_of(file, rest, dice)).unwrap(),
            }
        }
    }

    fn left_of(&self, file: usize, rest: Rest, dice: &mut Dice) -> Vec<u8> {
        let file = &self.files[file];
        let mut bytes = file.durable.clone();
        if rest == Rest::Torn {
            for change in &file.cached {
                tear(&mut bytes, change, dice);
            }
            return bytes;
        }
        for change in file.cached.iter().take(kept(file.cached.len(), rest, dice)) {
            change_file(&mut bytes, change);
        }
        bytes
    }

    fn file(&mut self, inode: u64) -> &mut Cached<Vec<u8>, FileChange> {
        match self.nodes[&inode] {
            Node::File(file) => &mut self.files[file],
            Node::Dir(_) => panic!("a write to a directory"),
        }
    }

    fn dir(&self, inode: u64) -> usize {
        match self.nodes[&inode] {
            Node::Dir(dir) => dir,
            Node::File(_) => panic!("a name in a file"),
        }
    }
}

impl<S: Default, C> Cached<S, C> {
    fn new() -> Self {
        Cached { durable: S::default(), cached: VecDeque::new(), settled: 0, syncs: HashMap::new() }
    }

    fn begin(&mut self, number: u64) {
        self.syncs.insert(number, self.settled + self.cached.len());
    }

    fn end(&mut self, number: u64, apply: fn(&mut S, &C)) {
        let covered = self.syncs.remove(&number).expect("a sync that began");
        while self.settled < covered {
            let change = self.cached.pop_front().expect("a change before the sync");
            apply(&mut self.durable, &change);
            self.settled += 1;
        }
    }
}

/// How many of the first changes are kept.
fn kept(cached: usize, rest: Rest, dice: &mut Dice) -> usize {
    match rest {
        Rest::Nothing => 0,
        Rest::Prefix | Rest::Torn => dice.below(cached + 1),
        Rest::Everything => cached,
    }
}

fn change_file(bytes: &mut Vec<u8>, change: &FileChange) {
    match change {
        FileChange::Write(at, data) => put(bytes, *at, data),
        FileChange::Truncate(length) => bytes.resize(*length, 0),
    }
}

/// Applies a change as a disk does that stops in the middle of its work, in any order.
fn tear(bytes: &mut Vec<u8>, change: &FileChange, dice: &mut Dice) {
    let FileChange::Write(at, data) = change else {
        if dice.below(2) == 0 {
            change_file(bytes, change);
        }
        return;
    };
    // Some writes are torn, some arrive whole and some not at all.
    let odds = [0, 1, 2, 2][dice.below(4)];
    let mut from = 0;
    while from < data.len() {
        let to = data.len().min(from + SECTOR - (at + from) % SECTOR);
        if dice.below(2) < odds {
            put(bytes, at + from, &data[from..to]);
        }
        from = to;
    }
}

fn put(bytes: &mut Vec<u8>, at: usize, data: &[u8]) {
    if bytes.len() < at + data.len() {
        bytes.resize(at + data.len(), 0);
    }
    bytes[at..at + data.len()].copy_from_slice(data);
}

fn change_dir(names: &mut BTreeMap<String, Node>, change: &DirChange) {
    match change {
        DirChange::Set(name, node) => drop(names.insert(name.clone(), *node)),
        DirChange::Remove(name) => drop(names.remove(name)),
        DirChange::Rename(from, to, node) => {
            names.remove(from);
            names.insert(to.clone(), *node);
        }
    }
}
