//! The zoo: each bug must be caught, and soon.

#[cfg(feature = "zoo")]
use domain::zoo::Bug;

/// Lets the named bug loose; false, with a sentence, where there is none of that name.
#[cfg(feature = "zoo")]
pub(crate) fn choose(name: Option<&str>) -> bool {
    let Some(name) = name else { return true };
    let Some(bug) = Bug::of_word(name) else {
        println!("There is no bug {name}. There are: {}.", Bug::ALL.map_words());
        return false;
    };
    domain::zoo::choose(Some(bug));
    true
}

#[cfg(feature = "zoo")]
trait Words {
    fn map_words(&self) -> String;
}

#[cfg(feature = "zoo")]
impl Words for [Bug] {
    fn map_words(&self) -> String {
        self.iter().map(|bug| bug.word()).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(not(feature = "zoo"))]
pub(crate) fn choose(name: Option<&str>) -> bool {
    if name.is_some() {
        println!("This build has no zoo: `cargo xtask sim` builds one that has.");
    }
    name.is_none()
}

#[cfg(not(feature = "zoo"))]
pub(crate) fn hunt(_: &[String], _: u64) -> bool {
    choose(Some(""))
}

/// Looks for each of these bugs, or for all of them where none is named. From each start, seeds are tried in turn until
/// one catches it.
#[cfg(feature = "zoo")]
pub(crate) fn hunt(names: &[String], most: u64) -> bool {
    let mut bugs: Vec<Bug> = Vec::new();
    for name in names {
        if !choose(Some(name)) {
            return false;
        }
        bugs.extend(Bug::of_word(name));
    }
    if bugs.is_empty() {
        bugs.extend(Bug::ALL);
    }
    println!("{:38} {:>7} {:>7}  invariants", "bug", "median", "worst");
    let mut passed = true;
    for bug in bugs {
        let line = caught(bug, most);
        match line {
            Some((median, worst, by)) => println!("{:38} {median:>7} {worst:>7}  {by}", bug.word()),
            None => {
                println!("{:38} NOT CAUGHT within {most} seeds", bug.word());
                passed = false;
            }
        }
    }
    domain::zoo::choose(None);
    passed
}

/// After how many seeds a bug is caught: the median and the worst of several starts, and by which invariants.
#[cfg(feature = "zoo")]
fn caught(bug: Bug, most: u64) -> Option<(u64, u64, String)> {
    /// So many times it is looked for, each time from another seed on.
    const STARTS: u64 = 7;
    let workers: Vec<_> = (0..STARTS)
        .map(|start| {
            std::thread::spawn(move || {
                domain::zoo::choose(Some(bug));
                (0..most).find_map(|tried| {
                    let seed = start * 1_000_000 + tried;
                    crate::run(seed).err().map(|violation| (tried + 1, violation.invariant))
                })
            })
        })
        .collect();
    let mut found = Vec::new();
    for worker in workers {
        found.push(worker.join().ok()??);
    }
    found.sort_unstable();
    let mut by: Vec<&str> = found.iter().map(|(_, invariant)| *invariant).collect();
    by.sort_unstable();
    by.dedup();
    let worst = found.last().map_or(0, |(tried, _)| *tried);
    Some((found[found.len() / 2].0, worst, by.join(" ")))
}
