//! Recording a draft. "Saved" is said only when the event is durable in the vault and its sealed copy is durable
//! beside it.

use chrono::NaiveDate;
use domain::{Actor, EventId, Salt, StreamId};
use sha2::{Digest as _, Sha256};
use wire::draft::{AttendanceDraft, Draft, DraftLine, ResponseDraft, ShiftDraft, SignpostDraft};
use wire::recorded::{RecordState, Recorded};
use wire::{Code, Fault};

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::known::{self, Known};
use crate::shell::Shell;
use crate::vault::{Stored, ToRecord};
use crate::{disk, draft, records, reserve, typed, when};

impl Device {
    /// Records a draft. The same line with the same id recorded twice is recorded once. `label` means nothing
    /// here: whoever reads lines replaces `#labels` by ids first.
    ///
    /// # Errors
    /// `DraftProblem` and `DateNeeded` with the field; `AlreadyRecordedOtherwise`; `NotPermitted`; `DiskFull` and
    /// `DiskFails`, after which nothing was lost and the same line can be tried again; `SecretWrong` while locked.
    pub fn record(&mut self, line: &DraftLine) -> Result<Recorded, Fault> {
        self.writing(|shell, open| record(shell, open, line))
    }
}

fn record(shell: &Shell, open: &mut Open, line: &DraftLine) -> Result<Recorded, DeviceError> {
    let DraftLine { id, label: _, date, draft } = line;
    let now = shell.clock.now();
    let clock_doubtful = when::is_doubtful(&now, open.vault.contact()?.server_ms);
    let stream = open.vault.stream()?;
    let draft_hash = draft_hash(open.vault.first_stream()?, date.as_deref(), draft);

    let given = id.as_deref().map(given_id).transpose()?;
    let tried = open.unconfirmed.filter(|(tried, _)| given.is_none() && *tried == draft_hash);
    if let Some(id) = given.or(tried.map(|(_, id)| id))
        && let Some(recorded) = again(shell, open, id, &draft_hash, clock_doubtful)?
    {
        return Ok(recorded);
    }
    let date = match (date, of_session(open, draft)?) {
        (None, Some(day)) => day,
        (Some(_), _) | (None, None) => when::activity_date(date.as_deref(), &now, clock_doubtful)?,
    };
    let known = Known::new(open, &stream, date);
    let fact = draft::fact(draft, &known)?;
    let id = match given.or(tried.map(|(_, id)| id)) {
        Some(id) => id,
        None => EventId::mint(now.wall_ms, shell.random()?),
    };
    let kind = fact.kind().to_owned();
    let actor = Actor::Champion(known.champion());
    let seq = save(shell, open, || {
        Ok(ToRecord {
            id,
            salt: Salt(shell.random()?),
            fact: fact.clone(),
            date,
            recorded: now.clone(),
            actor,
            draft_hash,
        })
    })?;
    Ok(Recorded { id, kind, seq, state: RecordState::Saved, again: false, clock_doubtful })
}

/// The day of the session that a draft is about; none where it names none, or one that is not known here. A register
/// written up two days later is still the register of its day.
fn of_session(open: &Open, draft: &Draft) -> Result<Option<NaiveDate>, DeviceError> {
    let session = match draft {
        Draft::Attendance(AttendanceDraft { session, .. }) => Some(session),
        Draft::Signpost(SignpostDraft { session, .. })
        | Draft::Response(ResponseDraft { session, .. })
        | Draft::Shift(ShiftDraft { session, .. }) => session.as_ref(),
        Draft::Session(_)
        | Draft::Family(_)
        | Draft::Person(_)
        | Draft::Registration(_)
        | Draft::Visit(_)
        | Draft::Amend(_)
        | Draft::Void(_)
        | Draft::Reinstate(_)
        | Draft::CloseWeek(_)
        | Draft::EnquiryAnswer(_) => None,
    };
    match session.and_then(|session| session.trim().parse().ok()) {
        Some(session) => known::session_day(&open.vault, session),
        None => Ok(None),
    }
}

fn given_id(typed: &str) -> Result<EventId, DeviceError> {
    let id: EventId = typed::id("id", typed)?;
    if id.uuid().is_nil() {
        return Err(typed::problem("id", domain::problem::ProblemCode::Malformed));
    }
    Ok(id)
}

