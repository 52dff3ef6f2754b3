//! What to send next.

use crate::marks::Marks;

use super::{Action, Push, Run, View};

/// How many events one push may have; the sender makes it fewer where they are too large together.
const EVENTS_MAX: u64 = 500;

impl Run {
    /// What to send next.
    ///
    /// Own work goes first: what only this device has is worth more than what the centre can give again. A push is made
    /// even where nothing waits, because only its receipt can tell that the centre was restored and lacks what it once
    /// held. The stream that grows comes before those that were closed.
    ///
    /// # Errors
    /// Where the view cannot be read.
    pub fn next<V: View>(&mut self, view: &V) -> Result<Action, V::Error> {
        let streams = view.streams()?;
        let open =
            streams.iter().rev().find(|marks| marks.waiting() > 0 || !self.asked.contains(&marks.stream));
        let action = match open {
            None if self.pulled_all || self.wipe => Action::Finish,
            _ if !self.has_nonce => Action::Challenge,
            None => Action::Pull,
            Some(marks) => self.push(view, marks)?,
        };
        if !matches!(action, Action::Challenge | Action::Finish) {
            self.has_nonce = false;
        }
        self.pending = Some(action);
        Ok(action)
    }

    fn push<V: View>(&self, view: &V, marks: &Marks) -> Result<Action, V::Error> {
        let Marks { stream, acked, .. } = *marks;
        if let Some(search) = self.searches.get(&stream) {
            // An empty push after `probe` is refused as a fork exactly where our head there is not theirs.
            return Ok(Action::Push(Push { stream, from: search.probe() + 1, max: 0, opaque: false }));
        }
        let (from, waiting) = (acked + 1, marks.waiting());
        let limit = if self.max == 0 { EVENTS_MAX } else { self.max };
        if waiting > 0 && (self.deposit || !view.is_plain(stream, from)?) {
            return Ok(Action::Deposit { stream, from, max: limit.min(waiting) });
        }
        let mut max = limit.min(waiting);
        // Up to where words are missing; from there on sealed copies go.
        for seq in from..from + max {
            if !view.is_plain(stream, seq)? {
                max = seq - from;
                break;
            }
        }
        Ok(Action::Push(Push { stream, from, max, opaque: self.opaque && waiting > 0 }))
    }
}
