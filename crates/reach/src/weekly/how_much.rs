//! How much did we do?

use std::collections::BTreeSet;

use domain::{Outcome, ServiceId, Setting, VisitOutcome};

use super::Draft;
use super::row::RowWriter;
use super::words::{ACTIVITIES, OUTCOMES, SESSION_STATES, activity_words, outcome_words};
use crate::champions::{
    ACTIVE_CHAMPIONS, NEW_CHAMPIONS, VOLUNTEER_TIME, active_champions, new_champions, volunteer_time,
};
use crate::families::{NEW_FAMILIES, new_families};
use crate::footfall::{Naming, VISITS, VisitorKind, footfall};
use crate::home_visits::{HOME_VISITS, home_visits};
use crate::responses::{RESPONSES, responses, responses_of_target, surveys};
use crate::signposting::{SIGNPOSTS, SIGNPOSTS_BY_SERVICE, SignpostContact, signpost_figure, signposts};
use crate::timetable::{DELIVERY_TIME, SESSIONS, timetable};

pub(super) fn write(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    sessions(draft, writer);
    visits(draft, writer);
    to_families(draft, writer);
    champions(draft, writer);
    let new = draft.columns.map(|period| new_families(&draft.reading, period));
    writer.full("families.new", NEW_FAMILIES.label, &NEW_FAMILIES, new);
    told_of_services(draft, writer);
    answered(draft, writer);
}

fn sessions(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    let tables = draft.columns.map(|period| timetable(&draft.reading, period));
    for (state, is) in SESSION_STATES {
        let figures = tables.each_ref().map(|table| table.figure(|_, became| is(became)));
        let (key, label) = (format!("sessions.{}", state.key), format!("Sessions {}", state.label));
        writer.full(key, label, &SESSIONS, figures);
    }
    for activity in ACTIVITIES {
        let kind = activity_words(activity);
        for (state, is) in SESSION_STATES {
            let figures =
                tables.each_ref().map(|table| table.figure(|of, became| of == activity && is(became)));
            if figures.iter().any(|figure| figure.value.numerator > 0) {
                let key = format!("sessions.{}.{}", state.key, kind.key);
                writer.full(key, format!("{} {}", kind.label, state.label), &SESSIONS, figures);
            }
        }
    }
    let hours = tables.each_ref().map(|table| table.delivery_time());
    writer.full("sessions.hours", DELIVERY_TIME.label, &DELIVERY_TIME, hours);
}

fn visits(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    let footfalls = draft.columns.map(|period| footfall(&draft.reading, period));
    type Wanted = fn(VisitorKind, Naming) -> bool;
    let rows: [(&str, &str, Wanted); 6] = [
        ("visits", "Visits to sessions", |_, _| true),
        ("visits.adult", "of these adults", |kind, _| kind == VisitorKind::Adult),
        ("visits.child", "of these children of one or more, or of unknown age", |kind, _| {
            kind == VisitorKind::Child
        }),
        ("visits.under_one", "of these babies under one", |kind, _| kind == VisitorKind::UnderOne),
        ("visits.not_yet_known", "of these people whose record has not arrived", |kind, _| {
            kind == VisitorKind::NotYetKnown
        }),
        ("visits.anonymous", "of all these counted without a name", |_, naming| naming == Naming::Anonymous),
    ];
    for (key, label, wanted) in rows {
        writer.full(key, label, &VISITS, footfalls.each_ref().map(|one| one.figure(wanted)));
    }
}

fn to_families(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    let rows = [
        ("home_visits.done", "Home visits done", Setting::Home, VisitOutcome::Done),
        ("home_visits.no_answer", "Home visits without an answer", Setting::Home, VisitOutcome::NoAnswer),
        ("home_visits.declined", "Home visits declined", Setting::Home, VisitOutcome::Declined),
        ("one_to_one.done", "Families met one to one elsewhere", Setting::Elsewhere, VisitOutcome::Done),
        ("one_to_one.no_answer", "Did not come, elsewhere", Setting::Elsewhere, VisitOutcome::NoAnswer),
        ("one_to_one.declined", "Declined, elsewhere", Setting::Elsewhere, VisitOutcome::Declined),
    ];
    for (key, label, setting, outcome) in rows {
        let is = |at, went| at == setting && went == outcome;
        let figures = draft.columns.map(|period| home_visits(&draft.reading, period, is));
        writer.full(key, label, &HOME_VISITS, figures);
    }
}

fn champions(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    let active = draft.columns.map(|period| active_champions(&draft.reading, period));
    writer.full("champions.active", ACTIVE_CHAMPIONS.label, &ACTIVE_CHAMPIONS, active);
    let new = draft.columns.map(|period| new_champions(&draft.reading, period));
    writer.full("champions.new", NEW_CHAMPIONS.label, &NEW_CHAMPIONS, new);
    let hours = draft.columns.map(|period| volunteer_time(&draft.reading, period));
    writer.full("champions.hours", VOLUNTEER_TIME.label, &VOLUNTEER_TIME, hours);
}

fn told_of_services(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    let contacts = draft.columns.map(|period| (period, signposts(&draft.reading, period)));
    let all = contacts.each_ref().map(|(period, of)| signpost_figure(of, *period, &SIGNPOSTS, |_| true));
    writer.full("signposts", SIGNPOSTS.label, &SIGNPOSTS, all);

    let services: BTreeSet<Option<ServiceId>> =
        contacts.iter().flat_map(|(_, of)| of).map(|contact| contact.service).collect();
    for service in services {
        let known = draft.reading.facts.services.iter().find(|one| Some(one.id) == service);
        let (key, name) = match (service, known) {
            (Some(id), Some(one)) => (format!("signposts.service.{id}"), one.name.as_str()),
            (Some(id), None) => (format!("signposts.service.{id}"), "a service not yet received"),
            (None, _) => ("signposts.service.unlisted".to_owned(), "services not in the directory"),
        };
        let row = |outcome: Option<Outcome>| {
            let is = move |contact: &SignpostContact| {
                contact.service == service && outcome.is_none_or(|outcome| contact.outcome == outcome)
            };
            contacts.each_ref().map(|(period, of)| signpost_figure(of, *period, &SIGNPOSTS_BY_SERVICE, is))
        };
        writer.full(&key, format!("Signposts to {name}"), &SIGNPOSTS_BY_SERVICE, row(None));
        for outcome in OUTCOMES {
            let (figures, words) = (row(Some(outcome)), outcome_words(outcome));
            if figures.iter().any(|figure| figure.value.numerator > 0) {
                let label = format!("Signposts to {name}: {}", words.label);
                writer.full(format!("{key}.{}", words.key), label, &SIGNPOSTS_BY_SERVICE, figures);
            }
        }
    }
}

fn answered(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    for survey in surveys(&draft.reading) {
        let (key, title) = (format!("surveys.{}", survey.key), survey.title.as_str());
        let figures = draft.columns.map(|period| responses(&draft.reading, period, Some(&survey)));
        writer.full(&key, format!("Survey responses: {title}"), &RESPONSES, figures);
        let [week, last_week, _] =
            draft.last_days().map(|last| responses_of_target(&draft.reading, last, &survey));
        let label = format!("Survey responses to date: {title}");
        writer.row(format!("{key}.to_date"), label, &RESPONSES, (week, Some(last_week), None));
    }
    let unknown = draft.columns.map(|period| responses(&draft.reading, period, None));
    if unknown.iter().any(|figure| figure.value.numerator > 0) {
        writer.full("surveys_not_yet_known", "Responses to a form not yet received", &RESPONSES, unknown);
    }
}
