//! One run of sync: what is asked, and what comes of each answer.

use wire::app::Synced;
use wire::reply::NonceReply;
use wire::{Code, Fault};

use super::hear::{Heard, Proof, hear, not_ours, waits};
use super::plan::{Action, Standing, plan};
use super::{batch, pull, push, request};
use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::shell::Shell;
use crate::transport::{Answer, Offline, Request};

/// How many gaps are filled in one run. A centre that asks again and again for what it was sent is not well.
const GAPS_MAX: u32 = 3;
/// How many pages are fetched in one run: 500 rows each, far more than any scope has.
const PAGES_MAX: u32 = 2_000;

/// Where a run of sync stands. Begin with the default one.
#[derive(Debug, Clone, Default)]
pub struct Run {
    asked: bool,
    pulled_all: bool,
    /// A 401 was answered with a fresh nonce; the next one is an answer.
    rechallenged: bool,
    gaps: u32,
    pages: u32,
    /// At most so many events in the next push, after the centre found one too large; 0 for no limit.
    events_max: usize,
    sent: u64,
    pulled: u64,
    /// What was sent last.
    pending: Option<Pending>,
}

#[derive(Debug, Clone)]
enum Pending {
    Challenge,
    Push { nonce: String, events: usize },
    Pull { nonce: String },
}

/// What a shell is to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send this, and come back with the answer.
    Send(Request),
    /// Nothing is left to do.
    Done(Synced),
}

impl Device {
    /// Takes the answer to what was sent last, none at the start, and says what to do next. Between two steps
    /// anything may be recorded.
    ///
    /// # Errors
    /// As [`Device::sync`]; the run is then over.
    pub fn sync_step(
        &mut self,
        run: &mut Run,
        answer: Option<Result<Answer, Offline>>,
    ) -> Result<Step, Fault> {
        let step = self.step(run, answer);
        match step {
            Ok(step) => {
                if matches!(step, Step::Done(_)) {
                    self.failures = 0;
                }
                Ok(step)
            }
            Err(error) => Err(self.waiting_fault(error)),
        }
    }

    fn step(&mut self, run: &mut Run, answer: Option<Result<Answer, Offline>>) -> Result<Step, DeviceError> {
        let (shell, open) = self.opened()?;
        if let (Some(answer), Some(pending)) = (answer, run.pending.take()) {
            take(shell, open, run, &pending, answer.as_ref())?;
        }
        next(open, run)
    }

    /// A fault that is answered by waiting says for how long.
    fn waiting_fault(&mut self, error: DeviceError) -> Fault {
        let mut fault = self.fault(error);
        if waits(fault.code) {
            self.failures = self.failures.saturating_add(1);
            let asked = fault.want;
            let drawn = self.shell.random().map(u64::from_be_bytes);
            let wait = drawn.map(|drawn| protocol::backoff::wait_ms(self.failures, asked, drawn));
            fault.want = wait.ok().map(|ms| ms.div_ceil(1000));
        }
        fault
    }
}

fn not_taken() -> Fault {
    Fault::new(
        Code::Unavailable,
        "The centre does not take what is sent. Everything is kept; try again later.",
    )
}

fn next(open: &mut Open, run: &mut Run) -> Result<Step, DeviceError> {
    let stream = open.vault.stream()?;
    let standing = Standing {
        has_nonce: open.nonce.is_some(),
        asked: run.asked,
        waiting: stream.waiting(),
        pulled_all: run.pulled_all,
    };
    let action = plan(standing);
    let nonce = match action {
        Action::Push | Action::Pull => open.nonce.take().unwrap_or_default(),
        Action::Challenge | Action::Finish => String::new(),
    };
    let (request, pending) = match action {
        Action::Finish => {
            let Run { sent, pulled, .. } = *run;
            let waiting = stream.waiting();
            return Ok(Step::Done(Synced { sent, pulled, waiting, all_sent: waiting == 0 }));
        }
        Action::Challenge => (request::challenge(&open.enrolment), Pending::Challenge),
        Action::Push => {
            let max = if run.events_max == 0 { batch::EVENTS_MAX } else { run.events_max };
            let (request, events) = push::request(open, &stream, &nonce, max)?;
            (request, Pending::Push { nonce, events })
        }
        Action::Pull => (pull::request(open, &nonce)?, Pending::Pull { nonce }),
    };
    run.pending = Some(pending);
    Ok(Step::Send(request))
}

fn take(
    shell: &Shell,
    open: &mut Open,
    run: &mut Run,
    pending: &Pending,
    answer: Result<&Answer, &Offline>,
) -> Result<(), DeviceError> {
    let key = open.enrolment.centre_sign_key;
    let proof = match pending {
        Pending::Challenge => Proof::Unsigned,
        Pending::Push { nonce, .. } | Pending::Pull { nonce } => Proof::Signed { key: &key, nonce },
    };
    let fault = match hear(answer, &proof) {
        Ok(heard) => return accept(shell, open, run, pending, heard),
        Err(fault) => fault,
    };
    match (fault.code, pending) {
        (Code::Signature, Pending::Push { .. } | Pending::Pull { .. }) if !run.rechallenged => {
            // The nonce was used up or too old. Once: a second refusal is about this device.
            run.rechallenged = true;
            let given = answer.ok().and_then(|answer| answer.header(wire::reply::NONCE_HEADER));
            open.nonce = given.map(str::to_owned);
            Ok(())
        }
        (Code::Signature, _) => Err(Fault::new(
            Code::Signature,
            "The centre does not know this device. Ask your coordinator; everything you recorded is kept.",
        )
        .into()),
        (Code::Gap, Pending::Push { .. }) if run.gaps < GAPS_MAX => {
            run.gaps += 1;
            open.vault.rewind(fault.want.unwrap_or(1))
        }
        (Code::TooLarge, Pending::Push { events, .. }) if *events > 1 => {
            run.events_max = events / 2;
            Ok(())
        }
        _ => Err(fault.into()),
    }
}

fn accept(
    shell: &Shell,
    open: &mut Open,
    run: &mut Run,
    pending: &Pending,
    heard: Heard,
) -> Result<(), DeviceError> {
    let Heard { body, nonce } = heard;
    match pending {
        Pending::Challenge => {
            let reply: NonceReply = serde_json::from_slice(&body).map_err(|_| not_ours())?;
            open.nonce = Some(reply.nonce);
            Ok(())
        }
        Pending::Push { events, .. } => {
            open.nonce = nonce;
            run.asked = true;
            run.rechallenged = false;
            let newly = push::accept(shell, open, &body)?;
            run.sent += newly;
            if *events == 0 || newly > 0 {
                return Ok(());
            }
            // Sent and not held: a centre that was restored meanwhile, or one that is not well.
            run.gaps += 1;
            if run.gaps > GAPS_MAX { Err(not_taken().into()) } else { Ok(()) }
        }
        Pending::Pull { .. } => {
            open.nonce = nonce;
            run.rechallenged = false;
            run.pages += 1;
            let page = pull::accept(shell, open, &body)?;
            run.pulled += page.rows;
            run.pulled_all = !page.more || run.pages >= PAGES_MAX;
            Ok(())
        }
    }
}
