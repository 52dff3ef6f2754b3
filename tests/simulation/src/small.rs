//! A world small enough to look at every state of it: two devices, three events, and any one of a crash, a duplicate, a
//! drop, a restore of the centre and a fork. From every state that can be reached, three calm contacts of each device
//! must bring everything to rest (I8), with nothing lost (I1) and no mark ahead of the truth (I12).

use std::collections::BTreeMap;

use domain::{EventId, Head, Private, Salt, StreamId};
use protocol::ingest::{self, Appended, Arrived, Link, Run as Sent, Step};
use protocol::refusal::Refusal;
use protocol::run::{Action, Effect, Heard, Push, Run, View};
use protocol::search::carried_over;
use protocol::{Held, Marks};
use stateright::{Model, Property};

/// Events that are recorded in all.
const EVENTS: u8 = 3;
/// Faults in one history.
const FAULTS: usize = 1;
const DEVICES: usize = 2;

type Chain = Vec<(u8, [u8; 32])>;

/// A device.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Device {
    streams: Vec<(Marks, Chain)>,
    contact: Option<Run>,
    sent: Option<Request>,
    heard: Option<Answer>,
}

/// A push on its way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Request {
    stream: StreamId,
    before: Head,
    events: Vec<u8>,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Answer {
    /// A receipt for so many events.
    Held(Held, u64),
    /// A refusal.
    Refused(Refusal, u64),
}

/// The centre.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Centre {
    streams: BTreeMap<StreamId, Chain>,
    durable: BTreeMap<StreamId, u64>,
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    devices: [Device; DEVICES],
    centre: Centre,
    backup: Option<Centre>,
    recorded: u8,
    /// The request that arrives although nobody waits for it.
    late: Option<Request>,
    minted: u8,
    crashed: bool,
    doubled: bool,
    dropped: bool,
    restored: bool,
    forked: bool,
}

/// What may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Happening {
    /// An event is recorded.
    Record(usize),
    /// A contact begins or goes on.
    Send(usize),
    /// The request arrives.
    Deliver(usize),
    /// The request arrives, and will again.
    Double(usize),
    /// Request or answer is lost.
    Drop(usize),
    /// The device takes the answer.
    Hear(usize),
    /// The device's process ends; its request may still arrive.
    Crash(usize),
    /// What was late arrives.
    Late,
    /// A backup is taken, and drilled.
    Backup,
    /// It is restored.
    Restore,
    /// The second device becomes a copy of the first.
    Fork,
}

/// The model.
#[derive(Debug, Clone, Copy, Default)]
pub struct Small;

impl View for Device {
    type Error = std::convert::Infallible;
    fn streams(&self) -> Result<Vec<Marks>, Self::Error> {
        Ok(self.streams.iter().map(|(marks, _)| *marks).collect())
    }
    fn head_at(&self, stream: StreamId, seq: u64) -> Result<Option<[u8; 32]>, Self::Error> {
        let chain = self.streams.iter().find(|(marks, _)| marks.stream == stream).map(|(_, chain)| chain);
        Ok(chain.and_then(|chain| at(chain, seq)))
    }
    fn is_plain(&self, _: StreamId, _: u64) -> Result<bool, Self::Error> {
        Ok(true)
    }
}

fn at(chain: &Chain, seq: u64) -> Option<[u8; 32]> {
    if seq == 0 {
        return Some(Head::EMPTY.hash);
    }
    chain.get(usize::try_from(seq - 1).ok()?).map(|(_, h)| *h)
}

fn id(event: u8) -> EventId {
    EventId::mint(u64::from(event), [event; 10])
}

fn minted(number: u8) -> StreamId {
    StreamId::from_bytes([number; 16])
}

fn then(head: Head, stream: StreamId, event: u8) -> Head {
    head.then(stream, id(event), &[event; 32])
}

fn empty(stream: StreamId) -> (Marks, Chain) {
    (Marks { stream, head: Head::EMPTY, end: 0, closed: false, acked: 0, durable: 0 }, Vec::new())
}

fn add((marks, chain): &mut (Marks, Chain), event: u8) {
    marks.head = then(marks.head, marks.stream, event);
    marks.end = marks.head.seq;
    chain.push((event, marks.head.hash));
}

impl Device {
    fn new(stream: u8) -> Self {
        Self { streams: vec![empty(minted(stream))], contact: None, sent: None, heard: None }
    }

