//! Meeting the centre: the machine of `protocol::run`, its actions sent and its effects applied.

use domain::{EventId, Head, StreamId};
use protocol::pull::{Step as PageStep, forgets_own, overwrites_own, store};
use protocol::refusal::Refusal;
use protocol::retention::after_restore;
use protocol::run::{Action, Effect, Heard, Run, Stop, View};
use protocol::search::carried_over;
use protocol::{Held, Marks, backoff};

use super::Device;
use crate::chance::Chance;
use crate::disk::{DiskFault, Frame, Stream, Vault};
use crate::wire::{Answer, Ask, Request, Row, Sent};

/// Requests in one contact; more is a contact that does not end.
const REQUESTS_MAX: usize = 4_000;

/// How a contact ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// Nothing was left to do.
    Done,
    /// It stopped before.
    Stopped(Stop),
    /// The disk failed in the middle.
    Disk(DiskFault),
    /// It did not end (I8).
    Endless,
    /// Something to send is nowhere on the device (I1).
    Nowhere(StreamId, u64),
    /// A receipt was believed that is not true (I12).
    Untrue(StreamId, u64),
}

/// The sealed copies as streams of their own: what a phone can show whose vault is not open.
struct Copies {
    frames: Vec<Frame>,
    marks: Vec<Marks>,
}

impl Copies {
    /// Runs of copies without holes, at most one of each stream in one part. Holes are where copies were let go.
    fn parts(frames: &[Frame]) -> Vec<Self> {
        let mut frames = frames.to_vec();
        frames.sort_by_key(|frame| (frame.stream, frame.seq));
        let mut parts: Vec<Self> = Vec::new();
        let (mut last, mut part) = (None, 0);
        for frame in frames {
            let place = (frame.stream, frame.seq);
            part = match last {
                Some((stream, _)) if stream != frame.stream => 0,
                Some((_, seq)) if seq + 1 < frame.seq => part + 1,
                // The same place twice: an older copy of the vault was put back, and its numbers used again.
                Some((_, seq)) if seq == frame.seq => part + 1,
                Some(_) | None => part,
            };
            last = Some(place);
            if parts.len() <= part {
                parts.push(Self { frames: Vec::new(), marks: Vec::new() });
            }
            let Self { frames, marks } = &mut parts[part];
            let head = Head { seq: frame.seq, hash: frame.h };
            match marks.last_mut().filter(|marks| marks.stream == frame.stream && marks.end + 1 == frame.seq)
            {
                Some(marks) => (marks.head, marks.end) = (head, frame.seq),
                None => marks.push(Marks {
                    stream: frame.stream,
                    head,
                    end: frame.seq,
                    closed: true,
                    acked: frame.seq - 1,
                    durable: 0,
                }),
            }
            frames.push(frame);
        }
        parts
    }
}

impl View for Copies {
    type Error = DiskFault;
    fn streams(&self) -> Result<Vec<Marks>, DiskFault> {
        Ok(self.marks.clone())
    }
    fn head_at(&self, stream: StreamId, seq: u64) -> Result<Option<[u8; 32]>, DiskFault> {
        if seq == 0 {
            return Ok(Some(Head::EMPTY.hash));
        }
        let of = |frame: &&Frame| frame.stream == stream;
        let at = self.frames.iter().filter(of).find(|frame| frame.seq == seq).map(|frame| frame.h);
        Ok(at.or_else(|| {
            self.frames.iter().filter(of).find(|frame| frame.seq == seq + 1).map(|frame| frame.before)
        }))
    }
    fn is_plain(&self, _: StreamId, _: u64) -> Result<bool, DiskFault> {
        Ok(false)
    }
}

impl Device {
    /// One contact. `exchange` is the network; `is_true` knows what the centre really holds.
    pub fn meet(
        &mut self,
        chance: &mut Chance,
        now_ms: u64,
        exchange: &mut dyn FnMut(&Request) -> Option<Answer>,
        is_true: &mut dyn FnMut(&Request, &Held, &[u8; 32]) -> bool,
    ) -> Met {
        if self.disk.vault.is_some() {
            return self.meet_with(None, chance, now_ms, exchange, is_true);
        }
        for copies in Copies::parts(&self.disk.sealed) {
            let met = self.meet_with(Some(copies), chance, now_ms, exchange, is_true);
            if met != Met::Done {
                return met;
            }
        }
        Met::Done
    }

