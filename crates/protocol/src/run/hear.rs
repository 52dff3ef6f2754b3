//! What to do about an answer.

use domain::bug;

use super::{AGAIN_MAX, Action, Effect, Heard, PAGES_MAX, Push, Run, Stop, View};
use crate::marks::{Held, Marks};
use crate::refusal::Refusal;
use crate::search::Search;
use crate::settle::{Settle, rewound, settle};

impl Run {
    /// What to do about the answer to what was sent last.
    ///
    /// # Errors
    /// Where the view cannot be read.
    pub fn heard<V: View>(&mut self, view: &V, heard: Heard) -> Result<Effect, V::Error> {
        let Some(pending) = self.pending.take() else { return Ok(Effect::GoOn) };
        match heard {
            Heard::Nonce => {
                self.has_nonce = true;
                Ok(Effect::GoOn)
            }
            Heard::Page { more } => {
                self.answered();
                self.pages += 1;
                self.pulled_all = !more || self.pages >= PAGES_MAX;
                Ok(Effect::StorePage)
            }
            Heard::Receipt { held, sent, wipe } => {
                self.answered();
                self.wipe |= wipe;
                let streams = view.streams()?;
                let marks = streams.iter().find(|marks| marks.stream == held.stream);
                match (pending, marks) {
                    (Action::Push(push), Some(marks)) if push.stream == held.stream => {
                        self.receipt(view, marks, &held, push, sent)
                    }
                    (Action::Deposit { stream, from, .. }, Some(marks)) if stream == held.stream => {
                        let push = Push { stream, from, max: sent, opaque: false };
                        self.receipt(view, marks, &held, push, sent)
                    }
                    _ => Ok(Effect::Stop(Stop::NotVerified)),
                }
            }
            Heard::Refused { why, sent } => self.refused(view, pending, why, sent),
        }
    }

    /// Every answer gives the next nonce.
    fn answered(&mut self) {
        self.has_nonce = true;
        self.rechallenged = false;
    }

    fn receipt<V: View>(
        &mut self,
        view: &V,
        marks: &Marks,
        held: &Held,
        push: Push,
        sent: u64,
    ) -> Result<Effect, V::Error> {
        let stream = marks.stream;
        if let Some(search) = self.searches.get(&stream) {
            // Our head before `from` is theirs.
            let search = search.heard(push.from - 1, true);
            return Ok(self.searching(stream, search));
        }
        self.asked.insert(stream);
        let ours = view.head_at(stream, held.acked)?;
        let known = push.from - 1 + sent;
        Ok(match settle(marks, held, ours, known) {
            Settle::Through { acked, durable } => {
                if sent > 0 && acked < push.from + sent - 1 {
                    // Sent and not held: a centre that was restored meanwhile, or one that is not well.
                    self.again += 1;
                    if self.again > AGAIN_MAX {
                        return Ok(Effect::Stop(Stop::NotTaken));
                    }
                } else if sent > 0 {
                    (self.max, self.opaque, self.deposit) = (0, false, false);
                }
                Effect::Settle { stream, acked, durable }
            }
            // What was just taken is on their chain; what they have behind it is not ours.
            Settle::Differs { at } => {
                let equal = known.min(marks.head.seq);
                self.searching(stream, Search::between(equal, at.max(equal + 1)))
            }
        })
    }

    fn searching(&mut self, stream: domain::StreamId, search: Search) -> Effect {
        match search.found() {
            Some(at) => {
                self.searches.remove(&stream);
                self.asked.insert(stream);
                Effect::Fork { stream, at }
            }
            None => {
                self.searches.insert(stream, search);
                Effect::GoOn
            }
        }
    }

