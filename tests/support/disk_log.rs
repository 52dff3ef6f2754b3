//! What a process did to its files, in order, and the disk as a power cut at any point may leave it.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::Chance;

/// What a disk writes whole or not at all, in bytes.
const SECTOR_BYTES: u64 = 512;

/// One thing that was done.
#[derive(Debug, Clone)]
enum Done {
    Made { inode: u64, path: PathBuf },
    Written { inode: u64, at: u64, bytes: Vec<u8> },
    Sized { inode: u64, length: u64 },
    Flushed { inode: u64 },
    FlushLost { inode: u64 },
    Renamed { from: PathBuf, to: PathBuf },
    Removed { path: PathBuf },
    Said { text: Vec<u8> },
}

/// The files of a folder as they were, all of it on the disk, and what was done to them then.
pub struct DiskLog {
    before: Disk,
    done: Vec<Done>,
    /// A system gives the number of a removed file to the next new one: here each file has a number of its own.
    numbers: BTreeMap<u64, u64>,
    made: u64,
}

/// What is on the disk for certain, and what was done since and may be there or not.
#[derive(Clone, Default)]
struct Disk {
    files: BTreeMap<u64, File>,
    names: BTreeMap<PathBuf, u64>,
    names_since: Vec<Done>,
    folder: u64,
}

#[derive(Clone, Default)]
struct File {
    flushed: Vec<u8>,
    since: Vec<Done>,
}

/// How what was not flushed fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// None of it is there.
    Gone,
    /// All of it is.
    Kept,
    /// It is, up to some point.
    UpTo,
    /// Each sector by itself, in whatever order the disk chose.
    Torn,
}

impl DiskLog {
    /// Reads the files of a folder before the process runs.
    pub fn before(folder: &Path) -> Self {
        let mut disk = Disk { folder: std::fs::metadata(folder).expect("a folder").ino(), ..Disk::default() };
        for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
            let inode = entry.metadata().expect("a file").ino();
            let flushed = std::fs::read(entry.path()).expect("a file");
            disk.files.insert(inode, File { flushed, since: Vec::new() });
            disk.names.insert(entry.path(), inode);
        }
        Self { before: disk, done: Vec::new(), numbers: BTreeMap::new(), made: 0 }
    }

    /// Takes in what the process did.
    pub fn take_in(&mut self, log: &Path) {
        let bytes = std::fs::read(log).expect("the log of the process");
        let mut rest = bytes.as_slice();
        while let Some((head, tail)) = rest.split_first_chunk::<25>() {
            let number = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().expect("eight bytes"));
            let length = usize::try_from(number(17)).expect("a length");
            // A process that was killed may have written half a record: it had not done what it speaks of.
            let Some(text) = tail.get(..length) else { break };
            rest = &tail[length..];
            let inode = self.file(head[0], number(1));
            self.done.push(read(head[0], inode, number(9), text));
        }
    }

    fn file(&mut self, what: u8, inode: u64) -> u64 {
        /// Far above what a file system counts up to.
        const MADE: u64 = 1 << 60;
        if what == b'C' {
            self.made += 1;
            self.numbers.insert(inode, MADE + self.made);
        }
        self.numbers.get(&inode).copied().unwrap_or(inode)
    }

    /// How many things were done.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// How many of them changed a file, or flushed one: what a fault can strike.
    pub fn changes(&self) -> usize {
        self.done.iter().filter(|done| !matches!(done, Done::Said { .. })).count()
    }

    /// What the process had said before the `cut`-th thing was done.
    pub fn said_before(&self, cut: usize) -> String {
        let said = self.done[..cut].iter().filter_map(|done| {
            let Done::Said { text } = done else { return None };
            Some(text.as_slice())
        });
        String::from_utf8(said.collect::<Vec<_>>().concat()).expect("commands print UTF-8")
    }

    /// Writes the folder as a power cut after `cut` things may leave it. `as_sparse` names files whose content matters
    /// to nobody: they are made with their length alone.
    pub fn after_a_cut(&self, cut: usize, chance: &mut Chance, folder: &Path, as_sparse: &str) {
        let mut disk = self.before.clone();
        for done in &self.done[..cut] {
            disk.takes(done);
        }
        let fate = match chance.below(4) {
            0 => Fate::Gone,
            1 => Fate::Kept,
            2 => Fate::UpTo,
            _ => Fate::Torn,
        };
        // A journal keeps the order of names: some of the last changes are lost, never one in the middle.
        let kept = usize::try_from(chance.below(disk.names_since.len() as u64 + 1)).expect("a count");
        let names = std::mem::take(&mut disk.names_since);
        names.iter().take(kept).for_each(|done| disk.renames(done));
        for (path, inode) in &disk.names {
            let file = disk.files.get(inode).cloned().unwrap_or_default();
            let name = path.file_name().expect("a name");
            let bytes = file.after(fate, chance);
            let to = folder.join(name);
            if name == as_sparse {
                let file = std::fs::File::create(to).expect("a file");
                file.set_len(bytes.len() as u64).expect("a length");
            } else {
                std::fs::write(to, bytes).expect("a file");
            }
        }
    }
}