    fn meet_with(
        &mut self,
        mut copies: Option<Copies>,
        chance: &mut Chance,
        now_ms: u64,
        exchange: &mut dyn FnMut(&Request) -> Option<Answer>,
        is_true: &mut dyn FnMut(&Request, &Held, &[u8; 32]) -> bool,
    ) -> Met {
        let (mut run, mut certified) = (Run::default(), false);
        if copies.is_some() {
            run = run.without_pull();
        }
        for _ in 0..REQUESTS_MAX {
            let action = match (&self.disk.vault, &copies) {
                (Some(vault), _) => run.next(vault),
                (None, Some(copies)) => run.next(copies),
                (None, None) => return Met::Done,
            };
            let action = match action {
                Ok(Action::Finish) => return self.finished(&run),
                Ok(action) => action,
                Err(fault) => return Met::Disk(fault),
            };
            let ask = match self.ask(copies.as_ref(), action) {
                Ok(ask) => ask,
                Err((stream, seq)) => return Met::Nowhere(stream, seq),
            };
            let request = Request { device: self.enrolment, certified, ask };
            let answer = exchange(&request);
            let heard = heard(&request, answer.as_ref());
            let effect = match (&self.disk.vault, &copies) {
                (Some(vault), _) => run.heard(vault, heard),
                (None, Some(copies)) => run.heard(copies, heard),
                (None, None) => return Met::Done,
            };
            let applied = match effect {
                Ok(Effect::Stop(stop)) => {
                    self.stopped(chance, now_ms, stop);
                    return if run.is_to_wipe() { self.finished(&run) } else { Met::Stopped(stop) };
                }
                Ok(Effect::ShowCertificate) => {
                    certified = true;
                    Ok(true)
                }
                #[cfg(feature = "zoo")]
                Ok(Effect::DeleteEverything) => {
                    self.disk.vault = None;
                    self.disk.keep_sealed(0);
                    return Met::Done;
                }
                Ok(effect) => match &mut copies {
                    Some(copies) => Ok(Self::note_on(copies, effect)),
                    None => self.apply(chance, &request, answer.as_ref(), effect, is_true),
                },
                Err(fault) => Err(fault),
            };
            match applied {
                Ok(true) => {}
                Ok(false) => {
                    let Ask::Push { stream, before, .. } = request.ask else { return Met::Endless };
                    return Met::Untrue(stream, before.seq);
                }
                Err(fault) => return Met::Disk(fault),
            }
        }
        Met::Endless
    }

    fn finished(&mut self, run: &Run) -> Met {
        self.failures = 0;
        let waiting = self.waiting();
        if let Some(vault) = &mut self.disk.vault {
            vault.left = waiting;
        }
        if let Err(fault) = self.let_go() {
            return Met::Disk(fault);
        }
        if run.is_to_wipe() {
            self.wipe_if_due();
        }
        Met::Done
    }

    fn stopped(&mut self, chance: &mut Chance, now_ms: u64, stop: Stop) {
        if stop == Stop::Wait {
            self.failures += 1;
            self.next_ms = now_ms.saturating_add(backoff::wait_ms(self.failures, None, chance.draw()));
        }
        let waiting = self.waiting();
        if let Some(vault) = &mut self.disk.vault {
            vault.left = waiting;
        }
    }

    /// A request for an action; the place of what is nowhere on the device.
    fn ask(&self, copies: Option<&Copies>, action: Action) -> Result<Ask, (StreamId, u64)> {
        let (stream, from, max, opaque, sealed) = match action {
            Action::Challenge | Action::Finish => return Ok(Ask::Nonce),
            Action::Pull => {
                return Ok(Ask::Pull { cursor: self.disk.vault.as_ref().and_then(|vault| vault.cursor) });
            }
            Action::Push(push) => (push.stream, push.from, push.max, push.opaque, false),
            Action::Deposit { stream, from, max } => (stream, from, max, true, true),
        };
        let before = match (&self.disk.vault, copies) {
            (Some(vault), _) => vault.head_at(stream, from - 1),
            (None, Some(copies)) => copies.head_at(stream, from - 1),
            (None, None) => Ok(None),
        };
        let Ok(Some(before)) = before else { return Err((stream, from)) };
        let mut events = Vec::new();
        for seq in from..from + max {
            match self.sent(copies, stream, seq, sealed) {
                Some(sent) => events.push(sent),
                None if sealed && seq > from => break,
                None => return Err((stream, seq)),
            }
        }
        let locked = self.disk.vault.is_none();
        let sealed = sealed || locked;
        Ok(Ask::Push { stream, before: Head { seq: from - 1, hash: before }, events, opaque, sealed, locked })
    }