    /// Goes on with the contact, and begins one where there is none.
    fn send(&mut self) {
        let mut run = self.contact.take().unwrap_or_else(|| Run::with_nonce(true).without_pull());
        for _ in 0..2 {
            match run.next(&*self) {
                Ok(Action::Push(Push { stream, from, max, .. })) => {
                    let found = self.streams.iter().find(|(marks, _)| marks.stream == stream);
                    let Some((_, chain)) = found else { return };
                    let before = Head { seq: from - 1, hash: at(chain, from - 1).unwrap_or_default() };
                    let events = chain.iter().skip(usize::try_from(from - 1).unwrap_or(0));
                    let max = usize::try_from(max).unwrap_or(0);
                    let events = events.take(max).map(|(event, _)| *event).collect();
                    self.sent = Some(Request { stream, before, events });
                    break;
                }
                Ok(Action::Challenge) => {
                    let Ok(_) = run.heard(&*self, Heard::Nonce);
                }
                Ok(Action::Finish | Action::Pull | Action::Deposit { .. }) => return,
            }
        }
        self.contact = Some(run);
    }

    fn hear(&mut self, mint: &mut u8) {
        let (Some(mut run), Some(answer)) = (self.contact.take(), self.heard.take()) else { return };
        let heard = match answer {
            Answer::Held(held, sent) => Heard::Receipt { held, sent, wipe: false },
            Answer::Refused(why, sent) => Heard::Refused { why, sent },
        };
        let Ok(effect) = run.heard(&*self, heard);
        match effect {
            Effect::Settle { stream, acked, durable } => {
                for (marks, _) in self.streams.iter_mut().filter(|(marks, _)| marks.stream == stream) {
                    (marks.acked, marks.durable) = (acked, durable);
                }
            }
            Effect::Fork { stream, at } => {
                *mint += 1;
                let mut new = empty(minted(*mint));
                for (marks, chain) in &mut self.streams {
                    if marks.stream == stream {
                        for seq in carried_over(at, marks.end) {
                            if let Some((event, _)) =
                                usize::try_from(seq - 1).ok().and_then(|place| chain.get(place))
                            {
                                add(&mut new, *event);
                            }
                        }
                        (marks.end, marks.acked, marks.durable) =
                            (at.min(marks.end), marks.acked.min(at), marks.durable.min(at));
                    }
                    marks.closed = true;
                }
                self.streams.push(new);
            }
            Effect::Stop(_) => return,
            _ => {}
        }
        self.contact = Some(run);
    }

    fn end(&mut self) {
        (self.contact, self.sent, self.heard) = (None, None, None);
    }
}

impl Centre {
    fn serve(&mut self, request: &Request) -> Answer {
        let Request { stream, before, events } = request;
        let sent = events.len() as u64;
        let mut head = *before;
        let links = events
            .iter()
            .map(|event| {
                head = then(head, *stream, *event);
                let arrived = Arrived { id: id(*event), salt: Salt([0; 16]), body: Private::new(Vec::new()) };
                Link { arrived, body_hash: [*event; 32], head }
            })
            .collect();
        let run = Sent { stream: *stream, before: *before, links };
        let chain = self.streams.entry(*stream).or_default();
        let heads: Vec<Head> = (1..).zip(&*chain).map(|(seq, (_, hash))| Head { seq, hash: *hash }).collect();
        let last = heads.last().copied().unwrap_or(Head::EMPTY);
        let mut step = ingest::step(ingest::plan(last, &heads, &run));
        if let Step::Append { skip } = step {
            chain.extend(
                run.links[skip..].iter().zip(&events[skip..]).map(|(link, event)| (*event, link.head.hash)),
            );
            step = ingest::after(Appended::Stored);
        }
        match step {
            Step::Gap { want } => Answer::Refused(Refusal::Gap { want }, sent),
            Step::Fork { at, .. } => Answer::Refused(Refusal::Fork { at }, sent),
            _ => {
                let acked = chain.len() as u64;
                let durable = self.durable.get(stream).copied().unwrap_or(0).min(acked);
                Answer::Held(
                    Held { stream: *stream, acked, head: at(chain, acked).unwrap_or_default(), durable },
                    sent,
                )
            }
        }
    }
}

impl State {
    /// Whether three calm contacts of each device bring everything to rest, with nothing lost.
    fn comes_to_rest(&self) -> bool {
        let mut calm = self.clone();
        if let Some(late) = calm.late.take() {
            let _unheard = calm.centre.serve(&late);
        }
        for _ in 0..3 {
            for place in 0..DEVICES {
                calm.devices[place].end();
                for _ in 0..64 {
                    calm.devices[place].send();
                    let Some(request) = calm.devices[place].sent.take() else { break };
                    calm.devices[place].heard = Some(calm.centre.serve(&request));
                    calm.devices[place].hear(&mut calm.minted);
                    if calm.devices[place].contact.is_none() {
                        break;
                    }
                }
            }
        }
        let held: Vec<u8> = calm.centre.streams.values().flatten().map(|(event, _)| *event).collect();
        let all = (1..=calm.recorded).all(|event| held.contains(&event));
        let drained =
            calm.devices.iter().flat_map(|device| &device.streams).all(|(marks, _)| marks.waiting() == 0);
        all && drained && calm.is_honest()
    }

