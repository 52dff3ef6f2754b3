//! `GET /desk/v1/reach…`: figures for staff as the ledger stands, for commissioners as they were released.

use chrono::NaiveDate;
use domain::reference::Target;
use domain::{IsoWeek, Period};
use reach::suppression::{SuppressionClass, SuppressionSettings, Tier};
use reach::targets::{StillToReach, still_to_reach};
use reach::{Frame, Parameters, Population, Reading};
use wire::desk::{AreaShapes, DeskRole, Reach, ReachByArea, ReachTarget, ReachTrend, SmallArea};
use wire::{Code, Fault};

use super::answer::Answer;
use super::call::Call;
use super::scope::Scope;
use super::{Desk, figure, release};
use crate::error::CentralError;
use crate::figures::{Counted, Indicators};

/// How many weeks a trend goes back.
const TREND_WEEKS: usize = 12;
/// No figure is worked out for a day before this one: there was no programme, and no population either.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date");

/// `GET /desk/v1/reach`.
pub(super) async fn reach(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    if tier(scope) == Tier::Public {
        return Ok(Answer::json(&release::latest(desk, scope).await?.reach));
    }
    let at = day(desk, call).await?;
    Ok(Answer::json(&desk.worked_out(move |counted| figures(counted, at, Tier::Staff)).await?))
}

/// `GET /desk/v1/reach/areas`.
pub(super) async fn areas(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    if tier(scope) == Tier::Public {
        return Ok(Answer::json(&release::latest(desk, scope).await?.areas));
    }
    let at = day(desk, call).await?;
    Ok(Answer::json(&desk.worked_out(move |counted| by_area(counted, at, Tier::Staff)).await?))
}

/// `GET /desk/v1/reach/trend`.
pub(super) async fn trend(desk: &Desk, scope: &Scope, _: &Call) -> Result<Answer, CentralError> {
    if tier(scope) == Tier::Public {
        return Ok(Answer::json(&release::trend(desk, scope).await?));
    }
    let today = desk.centre.today().await?;
    Ok(Answer::json(&desk.worked_out(move |counted| weekly_trend(counted, today)).await?))
}

/// `GET /desk/v1/area/shapes`.
pub(super) async fn shapes(desk: &Desk, _: &Scope, _: &Call) -> Result<Answer, CentralError> {
    let counted = desk.counted().await?;
    let nothing = || Fault::new(Code::NotFound, "No area with outlines is imported.");
    let pack = counted.pack.as_ref().ok_or_else(nothing)?;
    let shapes = pack.shapes().ok_or_else(nothing)?;
    let polygons = shapes.polygons.iter().map(|(lsoa, polygons)| (lsoa.to_string(), polygons.clone()));
    Ok(Answer::json(&AreaShapes {
        name: pack.area().name.clone(),
        label: shapes.label.clone(),
        attribution: pack.attribution().to_owned(),
        polygons: polygons.collect(),
    }))
}

/// How exactly this reader may see figures.
pub(super) fn tier(scope: &Scope) -> Tier {
    match scope.role() {
        DeskRole::Coordinator | DeskRole::DataOfficer => Tier::Staff,
        DeskRole::Commissioner | DeskRole::Administrator => Tier::Public,
    }
}

pub(super) const fn tier_word(tier: Tier) -> wire::desk::Tier {
    match tier {
        Tier::Public => wire::desk::Tier::Public,
        Tier::Staff => wire::desk::Tier::Staff,
    }
}

/// The day asked for; today where none is. Later days are refused: nobody is five years old yet who will be then.
async fn day(desk: &Desk, call: &Call) -> Result<NaiveDate, CentralError> {
    let today = desk.centre.today().await?;
    let at: NaiveDate = call.query("at")?.unwrap_or(today);
    if at < EARLIEST || at > today {
        return Err(Fault::new(Code::DraftProblem, "Choose a day that has come.").about("at").into());
    }
    Ok(at)
}

/// All indicators at a day.
pub(super) fn figures(counted: &Counted, at: NaiveDate, tier: Tier) -> Reach {
    let Indicators { n, as_of, at, population, model, model_sha256, figures, definitions, notes } =
        Indicators::of(counted, at);
    let shown: Vec<_> = figures.iter().filter_map(|one| figure::figure(one, tier)).collect();
    let is_used = |id: &str| shown.iter().any(|one| one.definition == id);
    let closed = reach::devices_closed(&Reading::of(&counted.facts), IsoWeek::of(at)).value;
    Reach {
        at: at.to_string(),
        tier: tier_word(tier),
        definitions: definitions.iter().filter(|one| is_used(&one.id)).map(figure::definition).collect(),
        targets: targets(counted, &shown),
        figures: shown,
        population: population.as_ref().map(figure::population),
        devices_closed: figure::value(closed),
        notes,
        n,
        as_of: as_of.to_string(),
        model,
        model_sha256,
    }
}

