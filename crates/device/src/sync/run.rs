//! One run of sync: what is asked, and what comes of each answer.

use domain::StreamId;
use protocol::refusal::Refusal;
use protocol::run::{self as machine, Action, Effect, Heard as Told, Stop};
use wire::app::Synced;
use wire::push::PushReply;
use wire::reply::NonceReply;
use wire::sealed::Place;
use wire::{Code, Fault};

use super::hear::{Heard, Proof, hear, not_ours, waits};
use super::keyless::{Deposits, Next};
use super::{deposit, pull, push, request};
use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::leaving;
use crate::reserve;
use crate::shell::Shell;
use crate::transport::{Answer, Offline, Request};

/// Where a run of sync stands. Begin with the default one.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// What decides.
    machine: Option<machine::Run>,
    /// The certificate goes with the next request.
    certificate: bool,
    sent: u64,
    pages: pull::Pages,
    /// The copies that no push sends, on their way to the centre; looked for once a run.
    beside: Option<Beside>,
    looked_beside: bool,
    /// What was sent last.
    pending: Option<Pending>,
}

#[derive(Debug, Clone)]
struct Beside {
    deposits: Deposits,
    places: Vec<Place>,
}

#[derive(Debug, Clone)]
struct Pending {
    action: Action,
    nonce: String,
    /// How many events went with it.
    events: u64,
}

impl Run {
    fn is_to_wipe(&self) -> bool {
        self.machine.as_ref().is_some_and(machine::Run::is_to_wipe)
    }
}

/// What a shell is to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send this, and come back with the answer.
    Send(Request),
    /// A few rows of a page were stored, and there are more: come back with no answer. What was tapped meanwhile goes first.
    GoOn,
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
        let mut step = self.step(run, answer);
        if !matches!(step, Ok(Step::Send(_) | Step::GoOn))
            && let Some(open) = &mut self.open
        {
            // Whatever ended the run: what came of pages need not come again.
            step = open.vault.commit_pages().and(step);
        }
        let step = if run.is_to_wipe() && !matches!(step, Ok(Step::Send(_) | Step::GoOn)) {
            // Whatever ended the contact: it is counted.
            self.wipe_where_due().and(step)
        } else {
            step
        };
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
        if run.beside.is_some() {
            return beside(shell, open, run, answer);
        }
        if let (Some(answer), Some(pending)) = (answer, run.pending.take()) {
            take(shell, open, run, &pending, answer.as_ref())?;
            if run.pages.is_unread() {
                return Ok(Step::GoOn);
            }
        }
        match run.pages.step(shell, open)? {
            pull::Stepped::Nothing => next(shell, open, run),
            pull::Stepped::GoOn => Ok(Step::GoOn),
            pull::Stepped::Stored { more } => {
                // Only now the machine hears of it: a page that cannot be stored was not heard.
                heard(run, open, Told::Page { more })?;
                next(shell, open, run)
            }
        }
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

fn next(shell: &Shell, open: &mut Open, run: &mut Run) -> Result<Step, DeviceError> {
    let has_nonce = open.nonce.is_some();
    let machine = run.machine.get_or_insert_with(|| machine::Run::with_nonce(has_nonce));
    let action = machine.next(&open.vault)?;
    let nonce = match action {
        Action::Push(_) | Action::Deposit { .. } | Action::Pull => open.nonce.take().unwrap_or_default(),
        Action::Challenge | Action::Finish => String::new(),
    };
    let (mut request, events) = match action {
        Action::Finish if !run.looked_beside => {
            run.looked_beside = true;
            let places = open.sealed.beside(shell, &open.vault)?;
            if !places.is_empty() {
                let deposits = Deposits::begin(shell, |place| places.contains(place))?;
                run.beside = Some(Beside { deposits, places });
                return beside(shell, open, run, None);
            }
            return next(shell, open, run);
        }
        Action::Finish => {
            leaving::let_go(shell, open)?;
            let waiting = open.vault.marks()?.iter().map(protocol::Marks::waiting).sum();
            let Run { sent, pages, .. } = run;
            let (sent, pulled) = (*sent, pages.rows);
            return Ok(Step::Done(Synced { sent, pulled, waiting, all_sent: waiting == 0 }));
        }
        Action::Challenge => (request::challenge(&open.enrolment.address), 0),
        Action::Push(push) => push::request(open, push, &nonce)?,
        Action::Deposit { stream, from, max } => deposit::request(shell, open, stream, from, max, &nonce)?,
        Action::Pull => (run.pages.request(open, &nonce)?, 0),
    };
    // Beside a signed request, which may have to wait for its nonce.
    if run.certificate && action != Action::Challenge {
        run.certificate = false;
        request.headers.extend(request::certificate(&open.enrolment.certificate));
    }
    run.pending = Some(Pending { action, nonce, events });
    Ok(Step::Send(request))
}

/// Sends the copies that no push sends; when the centre has them, the run goes on to its end.
fn beside(
    shell: &Shell,
    open: &mut Open,
    run: &mut Run,
    answer: Option<Result<Answer, Offline>>,
) -> Result<Step, DeviceError> {
    let Some(Beside { deposits, places }) = &mut run.beside else { return next(shell, open, run) };
    match deposits.step(answer)? {
        Next::Send(request) => Ok(Step::Send(request)),
        Next::Done => {
            run.sent += deposits.sent();
            reserve::for_a_moment(shell, || open.vault.note_beside(places))?;
            open.sealed.nothing_beside();
            run.beside = None;
            next(shell, open, run)
        }
    }
}

