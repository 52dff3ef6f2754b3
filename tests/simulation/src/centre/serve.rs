//! Answering a request.

use domain::{ChampionId, Event, EventId, Head, Private, Salt, StreamId, bug};
use protocol::Held;
use protocol::admit::{Admit, Known, admit};
use protocol::ingest::{self, Arrived, Link, Plan, Run, Sender, Step, copies};
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
        let run = run(*stream, *before, events);
        if *locked && !run.links.is_empty() {
            return self.keep(device, champion, revoked, &run, events, fate);
        }
        let mut step = ingest::step(self.plan(&run));
        if let Step::Append { skip } = step {
            let mut lines: Vec<Line> = run.links[skip..]
                .iter()
                .zip(&events[skip..])
                .map(|(link, sent)| self.line(device, champion, revoked, &run, link, sent))
                .collect();
            lines.iter_mut().for_each(|line| line.untold = fate.unheard);
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
        Some(self.receipt(&run, revoked))
    }

    /// Takes in what a phone hands over whose vault nobody can open any more. It can repair no fork and fill no gap: what
    /// does not follow from what is held goes into the stream beside, each event once.
    fn keep(
        &mut self,
        device: usize,
        champion: ChampionId,
        revoked: bool,
        came: &Run,
        events: &[Sent],
        fate: Fate,
    ) -> Option<Answer> {
        let (stream, mut at) = (came.stream, self.ledger.head(came.stream));
        let (mut next, mut apart) = (Vec::new(), Vec::new());
        for (link, sent) in came.links.iter().zip(events) {
            let (copy, after) = (link.head, at.then(stream, sent.id, &sent.body_hash));
            let held = self.ledger.at(stream, copy.seq).map(|line| &line.head.hash);
            if copies::is_known(&copy.hash, held) {
                continue;
            }
            if copies::is_next((copy.seq, &copy.hash), (after.seq, &after.hash)) {
                at = after;
                next.push(sent.clone());
            } else if !self.ledger.has(sent.id, &sent.body_hash) {
                apart.push(sent.clone());
            }
        }
        for (stream, events) in [(stream, next), (copies::beside(stream), apart)] {
            let run = run(stream, self.ledger.head(stream), &events);
            let mut lines: Vec<Line> = run
                .links
                .iter()
                .zip(&events)
                .map(|(link, sent)| self.line(device, champion, revoked, &run, link, sent))
                .collect();
            lines.iter_mut().for_each(|line| line.untold = true);
            let batch = InFlight { lines, numbers: None };
            if fate.stalls {
                self.in_flight.push(batch);
            } else if !self.ledger.commit(batch, self.now_ms) {
                return Some(Answer::Refused(Refusal::Away));
            }
        }
        if fate.stalls {
            return None;
        }
        // It is told that all of it is held, by its own numbers: what stands beside has others.
        let theirs = came.after();
        let held = Held { stream, acked: theirs.seq, head: theirs.hash, durable: 0 };
        let epoch = self.journal.epoch;
        Some(Answer::Receipt { held, aside: Vec::new(), wipe: revoked, epoch, server_ms: self.now_ms })
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
