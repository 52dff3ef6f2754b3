//! `…/desk/v1/returns…`: what is frozen, what would be, and the files.

use domain::{IsoWeek, reference::ReturnFrozen};
use reach::suppression::Tier;
use reach::weekly::{Answers, Cancellation, WeeklyReturn};
use reach::{Reading, weekly};
use returns::{Change, Format};
use wire::desk::{
    CancelledSession, Frozen, ReturnChange, ReturnQuestion, ReturnReview, ReturnRow, ReturnWeek, Returns,
    Revision,
};
use wire::{Code, Fault};

use super::answer::Answer;
use super::call::{Call, malformed};
use super::reach::{tier, tier_word};
use super::scope::Scope;
use super::{Desk, figure};
use crate::centre::Centre;
use crate::error::CentralError;
use crate::returns::{FrozenAt, ReturnFile};

/// How many weeks are listed.
const WEEKS: usize = 13;

/// `GET /desk/v1/returns`.
pub(super) async fn list(desk: &Desk, _: &Scope, _: &Call) -> Result<Answer, CentralError> {
    let counted = desk.counted().await?;
    let frozen = desk.centre.books.ask(|tx| Ok(book::returns_frozen(tx)?)).await?;
    let (reading, today) = (Reading::of(&counted.facts), counted.facts.as_of);
    let mut week = IsoWeek::of(today);
    let mut weeks = Vec::new();
    for _ in 0..WEEKS {
        weeks.push(ReturnWeek {
            week: week.to_string(),
            days: figure::days(week.period().into()),
            is_over: today >= week.period().last,
            devices_closed: figure::value(reach::devices_closed(&reading, week).value),
            revisions: frozen.iter().filter(|one| one.week == week).map(revision).collect(),
        });
        week = week.previous();
    }
    Ok(Answer::json(&Returns { weeks }))
}

/// `GET /desk/v1/returns/{week}`.
pub(super) async fn review(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let week: IsoWeek = call.param("week")?;
    let (centre, tier) = (desk.centre.acting(scope.account()), tier(scope));
    let last = last_frozen(&centre, week).await?;
    let shown = match tier {
        // A reader of released figures sees what was frozen, and nothing before that.
        Tier::Public => last.as_ref().ok_or_else(not_frozen)?.signed.frozen.weekly.clone(),
        Tier::Staff => centre.draft(week, scope.name().as_str()).await?,
    };
    if tier == Tier::Staff {
        centre.note("return.read", scope.account().uuid(), &week.to_string()).await?;
    }
    let before = last.as_ref().map(|last| &last.signed.frozen.weekly).filter(|_| tier == Tier::Staff);
    let changes = before.map(|before| Change::between(before, &shown)).unwrap_or_default();
    let is_over = centre.today().await? >= week.period().last;
    let revisions = centre.frozen_of(week).await?.iter().map(revision).collect();
    Ok(Answer::json(&said(&returns::for_tier(&shown, tier), tier, week, is_over, revisions, changes)))
}

/// `POST /desk/v1/returns/{week}/freeze`. Where nothing would change the last revision is answered again, so that a
/// second press makes no second revision.
pub(super) async fn freeze(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let week: IsoWeek = call.param("week")?;
    let centre = desk.centre.acting(scope.account());
    let name = scope.name().as_str();
    if let Some(last) = last_frozen(&centre, week).await? {
        let draft = centre.draft(week, name).await?;
        if Change::between(&last.signed.frozen.weekly, &draft).is_empty() {
            return Ok(Answer::json(&frozen(week, &last)));
        }
    }
    Ok(Answer::json(&frozen(week, &centre.freeze(week, name).await?)))
}

/// `GET /desk/v1/returns/{week}/file`.
pub(super) async fn file(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    download(desk, scope, call, Tier::Staff).await
}

/// `GET /desk/v1/returns/{week}/public-file`.
pub(super) async fn public_file(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    download(desk, scope, call, Tier::Public).await
}