impl Disk {
    fn takes(&mut self, done: &Done) {
        match done {
            Done::Made { inode, .. } => {
                self.files.insert(*inode, File::default());
                self.names_since.push(done.clone());
            }
            Done::Written { inode, .. } | Done::Sized { inode, .. } => {
                self.files.entry(*inode).or_default().since.push(done.clone());
            }
            Done::Flushed { inode } if *inode == self.folder => {
                let names = std::mem::take(&mut self.names_since);
                names.iter().for_each(|done| self.renames(done));
            }
            Done::Flushed { inode } => {
                let file = self.files.entry(*inode).or_default();
                let since = std::mem::take(&mut file.since);
                since.iter().for_each(|done| apply(&mut file.flushed, done));
            }
            Done::FlushLost { inode } => self.files.entry(*inode).or_default().since.clear(),
            Done::Renamed { .. } | Done::Removed { .. } => self.names_since.push(done.clone()),
            Done::Said { .. } => {}
        }
    }

    fn renames(&mut self, done: &Done) {
        match done {
            Done::Made { inode, path } => {
                self.names.insert(path.clone(), *inode);
            }
            Done::Renamed { from, to } => {
                if let Some(inode) = self.names.remove(from) {
                    self.names.insert(to.clone(), inode);
                }
            }
            Done::Removed { path } => {
                self.names.remove(path);
            }
            Done::Written { .. }
            | Done::Sized { .. }
            | Done::Flushed { .. }
            | Done::FlushLost { .. }
            | Done::Said { .. } => {}
        }
    }
}

impl File {
    fn after(self, fate: Fate, chance: &mut Chance) -> Vec<u8> {
        let Self { mut flushed, since } = self;
        let count = match fate {
            Fate::Gone => 0,
            Fate::Kept | Fate::Torn => since.len(),
            Fate::UpTo => usize::try_from(chance.below(since.len() as u64 + 1)).expect("a count"),
        };
        for done in &since[..count] {
            match (fate, done) {
                (Fate::Torn, Done::Written { inode, at, bytes }) => {
                    for (at, sector) in sectors(*at, bytes) {
                        if chance.coin() {
                            let done = Done::Written { inode: *inode, at, bytes: sector.to_vec() };
                            apply(&mut flushed, &done);
                        }
                    }
                }
                (Fate::Torn, Done::Sized { .. }) if chance.coin() => {}
                _ => apply(&mut flushed, done),
            }
        }
        flushed
    }
}

/// A write in parts of which each lies in one sector.
fn sectors(at: u64, bytes: &[u8]) -> Vec<(u64, &[u8])> {
    let (mut found, mut at, mut rest) = (Vec::new(), at, bytes);
    while !rest.is_empty() {
        let room = usize::try_from(SECTOR_BYTES - at % SECTOR_BYTES).expect("a sector");
        let (part, behind) = rest.split_at(room.min(rest.len()));
        found.push((at, part));
        at += part.len() as u64;
        rest = behind;
    }
    found
}

fn apply(content: &mut Vec<u8>, done: &Done) {
    match done {
        Done::Written { at, bytes, .. } => {
            let at = usize::try_from(*at).expect("an offset");
            let end = at + bytes.len();
            if content.len() < end {
                content.resize(end, 0);
            }
            content[at..end].copy_from_slice(bytes);
        }
        Done::Sized { length, .. } => content.resize(usize::try_from(*length).expect("a length"), 0),
        Done::Made { .. }
        | Done::Flushed { .. }
        | Done::FlushLost { .. }
        | Done::Renamed { .. }
        | Done::Removed { .. }
        | Done::Said { .. } => {}
    }
}

fn read(what: u8, inode: u64, number: u64, text: &[u8]) -> Done {
    let path = |bytes: &[u8]| PathBuf::from(String::from_utf8(bytes.to_vec()).expect("a path"));
    match what {
        b'C' => Done::Made { inode, path: path(text) },
        b'W' => Done::Written { inode, at: number, bytes: text.to_vec() },
        b'T' => Done::Sized { inode, length: number },
        b'S' => Done::Flushed { inode },
        b'L' => Done::FlushLost { inode },
        b'R' => {
            let end = text.iter().position(|byte| *byte == 0).expect("two names");
            Done::Renamed { from: path(&text[..end]), to: path(&text[end + 1..]) }
        }
        b'U' => Done::Removed { path: path(text) },
        b'A' => Done::Said { text: text.to_vec() },
        other => panic!("no such record: {other}"),
    }
}
