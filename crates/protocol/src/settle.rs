//! What a receipt settles. The device believes only an equal head.

use domain::bug;

use crate::marks::{Held, Marks};

/// What a receipt comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// The centre holds our history up to here: that, and nothing else, is settled. Less than before where the centre
    /// was restored; what it lost is then sent again.
    Through {
        /// The new mark.
        acked: u64,
        /// The new second mark.
        durable: u64,
    },
    /// The centre's stream goes on where ours is another, or has ended: a restored or cloned vault.
    Differs {
        /// The first number that is known to differ.
        at: u64,
    },
}

/// `ours` is this device's own head at the number that the receipt names; none behind its end. `known` is the number up
/// to which what was just sent goes: the centre compared our heads up to there, and did not refuse them as a fork.
#[must_use]
pub fn settle(marks: &Marks, held: &Held, ours: Option<[u8; 32]>, known: u64) -> Settle {
    if bug!(SettleAllInsteadOfTheNamed) {
        return Settle::Through { acked: marks.end, durable: held.durable.min(marks.end) };
    }
    if bug!(SequenceReusedAfterRollback) {
        let acked = held.acked.min(marks.end);
        return Settle::Through { acked, durable: held.durable.min(acked) };
    }
    match ours {
        Some(ours) if ours == held.head => {
            // No further than what was just sent: of what an unheard push stored, it is not known yet what is kept aside.
            let acked = held.acked.min(marks.end).min(known.max(marks.acked));
            if bug!(RestoreIgnored) && acked < marks.acked {
                return Settle::Through { acked: marks.acked, durable: marks.durable };
            }
            Settle::Through { acked, durable: held.durable.min(acked) }
        }
        // What the centre has behind a stream that was closed is another history, and is known to be.
        Some(_) | None if marks.closed => {
            let acked = known.min(marks.end);
            Settle::Through { acked, durable: held.durable.min(acked) }
        }
        Some(_) => Settle::Differs { at: held.acked },
        None => Settle::Differs { at: marks.head.seq + 1 },
    }
}

/// The marks where the centre says that it wants a stream from `want` on: what lies behind is no longer said to be held.
#[must_use]
pub fn rewound(marks: &Marks, want: u64) -> Settle {
    let acked = want.saturating_sub(1).min(marks.acked);
    if bug!(RestoreIgnored) {
        return Settle::Through { acked: marks.acked, durable: marks.durable };
    }
    Settle::Through { acked, durable: marks.durable.min(acked) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Head, StreamId};

    const STREAM: StreamId = StreamId::from_bytes([1; 16]);

    fn marks(end: u64, acked: u64, durable: u64) -> Marks {
        Marks {
            stream: STREAM,
            head: Head { seq: 10, hash: [10; 32] },
            end,
            closed: end < 10,
            acked,
            durable,
        }
    }

    fn held(acked: u64, durable: u64) -> Held {
        Held { stream: STREAM, acked, head: [7; 32], durable }
    }

    #[test]
    fn an_equal_head_settles_what_it_names_and_no_more() {
        let settled = settle(&marks(10, 2, 0), &held(7, 3), Some([7; 32]), 7);
        assert_eq!(settled, Settle::Through { acked: 7, durable: 3 }, "three more wait and stay waiting");
    }

    #[test]
    fn what_an_unheard_push_stored_is_sent_again_before_it_is_settled() {
        let settled = settle(&marks(10, 2, 0), &held(7, 7), Some([7; 32]), 4);
        assert_eq!(
            settled,
            Settle::Through { acked: 4, durable: 4 },
            "else nobody is told what of it is kept aside"
        );
    }

    #[test]
    fn a_mark_gone_backwards_is_believed() {
        let settled = settle(&marks(10, 9, 8), &held(4, 2), Some([7; 32]), 7);
        assert_eq!(
            settled,
            Settle::Through { acked: 4, durable: 2 },
            "a restored centre gets the rest again"
        );
        let wanted = rewound(&marks(10, 9, 8), 5);
        assert_eq!(wanted, Settle::Through { acked: 4, durable: 4 }, "so does one that says what it wants");
    }

    #[test]
    fn another_head_settles_nothing() {
        assert_eq!(
            settle(&marks(10, 2, 0), &held(7, 7), Some([8; 32]), 7),
            Settle::Differs { at: 7 },
            "another history"
        );
        assert_eq!(
            settle(&marks(10, 2, 0), &held(12, 7), None, 10),
            Settle::Differs { at: 11 },
            "it has more than we do"
        );
    }

    #[test]
    fn a_closed_stream_is_settled_to_where_it_was_closed() {
        let settled = settle(&marks(6, 2, 0), &held(7, 7), Some([7; 32]), 7);
        assert_eq!(
            settled,
            Settle::Through { acked: 6, durable: 6 },
            "what lies behind goes on in a later stream"
        );
    }
}