async fn download(desk: &Desk, scope: &Scope, call: &Call, tier: Tier) -> Result<Answer, CentralError> {
    let week: IsoWeek = call.param("week")?;
    let revision: Option<u32> = call.query("revision")?;
    let text = call.query::<String>("format")?.unwrap_or_default();
    let (format, kind) = match text.as_str() {
        "xlsx" => (Format::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "csv" => (Format::Csv, "text/csv; charset=utf-8"),
        "html" => (Format::Html, "text/html; charset=utf-8"),
        "json" => (Format::Json, "application/json"),
        _ => return Err(malformed().about("format").into()),
    };
    let centre = desk.centre.acting(scope.account());
    let ReturnFile { name, bytes } = centre.export(week, revision, tier, format).await?;
    centre.note("return.exported", scope.account().uuid(), &name).await?;
    Ok(Answer::file(name, kind, bytes))
}

pub(super) async fn last_frozen(centre: &Centre, week: IsoWeek) -> Result<Option<FrozenAt>, CentralError> {
    match centre.frozen(week, None).await {
        Ok(frozen) => Ok(Some(frozen)),
        Err(CentralError::Refused(fault)) if fault.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn not_frozen() -> Fault {
    Fault::new(Code::NotFound, "This week's return is not frozen yet.")
}

fn revision(frozen: &ReturnFrozen) -> Revision {
    let ReturnFrozen { week: _, revision, n, sha256 } = frozen;
    Revision { revision: *revision, n: *n, sha256: sha256.as_str().to_owned() }
}

fn frozen(week: IsoWeek, at: &FrozenAt) -> Frozen {
    let returns::frozen::Signed { frozen, sha256, .. } = &at.signed;
    Frozen {
        week: week.to_string(),
        revision: Revision { revision: frozen.revision, n: frozen.weekly.n, sha256: sha256.clone() },
        frozen_ms: frozen.frozen_ms,
        prepared_by: frozen.weekly.prepared_by.clone(),
    }
}

fn said(
    shown: &WeeklyReturn,
    tier: Tier,
    week: IsoWeek,
    is_over: bool,
    revisions: Vec<Revision>,
    changes: Vec<Change>,
) -> ReturnReview {
    let question = |answers: &Answers| ReturnQuestion {
        title: answers.title.clone(),
        rows: answers.rows.iter().filter_map(|one| row(one, tier)).collect(),
    };
    let cancelled = |one: &Cancellation| {
        let Cancellation { on, starts, venue, activity, because } = one.clone();
        CancelledSession { on: on.to_string(), starts, venue, activity, because }
    };
    ReturnReview {
        week: week.to_string(),
        days: figure::days(shown.days),
        tier: tier_word(tier),
        is_over,
        revisions,
        is_frozen: tier == Tier::Public,
        changes: changes.into_iter().map(change).collect(),
        devices_closed: figure::value(shown.devices_closed),
        questions: shown.questions.iter().map(question).collect(),
        cancellations: shown.cancellations.iter().map(cancelled).collect(),
        definitions: shown.definitions.iter().map(figure::definition).collect(),
        populations: shown.populations.iter().map(figure::population).collect(),
        notes: shown.notes.clone(),
        n: shown.n,
        as_of: shown.as_of.to_string(),
    }
}

fn row(row: &weekly::Row, tier: Tier) -> Option<ReturnRow> {
    let beside = |one: &Option<reach::Figure>| one.as_ref().and_then(|one| figure::figure(one, tier));
    Some(ReturnRow {
        key: row.key.clone(),
        label: row.label.clone(),
        counted: row.counted.clone(),
        week: figure::figure(&row.week, tier)?,
        last_week: beside(&row.last_week),
        year: beside(&row.year),
    })
}

fn change(change: Change) -> ReturnChange {
    let column = change.column_words().to_owned();
    let Change { key, label, column: _, suppression: _, was, now } = change;
    ReturnChange { key, label, column, was, now }
}
