//! `GET /desk/v1/weeks/{week}`: what came in, from whose devices, and what is kept aside.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::problem::{Problem, ProblemCode};
use domain::{ChampionId, DeviceId, EventId, IsoWeek, Period, StreamId, VisitOutcome};
use reach::{Became, Reading};
use wire::desk::{AcceptHeld, AcceptedHeld, Counts, DeviceInWeek, KeptAside, Week, WeekDay};

use super::answer::Answer;
use super::call::Call;
use super::people::{ChampionsInScope, champions_in};
use super::scope::Scope;
use super::{Desk, figure};
use crate::error::CentralError;
use crate::figures::Counted;
use crate::ledger::{DeviceRow, Owner};

/// The route.
pub(super) async fn week(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let week: IsoWeek = call.param("week")?;
    let centre = desk.centre.acting(scope.account());
    let (by_day, total) = desk.worked_out(move |counted| counts(counted, week)).await?;
    let counted = desk.counted().await?;
    let champions = champions_in(&centre, scope).await?;
    let devices = centre.ledger.devices(centre.authority.id).await?;
    let seen: BTreeMap<_, _> = centre.ledger.devices_seen(centre.authority.id).await?.into_iter().collect();
    let (kept, kept_out, waiting) = centre
        .books
        .ask(|tx| Ok((book::kept_aside(tx)?, book::kept_out(tx)?, book::waiting(tx)?.len())))
        .await?;
    let owners: BTreeMap<StreamId, Owner> = centre
        .ledger
        .streams(centre.authority.id)
        .await?
        .into_iter()
        .map(|row| (row.stream, row.owner))
        .collect();
    let champion_of = |stream: StreamId| match owners.get(&stream) {
        Some(Owner::Device { champion, device: _ }) => Some(*champion),
        Some(Owner::Centre) | None => None,
    };
    let kept = kept.into_iter().map(|one| Aside {
        event: one.event,
        kind: one.kind,
        champion: champion_of(one.stream),
        why: Why::of(one.problem),
        held: None,
    });
    let out = kept_out.into_iter().map(|one| Aside {
        event: one.event,
        kind: UNREAD.to_owned(),
        champion: champion_of(one.stream),
        why: Why::named(one.code, one.field),
        held: None,
    });
    let held = centre.held().await?.into_iter().map(|one| Aside {
        event: one.which.event,
        kind: one.kind,
        champion: Some(one.champion),
        why: Why::held(one.in_conflict),
        held: Some((one.on, !one.in_conflict)),
    });
    let mut kept_aside = Vec::new();
    for Aside { event, kind, champion, why, held } in kept.chain(out).chain(held) {
        // What nobody's device sent is shown to whoever sees all.
        let named = champion.and_then(|id| champions.name(id));
        if named.is_none() && (champion.is_some() || scope.row().team.is_some()) {
            continue;
        }
        kept_aside.push(KeptAside {
            event,
            kind,
            champion,
            champion_name: named.map(str::to_owned),
            code: why.code,
            sentence: why.sentence,
            field: why.field,
            acceptable: held.is_some_and(|(_, acceptable)| acceptable),
            date: held.map(|(on, _)| on.to_string()),
        });
    }
    centre.note("week.read", scope.account().uuid(), &week.to_string()).await?;
    let closed = reach::devices_closed(&Reading::of(&counted.facts), week).value;
    Ok(Answer::json(&Week {
        week: week.to_string(),
        days: figure::days(week.period().into()),
        is_over: counted.facts.as_of >= week.period().last,
        by_day,
        total,
        devices_closed: figure::value(closed),
        devices: in_week(&counted, week, &devices, &champions, &seen),
        kept_aside,
        waiting: waiting as u64,
        n: counted.facts.n,
        as_of: counted.facts.as_of.to_string(),
    }))
}

/// `POST /desk/v1/kept-aside/accept`. With a step-up: whoever had the device may have written it.
pub(super) async fn accept(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let AcceptHeld { events } = call.json()?;
    let centre = desk.centre.acting(scope.account());
    let champions = champions_in(&centre, scope).await?;
    let accepted = centre.accept_within(&events, |champion| champions.get(champion).is_some()).await?;
    Ok(Answer::json(&AcceptedHeld { accepted }))
}

