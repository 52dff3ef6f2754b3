//! What to do about a run: a decision, taken from what is stored and what came, with nothing else looked at.

use domain::{Head, bug};

use super::run::Run;

/// The decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// All of it is stored already: a repeat, which is success.
    Known,
    /// All after the first `skip` events is new.
    Append {
        /// How many of it are stored already.
        skip: usize,
    },
    /// It begins after a hole; `want` is the number to begin at.
    Gap {
        /// The next number of the stream.
        want: u64,
    },
    /// It is another history than the one stored.
    Fork {
        /// A number that differs.
        at: u64,
        /// It is the first one: the number before it is the same on both sides.
        is_first: bool,
    },
}

/// `stored` are the heads of the stream from the one before the run up to its end, as far as there are any.
#[must_use]
pub fn plan(head: Head, stored: &[Head], run: &Run) -> Plan {
    if bug!(IdempotencyByBatchKeyOnly) && !run.links.is_empty() && run.after() != head {
        return Plan::Append { skip: 0 };
    }
    if run.before.seq > head.seq {
        return Plan::Gap { want: head.seq + 1 };
    }
    let sent = std::iter::once(run.before).chain(run.links.iter().map(|link| link.head));
    for sent in sent.take_while(|sent| sent.seq <= head.seq).filter(|sent| sent.seq > 0) {
        // The hash at a number covers everything up to it: equal hashes are equal histories.
        if !bug!(SequenceReusedAfterRollback) && !stored.contains(&sent) {
            return Plan::Fork { at: sent.seq, is_first: sent.seq > run.before.seq };
        }
    }
    let skip = usize::try_from(head.seq - run.before.seq).unwrap_or(usize::MAX);
    if skip >= run.links.len() { Plan::Known } else { Plan::Append { skip } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::run::Arrived;
    use domain::{EventId, Private, Salt, StreamId};

    const STREAM: StreamId = StreamId::from_bytes([7; 16]);

    fn events(count: u8) -> Vec<Arrived> {
        let event = |number| Arrived {
            id: EventId::mint(1, [number; 10]),
            salt: Salt([number; 16]),
            body: Private::new(format!("{{\"number\":{number}}}").into_bytes()),
        };
        (1..=count).map(event).collect()
    }

    fn stored(run: &Run) -> Vec<Head> {
        run.links.iter().map(|link| link.head).collect()
    }

    /// The plan for `sent`, where the ledger holds `held`.
    fn planned(held: &Run, sent: &Run) -> Plan {
        plan(held.after(), &stored(held), sent)
    }

    fn from(run: &Run, seq: usize, count: usize) -> Run {
        let all: Vec<Arrived> = run.links.iter().map(|link| link.arrived.clone()).collect();
        let before = if seq == 1 { Head::EMPTY } else { run.links[seq - 2].head };
        Run::new(STREAM, before, all[seq - 1..seq - 1 + count].to_vec())
    }

    #[test]
    fn a_run_is_appended_after_what_is_held_and_a_repeat_is_known() {
        let whole = Run::new(STREAM, Head::EMPTY, events(6));
        let held = from(&whole, 1, 3);
        assert_eq!(planned(&held, &from(&whole, 4, 3)), Plan::Append { skip: 0 }, "the next three");
        assert_eq!(planned(&held, &from(&whole, 2, 4)), Plan::Append { skip: 2 }, "two of four are held");
        assert_eq!(planned(&held, &from(&whole, 1, 3)), Plan::Known, "a repeat");
        assert_eq!(planned(&held, &from(&whole, 2, 1)), Plan::Known, "part of a repeat");
        assert_eq!(planned(&held, &from(&whole, 6, 1)), Plan::Gap { want: 4 }, "5 is missing, and 4");
    }

    #[test]
    fn another_history_is_a_fork_at_the_first_number_that_differs() {
        let whole = Run::new(STREAM, Head::EMPTY, events(5));
        let mut changed = events(5);
        changed[2].salt = Salt([99; 16]);
        let other = Run::new(STREAM, Head::EMPTY, changed);
        assert_eq!(planned(&whole, &other), Plan::Fork { at: 3, is_first: true }, "the third differs");
        assert_eq!(
            planned(&whole, &from(&other, 5, 1)),
            Plan::Fork { at: 4, is_first: false },
            "the head before it differs"
        );
        assert_eq!(planned(&from(&whole, 1, 2), &other), Plan::Append { skip: 2 }, "what is held agrees");
    }
}
