//! The one thread that owns a device, for a shell with a window. The device is single-threaded by design (the same
//! core runs in a browser's worker), so whatever is asked stands in line here; but nothing stands behind the network:
//! requests go out on a thread of their own, and a tap comes first between any two of them.

mod idle;
mod network;
mod schedule;

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use wire::app::{Command, Reply, Synced, VaultState};
use wire::{Code, Fault};

use crate::device::Device;
use crate::handle::Handled;
use crate::sync::{Run, Step};
use crate::transport::{Answer, Offline, Transport};
use idle::Idle;
use network::Network;
use schedule::Schedule;

/// What a device answers to a command.
pub type Answered = Result<Reply, Fault>;
/// Takes the answer, on the thread that owns the device: it must not wait.
type Answering = Box<dyn FnOnce(Answered) + Send>;

/// How long the thread sleeps at most: after a computer wakes, what is due shows within this time.
const NAP: Duration = Duration::from_secs(15);

enum Message {
    Asked(Command, Answering),
    /// What came of the request of this run of sync.
    Heard(u64, Result<Answer, Offline>),
    /// This run of sync has more to store.
    GoOn(u64),
    /// Nobody is left to ask anything.
    Left,
}

/// Passes commands to the thread that owns the device. The thread ends when the last of these is gone.
#[derive(Clone)]
pub struct Owner {
    inbox: Arc<Inbox>,
}

/// The way in. The thread has one too, for what it hears, so that the end of the last of these has to be said.
struct Inbox(mpsc::Sender<Message>);

impl Drop for Inbox {
    fn drop(&mut self) {
        let _ended = self.0.send(Message::Left);
    }
}

impl Owner {
    /// Starts the thread. `open` and `transport` run on the threads that use what they make, because neither can
    /// move from one thread to another. Where the device cannot be opened, every command is answered with the reason.
    pub fn start<T: Transport>(
        open: impl FnOnce() -> Result<Device, Fault> + Send + 'static,
        transport: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Self {
        let (inbox, messages) = mpsc::channel();
        let heard = inbox.clone();
        thread::spawn(move || match open() {
            Ok(device) => Owned::new(device, Network::start(transport), heard).serve(&messages),
            Err(fault) => {
                drop(heard);
                refuse_all(&fault, &messages);
            }
        });
        Self { inbox: Arc::new(Inbox(inbox)) }
    }

    /// Asks the device; the answer is given to `answering` on another thread.
    pub fn ask(&self, command: Command, answering: impl FnOnce(Answered) + Send + 'static) {
        if let Err(mpsc::SendError(Message::Asked(_, answering))) =
            self.inbox.0.send(Message::Asked(command, Box::new(answering)))
        {
            answering(Err(stopped()));
        }
    }
}

/// What is answered when the thread that owns the device is gone.
#[must_use]
pub fn stopped() -> Fault {
    Fault::new(Code::Internal, "The record book stopped. Close Doorstep and open it again.")
}

fn refuse_all(fault: &Fault, messages: &mpsc::Receiver<Message>) {
    for message in messages {
        match message {
            Message::Asked(_, answering) => answering(Err(fault.clone())),
            Message::Heard(_, _) | Message::GoOn(_) => {}
            Message::Left => return,
        }
    }
}

struct Owned {
    device: Device,
    network: Network,
    heard: mpsc::Sender<Message>,
    schedule: Schedule,
    idle: Idle,
    /// The run of sync that is under way, and its number.
    run: Option<Run>,
    runs: u64,
    /// Whoever asked for a sync and waits for it.
    waiting: Vec<Answering>,
}

impl Owned {
    fn new(device: Device, network: Network, heard: mpsc::Sender<Message>) -> Self {
        let (schedule, idle) = (Schedule::default(), Idle::default());
        Self { device, network, heard, schedule, idle, run: None, runs: 0, waiting: Vec::new() }
    }