/// A record that is kept aside, before it is known who may see it.
struct Aside {
    event: EventId,
    kind: String,
    champion: Option<ChampionId>,
    why: Why,
    /// Its day and whether it may be accepted, where it is held.
    held: Option<(NaiveDate, bool)>,
}

/// Devices in use that this reader may know of, with whether each closed the week.
fn in_week(
    counted: &Counted,
    week: IsoWeek,
    devices: &[DeviceRow],
    champions: &ChampionsInScope,
    seen: &BTreeMap<DeviceId, u64>,
) -> Vec<DeviceInWeek> {
    let closes = counted.facts.week_closes.iter().filter(|close| close.week == week);
    let closed: BTreeSet<DeviceId> = closes.map(|close| close.device).collect();
    let mut all: Vec<DeviceInWeek> = devices
        .iter()
        .filter(|device| device.revoked.is_none() || closed.contains(&device.id))
        .filter_map(|device| {
            Some(DeviceInWeek {
                device: device.id,
                champion: device.champion,
                champion_name: champions.name(device.champion)?.to_owned(),
                closed: closed.contains(&device.id),
                last_contact_ms: seen.get(&device.id).copied(),
            })
        })
        .collect();
    all.sort_by(|left, right| (&left.champion_name, left.device).cmp(&(&right.champion_name, right.device)));
    all
}

/// Each day's counts, and the whole week's. They are the return's own figures, so that the two never differ.
fn counts(counted: &Counted, week: IsoWeek) -> (Vec<WeekDay>, Counts) {
    let reading = Reading::of(&counted.facts);
    let period = week.period();
    let days = period.first.iter_days().take_while(|day| *day <= period.last);
    let by_day = days
        .map(|day| WeekDay { date: day.to_string(), counts: of(&reading, Period { first: day, last: day }) });
    (by_day.collect(), of(&reading, period))
}

fn of(reading: &Reading<'_>, period: Period) -> Counts {
    let done = |_, outcome| outcome == VisitOutcome::Done;
    let held = |_, became| matches!(became, Became::HeldAsPlanned | Became::HeldExtra);
    Counts {
        sessions: reach::timetable(reading, period).figure(held).value.numerator,
        attendances: reach::footfall(reading, period).figure(|_, _| true).value.numerator,
        visits: reach::home_visits(reading, period, done).value.numerator,
        signposts: reach::signposts(reading, period).len() as u64,
        responses: responses(reading, period),
    }
}

/// To every survey, and to forms that have not arrived.
fn responses(reading: &Reading<'_>, period: Period) -> u64 {
    let surveys = reach::surveys(reading);
    let each = surveys.iter().map(Some).chain([None]);
    each.map(|survey| reach::responses(reading, period, survey).value.numerator).sum()
}

/// What kind of record it is cannot be said of one that no book takes in.
const UNREAD: &str = "unread";

/// Why a record is kept aside.
struct Why {
    code: String,
    field: String,
    sentence: String,
}

impl Why {
    fn of(problem: Problem) -> Self {
        let Problem { field, code } = problem;
        let word = serde_json::to_value(code).ok().and_then(|word| word.as_str().map(str::to_owned));
        Self { code: word.unwrap_or_default(), field, sentence: code.sentence().to_owned() }
    }

    /// Of one that is held since its device's access was ended.
    fn held(in_conflict: bool) -> Self {
        let sentence = if in_conflict {
            "the device had been revoked when this came, and another record stands under its id"
        } else {
            "the device had been revoked when this came"
        };
        let (code, field) = ("revoked".to_owned(), "actor".to_owned());
        Self { code, field, sentence: sentence.to_owned() }
    }

    /// Of one that was kept out of the book: by a rule of a record, or by one of who may say what.
    fn named(code: String, field: String) -> Self {
        let sentence = match code.as_str() {
            "actor" => "this was said in somebody else's name",
            "not_permitted" => "only the centre may record this",
            word => {
                let known = serde_json::from_value::<ProblemCode>(serde_json::Value::String(word.to_owned()));
                known.map_or("this cannot be read", ProblemCode::sentence)
            }
        };
        Self { sentence: sentence.to_owned(), code, field }
    }
}
