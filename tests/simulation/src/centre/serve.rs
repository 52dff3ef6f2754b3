//! Answering a request.

use domain::{ChampionId, Event, EventId, Head, Private, Salt, StreamId, bug};
use protocol::admit::{Admit, Known, admit};
use protocol::ingest::{self, Arrived, Link, Plan, Run, Sender, Step};
use protocol::refusal::Refusal;

use super::ledger::{Line, Owner};
use super::{Centre, InFlight};
use crate::wire::{Answer, Ask, Request, Sent};

/// What becomes of a request at the centre, beside what it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fate {
    /// Which node gets it.
    pub node: usize,
    /// The database stalls in the commit: the answer comes too late.
    pub stalls: bool,
    /// Nobody waits for the answer any more.
    pub unheard: bool,
}

impl Centre {
    /// Answers a request; none where the answer comes too late.
    pub fn serve(&mut self, request: &Request, fate: Fate) -> Option<Answer> {
        let Request { device, certified, ask } = request;
        let known = if self.journal.revoked.contains(device) {
            Known::Revoked
        } else if self.ledger.devices.contains(device) {
            Known::Enrolled
        } else {
            Known::No
        };
        let admitted = admit(known, *certified);
        match (admitted, ask) {
            (_, Ask::Nonce) => Some(Answer::Nonce),
            (Admit::No, _) => Some(Answer::Refused(Refusal::NotSigned)),
            (Admit::ToHandOver, Ask::Pull { .. }) => Some(Answer::Refused(Refusal::NotPermitted)),
            (Admit::In | Admit::Again | Admit::ToHandOver, _) => {
                if admitted == Admit::Again {
                    self.ledger.devices.insert(*device);
                }
                let champion = self.champions[*device];
                match ask {
                    Ask::Pull { cursor } => Some(self.page(champion, *cursor, fate.node)),
                    Ask::Push { .. } => self.push(*device, ask, admitted == Admit::ToHandOver, fate),
                    Ask::Nonce => Some(Answer::Nonce),
                }
            }
        }
    }

    fn push(&mut self, device: usize, ask: &Ask, revoked: bool, fate: Fate) -> Option<Answer> {
        let Ask::Push { stream, before, events, opaque, sealed: _, locked } = ask else { return None };
        if events.len() > self.push_events {
            return Some(Answer::Refused(Refusal::TooLarge));
        }
        if !opaque && events.iter().any(|sent| sent.poison) {
            return Some(Answer::Refused(Refusal::Malformed));
        }
        let elsewhere = if bug!(DuplicateEventIdRejectsTheBatch) {
            events.iter().filter(|sent| self.ledger.is_elsewhere(sent.id, *stream)).count()
        } else {
            0
        };
        if ingest::refuses_known_ids(elsewhere) {
            return Some(Answer::Refused(Refusal::Other));
        }
        let champion = self.champions[device];
        let mut run = run(*stream, *before, events);
        let theirs = run.after();
        let mut step = ingest::step(self.plan(&run));
        if matches!(step, Step::Fork { .. } | Step::Gap { .. }) && *locked && !run.links.is_empty() {
            // A phone whose vault nobody can open any more can repair no fork and fill no gap: its copies are kept as a
            // history of their own, named after both its ends. One that is open is asked for what is missing.
            run = self::run(parted(*stream, &run), Head::EMPTY, events);
            step = ingest::step(self.plan(&run));
        }
        if let Step::Append { skip } = step {
            let mut lines: Vec<Line> = run.links[skip..]
                .iter()
                .zip(&events[skip..])
                .map(|(link, sent)| self.line(device, champion, revoked, &run, link, sent))
                .collect();
            lines.iter_mut().for_each(|line| line.untold = *locked || fate.unheard);
            let numbers = (bug!(CursorByUnlockedSequence)).then_some(self.ledger.last_n);
            if numbers.is_some() {
                self.ledger.last_n += lines.len() as u64;
            }
            let batch = InFlight { lines, numbers };
            if fate.stalls {
                self.in_flight.push(batch);
                return None;
            }
            let outcome = if self.ledger.commit(batch, self.now_ms) {
                ingest::Appended::Stored
            } else {
                ingest::Appended::Moved
            };
            step = ingest::after(outcome);
        }
        match step {
            Step::Answer => {}
            Step::Gap { want } => return Some(Answer::Refused(Refusal::Gap { want })),
            Step::Fork { at, .. } => return Some(Answer::Refused(Refusal::Fork { at })),
            Step::Append { .. } | Step::PlanAgain => return Some(Answer::Refused(Refusal::Away)),
            #[cfg(feature = "zoo")]
            Step::AnswerBeforeAppend { skip } => {
                let lines = run.links[skip..]
                    .iter()
                    .zip(&events[skip..])
                    .map(|(link, sent)| self.line(device, champion, revoked, &run, link, sent))
                    .collect();
                self.in_flight.push(InFlight { lines, numbers: None });
                return Some(self.early_receipt(&run, revoked));
            }
        }
        Some(self.receipt(*stream, &run, theirs, revoked))
    }

    fn plan(&self, run: &Run) -> Plan {
        let head = self.ledger.head(run.stream);
        let first = run.before.seq.max(1);
        let stored: Vec<Head> = (first..=run.after().seq.min(head.seq))
            .filter_map(|seq| self.ledger.at(run.stream, seq).map(|line| line.head))
            .collect();
        ingest::plan(head, &stored, run)
    }

    fn line(
        &self,
        device: usize,
        champion: ChampionId,
        revoked: bool,
        run: &Run,
        link: &Link,
        sent: &Sent,
    ) -> Line {
        let erased = self.journal.erased.contains_key(&link.arrived.id);
        let event = sent.event.clone().filter(|_| !erased);
        let aside = match &event {
            Some(event) => revoked || sent.poison || self.about_erased(event) || is_refused(champion, event),
            None => false,
        };
        Line {
            n: 0,
            stream: run.stream,
            owner: Owner::Device(device),
            head: link.head,
            id: link.arrived.id,
            body_hash: link.body_hash,
            event,
            aside,
            untold: false,
            at_ms: self.now_ms,
        }
    }

    /// What speaks of somebody erased waits for the data officer.
    fn about_erased(&self, event: &Event) -> bool {
        event.body.subjects.iter().any(|id| self.journal.erased.contains_key(&EventId::from_uuid(*id)))
    }
}

fn is_refused(champion: ChampionId, event: &Event) -> bool {
    ingest::judge(Sender::Champion(champion), event.id, event.body.canonical().as_bytes()).refused.is_some()
}

/// The chain over what came. An erased event has no words left and is known by its hash.
fn run(stream: StreamId, before: Head, events: &[Sent]) -> Run {
    let mut head = before;
    let links = events
        .iter()
        .map(|sent| {
            head = head.then(stream, sent.id, &sent.body_hash);
            let arrived = Arrived { id: sent.id, salt: Salt([0; 16]), body: Private::new(Vec::new()) };
            Link { arrived, body_hash: sent.body_hash, head }
        })
        .collect();
    Run { stream, before, links }
}

/// The name of a history of sealed copies that does not join its stream.
fn parted(stream: StreamId, run: &Run) -> StreamId {
    use sha2::{Digest as _, Sha256};
    let first = run.links.first().map_or(run.before.hash, |link| link.head.hash);
    let hash = Sha256::new().chain_update("doorstep-parted-1").chain_update(stream.bytes());
    let hash: [u8; 32] = hash.chain_update(first).chain_update(run.after().hash).finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    StreamId::from_bytes(bytes)
}