    /// Whether what a device believes to be held is held, since the last restore at least.
    fn is_honest(&self) -> bool {
        self.restored
            || self.devices.iter().flat_map(|device| &device.streams).all(|(marks, chain)| {
                let theirs =
                    self.centre.streams.get(&marks.stream).and_then(|theirs| at(theirs, marks.acked));
                marks.acked == 0 || theirs == at(chain, marks.acked)
            })
    }
}

impl Model for Small {
    type State = State;
    type Action = Happening;

    fn init_states(&self) -> Vec<State> {
        vec![State {
            devices: [Device::new(1), Device::new(2)],
            centre: Centre::default(),
            backup: None,
            recorded: 0,
            late: None,
            minted: 2,
            crashed: false,
            doubled: false,
            dropped: false,
            restored: false,
            forked: false,
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Happening>) {
        let faults = [state.crashed, state.doubled, state.dropped, state.restored, state.forked];
        let calm = faults.iter().filter(|happened| **happened).count() >= FAULTS;
        for (place, device) in state.devices.iter().enumerate() {
            if state.recorded < EVENTS {
                actions.push(Happening::Record(place));
            }
            match (&device.sent, &device.heard) {
                (Some(_), _) => {
                    actions.push(Happening::Deliver(place));
                    if !state.doubled && !calm {
                        actions.push(Happening::Double(place));
                    }
                }
                (None, Some(_)) => actions.push(Happening::Hear(place)),
                (None, None) => actions.push(Happening::Send(place)),
            }
            if !state.dropped && !calm && (device.sent.is_some() || device.heard.is_some()) {
                actions.push(Happening::Drop(place));
            }
            if !state.crashed && !calm && device.contact.is_some() {
                actions.push(Happening::Crash(place));
            }
        }
        if state.late.is_some() {
            actions.push(Happening::Late);
        }
        match &state.backup {
            None if !calm => actions.push(Happening::Backup),
            Some(_) if !state.restored && !calm => actions.push(Happening::Restore),
            None | Some(_) => {}
        }
        if !state.forked && !calm {
            actions.push(Happening::Fork);
        }
    }

    fn next_state(&self, before: &State, happening: Happening) -> Option<State> {
        let mut state = before.clone();
        match happening {
            Happening::Record(place) => {
                state.recorded += 1;
                add(state.devices[place].streams.last_mut()?, state.recorded);
            }
            Happening::Send(place) => state.devices[place].send(),
            Happening::Deliver(place) => {
                let request = state.devices[place].sent.take()?;
                state.devices[place].heard = Some(state.centre.serve(&request));
            }
            Happening::Double(place) => {
                let _unheard = state.centre.serve(state.devices[place].sent.as_ref()?);
                state.doubled = true;
            }
            Happening::Drop(place) => {
                state.devices[place].end();
                state.dropped = true;
            }
            Happening::Hear(place) => {
                let mut minted = state.minted;
                state.devices[place].hear(&mut minted);
                state.minted = minted;
            }
            Happening::Crash(place) => {
                state.late = state.devices[place].sent.take();
                state.devices[place].end();
                state.crashed = true;
            }
            Happening::Late => {
                let _unheard = state.centre.serve(&state.late.take()?);
            }
            Happening::Backup => {
                state.centre.durable = state
                    .centre
                    .streams
                    .iter()
                    .map(|(stream, chain)| (*stream, chain.len() as u64))
                    .collect();
                state.backup = Some(state.centre.clone());
            }
            Happening::Restore => {
                state.centre = state.backup.clone()?;
                state.restored = true;
            }
            Happening::Fork => {
                // The second phone is new: what it has recorded itself stays where it is, in streams of its own.
                let mut twin = state.devices[0].clone();
                twin.end();
                let own = state.devices[1].streams.clone();
                twin.streams.splice(
                    0..0,
                    own.into_iter().map(|(mut marks, chain)| {
                        marks.closed = true;
                        (marks, chain)
                    }),
                );
                twin.end();
                state.devices[1] = twin;
                state.forked = true;
            }
        }
        (state != *before).then_some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("what is believed to be held is held", |_, state: &State| state.is_honest()),
            Property::always("faults over, all is sent", |_, state: &State| state.comes_to_rest()),
            Property::sometimes("a fork is repaired", |_, state: &State| {
                state.forked && state.devices.iter().any(|device| device.streams.len() > 2)
            }),
            Property::sometimes("a restore takes a mark back", |_, state: &State| {
                state.restored
                    && state
                        .devices
                        .iter()
                        .any(|device| device.streams.iter().any(|(marks, _)| marks.waiting() > 1))
            }),
        ]
    }
}