/// What the programme aims at, for the figures that this reader is shown.
fn targets(counted: &Counted, shown: &[wire::figure::Figure]) -> Vec<ReachTarget> {
    let set = counted.facts.authority.as_ref().map(|authority| authority.targets.as_slice());
    let one = |target: &Target| {
        let Target { figure, label, percent, by, national } = target;
        let number = |one: &wire::figure::Figure| one.definition.split('@').next() == Some(figure.as_str());
        let measured = shown.iter().find(|one| number(one))?;
        let value = measured.value?;
        let StillToReach { needed, more } =
            still_to_reach(u32::from(*percent), value.numerator, value.denominator?);
        Some(ReachTarget {
            definition: measured.definition.clone(),
            label: label.as_str().to_owned(),
            is_national: *national,
            percent: u64::from(*percent),
            by: by.map(|by| by.to_string()),
            needed,
            more,
        })
    };
    set.unwrap_or_default().iter().filter_map(one).collect()
}

/// I-11 at a day.
pub(super) fn by_area(counted: &Counted, at: NaiveDate, tier: Tier) -> ReachByArea {
    let Counted { facts, pack } = counted;
    let (parameters, settings) = (Parameters::default(), SuppressionSettings::default());
    let mut areas = Vec::new();
    let mut definition = None;
    if let Some(pack) = pack {
        let frame = Frame::of(pack, Period::rolling_year(at), &parameters);
        let population = Population::at(pack, at, &parameters);
        let printed = reach::REACH_BY_LSOA.printed(&parameters, Some(pack), population.as_ref());
        definition = Some(figure::definition(&printed));
        for (lsoa, one) in reach::reach_by_lsoa(&Reading::of(facts), &frame) {
            let Some(shown) = figure::figure(&one, tier) else { continue };
            let band_at = band_of(&settings, one.value, tier);
            let row = pack.area().lsoas.iter().find(|row| row.code == lsoa && row.is_member_on(at));
            areas.push(SmallArea {
                lsoa: lsoa.to_string(),
                name: one.label.clone(),
                figure: shown,
                band: band_at.and_then(|band| band_words(&settings, band)),
                band_at,
                imd_decile: row.and_then(|row| row.imd_decile).filter(|_| tier == Tier::Staff),
            });
        }
    }
    ReachByArea {
        at: at.to_string(),
        tier: tier_word(tier),
        definition,
        areas,
        bands_percent: settings.map_bands_percent,
        notes: Vec::new(),
        n: facts.n,
        as_of: facts.as_of.to_string(),
    }
}

/// Which of the map's bands it is, from 0: for the public by the rounded rate, and none where that is not shown.
fn band_of(settings: &SuppressionSettings, value: reach::Value, tier: Tier) -> Option<u8> {
    let text = settings.percent_text(value, SuppressionClass::SmallAreas, tier);
    let whole = text.trim_end_matches('%').split('.').next()?;
    let percent: u64 = whole.parse().ok()?;
    let below = settings.map_bands_percent.iter().filter(|from| **from <= percent).count();
    u8::try_from(below).ok()
}

/// A band in words: `<40`, `40–64`, `80+`.
fn band_words(settings: &SuppressionSettings, band: u8) -> Option<String> {
    let (bands, band) = (&settings.map_bands_percent, usize::from(band));
    Some(match (band.checked_sub(1).and_then(|before| bands.get(before)), bands.get(band)) {
        (None, next) => format!("<{}", next?),
        (Some(from), Some(next)) => format!("{from}–{}", next.saturating_sub(1)),
        (Some(from), None) => format!("{from}+"),
    })
}

fn weekly_trend(counted: &Counted, today: NaiveDate) -> ReachTrend {
    let Counted { facts, pack } = counted;
    let parameters = Parameters::default();
    let (reading, mut points) = (Reading::of(facts), Vec::new());
    let mut definition = None;
    if let Some(pack) = pack {
        let mut week = IsoWeek::of(today);
        if today < week.period().last {
            week = week.previous();
        }
        for _ in 0..TREND_WEEKS {
            let frame = Frame::of(pack, Period::rolling_year(week.period().last), &parameters);
            points.extend(figure::figure(&reach::reach(&reading, &frame), Tier::Staff));
            week = week.previous();
        }
        points.reverse();
        let population = Population::at(pack, today, &parameters);
        let printed = reach::REACH.printed(&parameters, Some(pack), population.as_ref());
        definition = Some(figure::definition(&printed));
    }
    ReachTrend {
        tier: tier_word(Tier::Staff),
        points,
        definition,
        n: facts.n,
        as_of: facts.as_of.to_string(),
    }
}