    fn sent(&self, copies: Option<&Copies>, stream: StreamId, seq: u64, sealed: bool) -> Option<Sent> {
        let Some(vault) = &self.disk.vault else {
            let frames = &copies?.frames;
            let frame = frames.iter().find(|frame| frame.stream == stream && frame.seq == seq)?;
            let event = frame.event.clone();
            return Some(Sent {
                id: event.id,
                body_hash: event.body_hash(),
                event: Some(event),
                poison: false,
            });
        };
        let known = vault.streams.iter().find(|known| known.marks.stream == stream)?;
        let (id, _) = *known.positions.get(usize::try_from(seq - 1).ok()?)?;
        let kept = vault.events.get(&id)?;
        let erased = vault.erased.contains(&id);
        let event = if sealed && !erased {
            // The copy of an event that goes on in a later stream is the one that was sealed in the earlier.
            let frame =
                self.disk.sealed.iter().find(|frame| frame.event.id == id).map(|frame| frame.event.clone());
            Some(frame.or_else(|| kept.event.clone())?)
        } else {
            kept.event.clone()
        };
        if event.is_none() && !erased {
            return None;
        }
        Some(Sent { event, id, body_hash: kept.body_hash, poison: kept.poison })
    }

    /// For sealed copies without a vault, only what was sent is remembered, and only for this contact.
    fn note_on(copies: &mut Copies, effect: Effect) -> bool {
        let (stream, acked) = match effect {
            Effect::Settle { stream, acked, .. } => (stream, Some(acked)),
            // What lies behind is kept at the centre as a history of its own.
            Effect::Fork { stream, .. } => (stream, None),
            _ => return true,
        };
        for marks in copies.marks.iter_mut().filter(|marks| marks.stream == stream) {
            marks.acked = acked.unwrap_or(marks.end).max(marks.acked);
        }
        true
    }

    /// Applies an effect; false where it believes what is not true.
    fn apply(
        &mut self,
        chance: &mut Chance,
        request: &Request,
        answer: Option<&Answer>,
        effect: Effect,
        is_true: &mut dyn FnMut(&Request, &Held, &[u8; 32]) -> bool,
    ) -> Result<bool, DiskFault> {
        match (effect, answer) {
            (Effect::Settle { stream, acked, durable }, answer) => {
                let head =
                    self.disk.vault.as_ref().and_then(|vault| vault.head_at(stream, acked).ok().flatten());
                let held = Held { stream, acked, head: head.unwrap_or_default(), durable };
                let is_true =
                    !matches!(answer, Some(Answer::Receipt { .. })) || is_true(request, &held, &held.head);
                let (aside, told): (&[EventId], Option<(u64, u64)>) = match answer {
                    Some(Answer::Receipt { aside, server_ms, epoch, .. }) => {
                        (aside, Some((*server_ms, *epoch)))
                    }
                    _ => (&[], None),
                };
                self.disk.commit(|vault| settle(vault, &held, aside, told))?;
                Ok(is_true)
            }
            (Effect::Fork { stream, at }, _) => {
                let new = Stream::new(StreamId::from_bytes(chance.bytes()));
                self.disk.commit(|vault| fork(vault, stream, at, new))?;
                // Every event goes on having its sealed copy, under its old place.
                Ok(true)
            }
            (Effect::StorePage, Some(Answer::Page { rows, cursor, erased, server_ms, .. })) => {
                for step in store() {
                    let (with_rows, with_cursor) = match step {
                        PageStep::Page => (true, true),
                        PageStep::Cursor => (false, true),
                        PageStep::Rows => (true, false),
                    };
                    self.disk.commit(|vault| {
                        if with_rows {
                            take(vault, rows, erased);
                            vault.contact_ms = vault.contact_ms.max(*server_ms);
                        }
                        if with_cursor {
                            vault.cursor = Some(*cursor);
                        }
                    })?;
                }
                Ok(true)
            }
            _ => Ok(true),
        }
    }
}