/// What was typed, as a hash that only this vault can make. Its first stream, which never leaves the vault and the
/// centre, keeps it from being guessed.
fn draft_hash(stream: StreamId, date: Option<&str>, draft: &Draft) -> [u8; 32] {
    let typed = wire::signing::domain_bytes("doorstep-draft-1", &(date, draft));
    Sha256::new().chain_update(stream.bytes()).chain_update(typed).finalize().into()
}

/// What was recorded under this id before; none where nothing was.
fn again(
    shell: &Shell,
    open: &mut Open,
    id: EventId,
    draft_hash: &[u8; 32],
    clock_doubtful: bool,
) -> Result<Option<Recorded>, DeviceError> {
    let otherwise =
        || Fault::new(Code::AlreadyRecordedOtherwise, "This id is already recorded with other content.");
    let Some(stored) = open.vault.event(id)? else {
        return if Known::is_pulled(open, id)? { Err(otherwise().about("id").into()) } else { Ok(None) };
    };
    let Stored { id, seq, h: _, words, draft_hash: before } = stored;
    if before.as_ref() != Some(draft_hash) {
        return Err(otherwise().about("id").into());
    }
    // The last time may have failed between the vault and the sealed copy.
    confirm(shell, open, None)?;
    let state = records::state(open.vault.standing(id)?);
    let body = words.and_then(|(_, body)| domain::Body::parse(&body).ok());
    let kind = body.map(|body| body.kind).ok_or(DeviceError::Unreadable("event"))?;
    Ok(Some(Recorded { id, kind, seq, state, again: true, clock_doubtful }))
}

/// Vault first, sealed copy second, and only then "Saved". On a full disk the reserve is given up for it.
fn save(
    shell: &Shell,
    open: &mut Open,
    what: impl Fn() -> Result<ToRecord, DeviceError>,
) -> Result<u64, DeviceError> {
    let first = what()?;
    let (id, draft_hash) = (first.id, first.draft_hash);
    let placed = match open.vault.record(first) {
        Err(error) if is_of_the_disk(&error) => {
            // Whether it reached the disk only the disk can tell: the file is opened anew and asked.
            open.unconfirmed = Some((draft_hash, id));
            let full = error.is_full(shell.files.free_bytes());
            let room = full && reserve::give_up(shell)?;
            if !full && !disk::takes(shell) {
                // A file closed now might not open again, and what was saved can still be read.
                return Err(DeviceError::DiskFails);
            }
            open.vault.reopen()?;
            match open.vault.event(id)? {
                Some(stored) => Ok((open.vault.stream()?.id, stored)),
                None if room => open.vault.record(what()?),
                None => Err(error),
            }
        }
        placed => placed,
    }?;
    open.unconfirmed = Some((draft_hash, id));
    let seq = placed.1.seq;
    confirm(shell, open, Some(placed))?;
    Ok(seq)
}

/// Seals what is not sealed yet: nearly always the event that was just placed, and nothing else. Until this is done nothing
/// is said to be saved.
fn confirm(shell: &Shell, open: &mut Open, placed: Option<(StreamId, Stored)>) -> Result<(), DeviceError> {
    let Open { vault, sealed, enrolment, unconfirmed, nonce: _ } = open;
    let key = enrolment.centre_seal_key;
    reserve::retrying(shell, || match &placed {
        Some((stream, stored)) if sealed.comes_next(*stream, stored) => {
            sealed.add(shell, &key, *stream, stored.clone())
        }
        Some(_) | None => sealed.complete(shell, vault, &key).map(|_| ()),
    })?;
    *unconfirmed = None;
    Ok(())
}

/// Whether the failure leaves open what is on the disk.
fn is_of_the_disk(error: &DeviceError) -> bool {
    match error {
        DeviceError::Sqlite(_) | DeviceError::Book(book::BookError::Sqlite(_)) => true,
        DeviceError::Book(
            book::BookError::NoTransaction
            | book::BookError::Position(_)
            | book::BookError::Schema { .. }
            | book::BookError::Damaged { .. },
        )
        | DeviceError::File(_)
        | DeviceError::NoRandomness(_)
        | DeviceError::Keystore(_)
        | DeviceError::Unreadable(_)
        | DeviceError::Unsafe(_)
        | DeviceError::DiskFails
        | DeviceError::Refused(_) => false,
    }
}