/// Judges an answer, asks the machine what to do about it, and does it.
fn take(
    shell: &Shell,
    open: &mut Open,
    run: &mut Run,
    pending: &Pending,
    answer: Result<&Answer, &Offline>,
) -> Result<(), DeviceError> {
    let key = open.enrolment.centre_sign_key;
    let Pending { action, nonce, events } = pending;
    let proof = match action {
        Action::Challenge | Action::Finish => Proof::Unsigned,
        Action::Push(_) | Action::Deposit { .. } | Action::Pull => Proof::Signed { key: &key, nonce },
    };
    match hear(answer, &proof) {
        Ok(heard) => accept(shell, open, run, pending, heard),
        Err(fault) => {
            let told = Told::Refused { why: refusal(&fault), sent: *events };
            let effect = heard(run, open, told)?;
            apply(shell, open, run, effect, None, Some(fault))
        }
    }
}

/// A fault as the machine tells them apart.
const fn refusal(fault: &Fault) -> Refusal {
    let want = match fault.want {
        Some(want) => want,
        None => 1,
    };
    match fault.code {
        Code::Signature => Refusal::NotSigned,
        Code::Gap => Refusal::Gap { want },
        Code::Fork => Refusal::Fork { at: want },
        Code::TooLarge => Refusal::TooLarge,
        Code::Malformed | Code::DraftProblem => Refusal::Malformed,
        Code::UpdateNeeded => Refusal::TooOld,
        Code::NotPermitted | Code::Revoked => Refusal::NotPermitted,
        Code::NoNetwork | Code::Unavailable | Code::TooMany | Code::Internal => Refusal::Away,
        Code::AlreadyOpen
        | Code::AlreadyRecordedOtherwise
        | Code::Damaged
        | Code::DateNeeded
        | Code::DiskFails
        | Code::DiskFull
        | Code::InvitationRefused
        | Code::NotEnrolled
        | Code::NotFound
        | Code::SecretWrong
        | Code::SecretLocked
        | Code::SecretTooWeak
        | Code::SignInRefused
        | Code::SignInNeeded
        | Code::StepUpNeeded
        | Code::NotVerified => Refusal::Other,
    }
}

fn heard(run: &mut Run, open: &Open, told: Told) -> Result<Effect, DeviceError> {
    match &mut run.machine {
        Some(machine) => machine.heard(&open.vault, told),
        None => Ok(Effect::GoOn),
    }
}

fn accept(
    shell: &Shell,
    open: &mut Open,
    run: &mut Run,
    pending: &Pending,
    answer: Heard,
) -> Result<(), DeviceError> {
    let Heard { body, nonce } = answer;
    match pending.action {
        Action::Challenge | Action::Finish => {
            let reply: NonceReply = serde_json::from_slice(&body).map_err(|_| not_ours())?;
            open.nonce = Some(reply.nonce);
            heard(run, open, Told::Nonce)?;
            Ok(())
        }
        Action::Push(machine::Push { stream, .. }) | Action::Deposit { stream, .. } => {
            open.nonce = nonce;
            let push::Believed { reply, held, wipe } = push::receipt(open, &body, stream, &pending.nonce)?;
            let effect = heard(run, open, Told::Receipt { held, sent: pending.events, wipe })?;
            apply(shell, open, run, effect, Some(&reply), None)
        }
        Action::Pull => {
            open.nonce = nonce;
            run.pages.take(body);
            Ok(())
        }
    }
}

fn apply(
    shell: &Shell,
    open: &mut Open,
    run: &mut Run,
    effect: Effect,
    reply: Option<&PushReply>,
    fault: Option<Fault>,
) -> Result<(), DeviceError> {
    match effect {
        Effect::GoOn | Effect::StorePage => Ok(()),
        Effect::ShowCertificate => {
            run.certificate = true;
            Ok(())
        }
        Effect::Settle { stream, acked, durable } => {
            let before = open.vault.stream_of(stream)?.acked_through;
            let wall_ms = shell.clock.now().wall_ms;
            // On a full disk what was sent is settled all the same: it is then one thing less that only this device has.
            reserve::for_a_moment(shell, || open.vault.settle(stream, acked, durable, reply, wall_ms))?;
            run.sent += acked.saturating_sub(before);
            Ok(())
        }
        Effect::Fork { stream, at } => {
            let new = StreamId::from_bytes(shell.random()?);
            // It stays, so it takes of the reserve as a save does, and not of the margin.
            reserve::retrying(shell, || open.vault.fork(stream, at, new))?;
            open.sealed.begin_again();
            let Open { vault, sealed, enrolment, .. } = open;
            reserve::retrying(shell, || sealed.complete(shell, vault, &enrolment.centre_seal_key))?;
            Ok(())
        }
        Effect::Stop(stop) => Err(stopped(stop, fault)),
    }
}

/// Why a run is over, in words.
fn stopped(stop: Stop, fault: Option<Fault>) -> DeviceError {
    match (stop, fault) {
        (Stop::NotKnown, _) => Fault::new(
            Code::Signature,
            "The centre does not know this device. Ask your coordinator; everything you recorded is kept.",
        )
        .into(),
        (Stop::NotVerified, None) => push::not_verified(),
        (_, Some(fault)) if stop != Stop::NotTaken => fault.into(),
        _ => Fault::new(
            Code::Unavailable,
            "The centre does not take what is sent. Everything is kept; try again later.",
        )
        .into(),
    }
}