fn heard(request: &Request, answer: Option<&Answer>) -> Heard {
    let sent = match &request.ask {
        Ask::Push { events, .. } => events.len() as u64,
        Ask::Nonce | Ask::Pull { .. } => 0,
    };
    match answer {
        None => Heard::Refused { why: Refusal::Away, sent },
        Some(Answer::Nonce) => Heard::Nonce,
        Some(Answer::Receipt { held, wipe, .. }) => Heard::Receipt { held: *held, sent, wipe: *wipe },
        Some(Answer::Page { more, .. }) => Heard::Page { more: *more },
        Some(Answer::Refused(why)) => Heard::Refused { why: *why, sent },
    }
}

fn settle(vault: &mut Vault, held: &Held, aside: &[EventId], told: Option<(u64, u64)>) {
    vault.aside.extend(aside);
    let (server_ms, epoch) = told.unwrap_or((vault.contact_ms, vault.epoch));
    vault.contact_ms = vault.contact_ms.max(server_ms);
    let now = vault.contact_ms;
    if epoch != vault.epoch {
        vault.epoch = epoch;
        // What was durable before a restore is not known to be, until a receipt of its own stream says so (decision 23).
        for seen in vault.streams.iter_mut().flat_map(|stream| &mut stream.durable_ms) {
            *seen = after_restore(*seen);
        }
    }
    for stream in vault.streams.iter_mut().filter(|stream| stream.marks.stream == held.stream) {
        (stream.marks.acked, stream.marks.durable) = (held.acked, held.durable);
        for (place, seen) in stream.acked_ms.iter_mut().enumerate() {
            *seen = if (place as u64) < held.acked { seen.or(Some(now)) } else { None };
        }
        for (place, seen) in stream.durable_ms.iter_mut().enumerate() {
            *seen = if (place as u64) < held.durable { seen.or(Some(now)) } else { None };
        }
    }
}

fn fork(vault: &mut Vault, stream: StreamId, at: u64, mut new: Stream) {
    let Some(old) = vault.streams.iter_mut().find(|known| known.marks.stream == stream) else { return };
    let place = |seq: u64| usize::try_from(seq - 1).unwrap_or(usize::MAX);
    let ours = old.marks.end;
    old.marks.end = at.min(ours);
    old.marks.acked = old.marks.acked.min(at);
    old.marks.durable = old.marks.durable.min(at);
    for seq in at + 1..=old.positions.len() as u64 {
        (old.acked_ms[place(seq)], old.durable_ms[place(seq)]) = (None, None);
    }
    let goes_on: Vec<EventId> =
        carried_over(at, ours).filter_map(|seq| old.positions.get(place(seq)).map(|(id, _)| *id)).collect();
    for id in goes_on {
        if let Some(kept) = vault.events.get(&id) {
            new.push(id, &kept.body_hash);
        }
    }
    for stream in &mut vault.streams {
        stream.marks.closed = true;
    }
    vault.streams.push(new);
}

fn take(vault: &mut Vault, rows: &[Row], erased: &[EventId]) {
    for row in rows {
        match row {
            Row::Begins => vault.listing = Some(Default::default()),
            Row::Ends => {
                if let Some(named) = vault.listing.take() {
                    vault.pulled.retain(|id, _| named.contains(id));
                }
            }
            Row::Put { id, n, says } => {
                if overwrites_own() {
                    let of = |event: &std::sync::Arc<domain::Event>| {
                        event.body.fact().ok().and_then(|fact| fact.of())
                    };
                    vault.events.retain(|_, kept| kept.event.as_ref().and_then(of) != Some(*id));
                }
                if let Some(listing) = &mut vault.listing {
                    listing.insert(*id);
                }
                vault.pulled.insert(*id, (*n, Some(says.clone())));
            }
            Row::Forget { id } => {
                vault.pulled.remove(id);
                if forgets_own() {
                    vault.events.remove(id);
                }
            }
        }
    }
    for id in erased {
        vault.erased.insert(*id);
        vault.pulled.remove(id);
        if let Some(kept) = vault.events.get_mut(id) {
            kept.event = None;
        }
    }
}
