//! `GET /desk/v1/weeks/{week}`: what came in, from whose devices, and what is kept aside.

use std::collections::{BTreeMap, BTreeSet};

use domain::{DeviceId, IsoWeek, Period, StreamId, VisitOutcome};
use reach::{Became, Reading};
use wire::desk::{Counts, DeviceInWeek, KeptAside, Week, WeekDay};

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
    let (kept, waiting) =
        centre.books.ask(|tx| Ok((book::kept_aside(tx)?, book::waiting(tx)?.len()))).await?;
    let owners: BTreeMap<StreamId, Owner> = centre
        .ledger
        .streams(centre.authority.id)
        .await?
        .into_iter()
        .map(|row| (row.stream, row.owner))
        .collect();
    let mut kept_aside = Vec::new();
    for one in kept {
        let champion = match owners.get(&one.stream) {
            Some(Owner::Device { champion, device: _ }) => Some(*champion),
            Some(Owner::Centre) | None => None,
        };
        // What nobody's device sent is shown to whoever sees all.
        let named = champion.and_then(|id| champions.name(id));
        if named.is_none() && (champion.is_some() || scope.row().team.is_some()) {
            continue;
        }
        kept_aside.push(KeptAside {
            event: one.event,
            kind: one.kind,
            champion,
            champion_name: named.map(str::to_owned),
            code: word(one.problem.code),
            sentence: one.problem.code.sentence().to_owned(),
            field: one.problem.field,
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
        responses: reach::responses(reading, period, None).value.numerator,
    }
}

fn word(code: domain::problem::ProblemCode) -> String {
    let word = serde_json::to_value(code).ok().and_then(|word| word.as_str().map(str::to_owned));
    word.unwrap_or_default()
}