    fn serve(&mut self, messages: &mpsc::Receiver<Message>) {
        loop {
            let due = self.schedule.due_in_ms(self.now_ms()).map_or(NAP, Duration::from_millis);
            let message = messages.recv_timeout(due.min(NAP));
            self.lock_if_idle();
            match message {
                Ok(Message::Asked(command, answering)) => self.take(command, answering),
                Ok(Message::Heard(run, answer)) if run == self.runs => self.step(Some(answer)),
                Ok(Message::GoOn(run)) if run == self.runs => self.step(None),
                Ok(Message::Heard(_, _) | Message::GoOn(_)) => {}
                Err(RecvTimeoutError::Timeout) => self.device.rest(),
                Ok(Message::Left) | Err(RecvTimeoutError::Disconnected) => return,
            }
            if self.schedule.due_in_ms(self.now_ms()) == Some(0) {
                self.begin_sync();
            }
        }
    }

    fn take(&mut self, command: Command, answering: Answering) {
        let now = self.now_ms();
        if idle::is_of_a_person(&command) {
            self.idle.touch(&self.device.clock_says());
        }
        let was_open = self.device.is_open();
        let recorded = matches!(command, Command::Record(_));
        match self.device.handle(command) {
            Ok(Handled::Done(reply)) => {
                if recorded {
                    self.schedule.saved(now);
                }
                if self.device.is_open() != was_open {
                    self.opened_or_locked(now);
                }
                answering(Ok(reply));
                self.device.get_ready();
            }
            Ok(Handled::Sync) => {
                self.waiting.push(answering);
                self.begin_sync();
            }
            Ok(Handled::Enrol(enrol)) => {
                let enrolled = self.network.wait_for(self.device.enrol(&enrol, &self.network));
                if self.device.is_open() {
                    self.idle.touch(&self.device.clock_says());
                    self.opened_or_locked(now);
                }
                answering(enrolled.and_then(|enrolled| enrolled).map(|()| Reply::Done));
                self.device.get_ready();
            }
            Err(fault) => answering(Err(fault)),
        }
    }

    fn opened_or_locked(&mut self, now: u64) {
        if self.device.is_open() {
            self.schedule.opened(now);
        } else {
            self.schedule.locked();
            self.end_run(&Err(Fault::new(Code::SecretWrong, "The vault was locked.")));
        }
    }

    fn lock_if_idle(&mut self) {
        if self.device.is_open() && self.idle.is_over(&self.device.clock_says()) {
            self.device.lock();
            self.opened_or_locked(self.now_ms());
        }
    }

    /// Begins a run of sync, unless one is under way: that one sends what was recorded since, too.
    fn begin_sync(&mut self) {
        if self.run.is_none() {
            self.runs += 1;
            self.run = Some(Run::default());
            self.schedule.began();
            self.step(None);
        }
    }

    fn step(&mut self, answer: Option<Result<Answer, Offline>>) {
        let Some(run) = &mut self.run else { return };
        match self.device.sync_step(run, answer) {
            Ok(Step::Send(request)) => {
                let (heard, of) = (self.heard.clone(), self.runs);
                self.network.send(request, move |answer| {
                    // Nobody waits for it any more when the app ends in the middle of a run.
                    let _gone = heard.send(Message::Heard(of, answer));
                });
            }
            Ok(Step::GoOn) => {
                // Behind the taps that came meanwhile. It fails only where this thread is about to end.
                let _gone = self.heard.send(Message::GoOn(self.runs));
            }
            Ok(Step::Done(synced)) => self.end_run(&Ok(synced)),
            Err(fault) => self.end_run(&Err(fault)),
        }
    }

    fn end_run(&mut self, outcome: &Result<Synced, Fault>) {
        if self.run.take().is_some() {
            // Whatever is still on its way is an answer to nobody.
            self.runs += 1;
            let is_open = matches!(self.device.status(), Ok(status) if status.vault == VaultState::Open);
            if is_open {
                self.schedule.ended(self.now_ms(), outcome);
            } else {
                // Locked meanwhile, or destroyed on the centre's word.
                self.schedule.locked();
            }
        }
        for answering in self.waiting.drain(..) {
            answering(outcome.clone().map(Reply::Synced));
        }
    }

    /// A clock that never runs backwards, in milliseconds.
    fn now_ms(&self) -> u64 {
        self.device.clock_says().mono_ms
    }
}