    fn refused<V: View>(
        &mut self,
        view: &V,
        pending: Action,
        why: Refusal,
        sent: u64,
    ) -> Result<Effect, V::Error> {
        Ok(match why {
            Refusal::Away => Effect::Stop(Stop::Wait),
            Refusal::NotSigned => self.not_signed(),
            Refusal::NotPermitted => Effect::Stop(Stop::NotPermitted),
            Refusal::TooOld if pending == Action::Pull => {
                // What was recorded went up; what would come down waits for the update.
                self.pulled_all = true;
                self.has_nonce = false;
                Effect::GoOn
            }
            Refusal::TooOld => Effect::Stop(Stop::Update),
            Refusal::Other => Effect::Stop(Stop::Refused),
            Refusal::Gap { want } => return self.gap(view, pending, want),
            Refusal::Fork { at } => self.forked(pending, at),
            Refusal::TooLarge => self.too_large(pending, sent),
            Refusal::Malformed => self.malformed(pending, sent),
        })
    }

    /// Once with a fresh nonce, once with the certificate; a third refusal is about this device.
    fn not_signed(&mut self) -> Effect {
        #[cfg(feature = "zoo")]
        if bug!(DeleteOn401) {
            return Effect::DeleteEverything;
        }
        if !self.rechallenged {
            self.rechallenged = true;
            Effect::GoOn
        } else if !self.certified {
            self.certified = true;
            Effect::ShowCertificate
        } else {
            Effect::Stop(Stop::NotKnown)
        }
    }

    fn gap<V: View>(&mut self, view: &V, pending: Action, want: u64) -> Result<Effect, V::Error> {
        let stream = match pending {
            Action::Push(push) => push.stream,
            Action::Deposit { stream, .. } => stream,
            Action::Challenge | Action::Pull | Action::Finish => return Ok(Effect::Stop(Stop::Refused)),
        };
        self.searches.remove(&stream);
        self.again += 1;
        let streams = view.streams()?;
        let marks = streams.iter().find(|marks| marks.stream == stream);
        Ok(match marks.map(|marks| rewound(marks, want)) {
            Some(Settle::Through { acked, durable }) if self.again <= AGAIN_MAX => {
                Effect::Settle { stream, acked, durable }
            }
            Some(_) | None => Effect::Stop(Stop::NotTaken),
        })
    }

    fn forked(&mut self, pending: Action, at: u64) -> Effect {
        let (stream, from) = match pending {
            Action::Push(push) => (push.stream, push.from),
            Action::Deposit { stream, from, .. } => (stream, from),
            Action::Challenge | Action::Pull | Action::Finish => return Effect::Stop(Stop::Refused),
        };
        if at == 0 {
            return Effect::Stop(Stop::NotVerified);
        }
        // The centre compares from our head before `from` on: where only a later one differs, that one is theirs.
        let equal = if at >= from { at - 1 } else { 0 };
        let search = match self.searches.get(&stream) {
            Some(search) => search.heard(at, false),
            None => Search::between(equal, at),
        };
        self.searching(stream, search)
    }

    fn too_large(&mut self, pending: Action, sent: u64) -> Effect {
        match pending {
            Action::Push(_) | Action::Deposit { .. } if sent > 1 => self.max = sent / 2,
            Action::Push(_) if sent == 1 => {
                self.max = 1;
                self.deposit = true;
            }
            Action::Challenge | Action::Push(_) | Action::Deposit { .. } | Action::Pull | Action::Finish => {
                return Effect::Stop(Stop::Refused);
            }
        }
        Effect::GoOn
    }

    /// Halved until the one that does not travel is alone; that one goes as bytes.
    fn malformed(&mut self, pending: Action, sent: u64) -> Effect {
        if bug!(BreakOnFirstError) {
            return Effect::Stop(Stop::Refused);
        }
        match pending {
            Action::Push(_) | Action::Deposit { .. } if sent > 1 => self.max = sent / 2,
            Action::Push(push) if sent == 1 && !push.opaque => {
                self.max = 1;
                self.opaque = true;
            }
            Action::Challenge | Action::Push(_) | Action::Deposit { .. } | Action::Pull | Action::Finish => {
                return Effect::Stop(Stop::Refused);
            }
        }
        Effect::GoOn
    }
}
