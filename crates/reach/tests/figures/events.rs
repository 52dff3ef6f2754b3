//! Visits, sessions, hours, signposts, responses, devices: counts of what was recorded.

use domain::{
    AnonymousBand, ChampionId, Channel, FormId, IsoWeek, Outcome, Period, Professional, ServiceRef, Signpost,
};
use reach::facts::{DeviceFact, FormFact, ResponseFact, SignpostFact, WeekCloseFact};
use reach::{
    Became, Naming, Reading, SIGNPOSTS, Value, VisitorKind, active_champions, attendances_to_check,
    devices_closed, footfall, presence, responses, responses_of_target, signpost_figure, signposts, surveys,
    timetable, volunteer_time,
};

use crate::town::{IN_WARD, Town, date, line};

fn week() -> Period {
    "2026-W47".parse::<IsoWeek>().expect("a week").period()
}

#[test]
fn a_child_ticked_by_two_champions_at_one_session_is_one_visit() {
    let mut town = Town::new();
    let (child, venue) = (town.child("2024-05-14", IN_WARD), town.venue());
    let twins = [town.session_at(venue, "2026-11-16"), town.session_at(venue, "2026-11-16")];
    twins.iter().for_each(|session| town.attends(child, *session));
    let elsewhere = town.session("2026-11-16");
    town.attends(child, elsewhere);
    let reading = Reading::of(&town.facts);
    assert_eq!(
        footfall(&reading, week()).figure(|_, _| true).value.numerator,
        2,
        "two sessions, three ticks"
    );
    assert_eq!(
        timetable(&reading, week()).figure(|_, became| became.is_held()).value.numerator,
        2,
        "as held"
    );
}

#[test]
fn two_sessions_of_one_day_at_one_place_are_two_where_they_start_apart() {
    let mut town = Town::new();
    let (child, venue) = (town.child("2024-05-14", IN_WARD), town.venue());
    let (morning, afternoon) = (town.session_at(venue, "2026-11-16"), town.session_at(venue, "2026-11-16"));
    let fact = town.facts.sessions.iter_mut().find(|fact| fact.id == afternoon).expect("just added");
    fact.session.starts = "10:30".parse().expect("a time");
    [morning, afternoon].iter().for_each(|session| town.attends(child, *session));
    let reading = Reading::of(&town.facts);
    assert_eq!(footfall(&reading, week()).figure(|_, _| true).value.numerator, 2, "they came twice");
    assert_eq!(timetable(&reading, week()).delivery_time().printed, "3 h", "two hours and one");
}

#[test]
fn a_tick_at_a_session_that_was_called_off_counts_and_is_named_to_be_checked() {
    let mut town = Town::new();
    let (child, venue) = (town.child("2024-05-14", IN_WARD), town.venue());
    town.cancels(venue, "2026-11-16", "burst pipe");
    let called_off = town.facts.sessions.last().expect("just added").id;
    town.attends(child, called_off);
    let reading = Reading::of(&town.facts);
    assert_eq!(footfall(&reading, week()).figure(|_, _| true).value.numerator, 1, "somebody said they came");
    assert_eq!(attendances_to_check(&reading, week()).value.numerator, 1, "though nobody held it");

    town.session_at(venue, "2026-11-16");
    let reading = Reading::of(&town.facts);
    assert_eq!(
        attendances_to_check(&reading, week()).value.numerator,
        0,
        "who was there outweighs who was not"
    );
}

#[test]
fn a_tick_at_a_withdrawn_session_is_to_be_checked_unless_a_twin_stands() {
    let mut town = Town::new();
    let (child, venue) = (town.child("2024-05-14", IN_WARD), town.venue());
    let withdrawn = town.session_at(venue, "2026-11-16");
    town.attends(child, withdrawn);
    town.facts.withdrawn_sessions.append(&mut town.facts.sessions);
    let reading = Reading::of(&town.facts);
    assert_eq!(attendances_to_check(&reading, week()).value.numerator, 1, "no record of it stands");

    town.session_at(venue, "2026-11-16");
    let mut on_its_way = town.facts.attendances[0].clone();
    (on_its_way.id, on_its_way.session) = (town.id(), town.id().into());
    town.facts.attendances.push(on_its_way);
    let reading = Reading::of(&town.facts);
    let to_check = attendances_to_check(&reading, week()).value.numerator;
    assert_eq!(to_check, 0, "its twin stands, and one that has not arrived is waited for");
}

#[test]
fn visits_are_told_apart_by_who_came_and_add_up() {
    let mut town = Town::new();
    let session = town.session("2026-11-16");
    let people = [town.carer(), town.child("2024-05-14", IN_WARD), town.child("2026-02-01", IN_WARD)];
    people.iter().for_each(|person| town.attends(*person, session));
    let stranger = town.id().into();
    town.attends(stranger, session);
    for (band, count) in
        [(AnonymousBand::Adult, 2), (AnonymousBand::OlderChild, 1), (AnonymousBand::UnderOne, 3)]
    {
        town.counts(session, band, count);
    }
    let reading = Reading::of(&town.facts);
    let footfall = footfall(&reading, week());
    let of = |wanted| footfall.figure(|kind, _| kind == wanted).value.numerator;
    assert_eq!(of(VisitorKind::Adult), 3, "a carer and two without a name");
    assert_eq!(of(VisitorKind::Child), 2, "a two-year-old and an older child");
    assert_eq!(of(VisitorKind::UnderOne), 4, "a baby and three without a name");
    assert_eq!(of(VisitorKind::NotYetKnown), 1, "one whose record is still on its way");
    assert_eq!(footfall.figure(|_, naming| naming == Naming::Anonymous).value.numerator, 6, "without a name");
    assert_eq!(footfall.figure(|_, _| true).value.numerator, 10, "in all");
}

#[test]
fn sessions_are_read_against_the_timetable_of_their_day() {
    let mut town = Town::new();
    let (held, off, silent, extra) = (town.venue(), town.venue(), town.venue(), town.venue());
    for venue in [held, off, silent] {
        town.plans(venue, "2026-01-05");
    }
    let not_begun = town.venue();
    town.plans(not_begun, "2026-12-01");
    town.session_at(held, "2026-11-16");
    town.cancels(off, "2026-11-16", "the heating failed");
    town.session_at(extra, "2026-11-18");
    let reading = Reading::of(&town.facts);
    let table = timetable(&reading, week());
    let count = |wanted| table.figure(|_, became| became == wanted).value.numerator;
    assert_eq!(
        table.held_of_planned().value,
        Value::of(1, 3),
        "one out of turn makes up for none that was missed"
    );
    assert_eq!((count(Became::HeldAsPlanned), count(Became::HeldExtra)), (1, 1), "one of them out of turn");
    assert_eq!((count(Became::CancelledAsPlanned), count(Became::Unreported)), (1, 1), "one off, one silent");
    assert_eq!(table.delivery_time().printed, "4 h", "two sessions of two hours");
}

#[test]
fn a_session_planned_for_a_later_day_is_still_to_come() {
    let mut town = Town::new();
    let venue = town.venue();
    town.plans(venue, "2026-01-05");
    town.facts.as_of = date("2026-11-15");
    let table = timetable(&Reading::of(&town.facts), week());
    assert_eq!(table.figure(|_, became| became == Became::ToCome).value.numerator, 1, "Monday is tomorrow");
}

#[test]
fn of_twins_one_held_and_one_cancelled_the_session_was_held() {
    let mut town = Town::new();
    let venue = town.venue();
    town.plans(venue, "2026-01-05");
    town.cancels(venue, "2026-11-16", "we heard it was off");
    let held = town.session_at(venue, "2026-11-16");
    let fact = town.facts.sessions.iter_mut().find(|fact| fact.id == held).expect("just added");
    fact.session.professionals = vec![Professional::HealthVisitor];
    let reading = Reading::of(&town.facts);
    assert_eq!(timetable(&reading, week()).held_of_planned().value, Value::of(1, 1), "who was there knows");
    assert_eq!(
        presence(&reading, week(), Professional::HealthVisitor).value.numerator,
        1,
        "as does who came"
    );
    assert_eq!(presence(&reading, week(), Professional::Midwife).value.numerator, 0, "and who did not");
}

#[test]
fn a_champions_shift_recorded_twice_at_one_session_counts_once() {
    let mut town = Town::new();
    let champion: ChampionId = town.id().into();
    let venue = town.venue();
    let twins = [town.session_at(venue, "2026-11-16"), town.session_at(venue, "2026-11-16")];
    town.shift(champion, "2026-11-16", Some(twins[0]), None);
    town.shift(champion, "2026-11-16", Some(twins[1]), Some(150));
    town.shift(champion, "2026-11-17", None, Some(45));
    let reading = Reading::of(&town.facts);
    assert_eq!(active_champions(&reading, week()).value.numerator, 1, "one champion");
    assert_eq!(
        volunteer_time(&reading, week()).printed,
        "3 h 15 min",
        "the longer of the twins, and 45 minutes"
    );
}

#[test]
fn every_signpost_recorded_is_a_contact_by_name_or_not() {
    let mut town = Town::new();
    let (person, venue) = (town.carer(), town.venue());
    let session = town.session_at(venue, "2026-11-16");
    let service = ServiceRef::Listed(town.id().into());
    let mut told = |person, outcome| {
        let signpost =
            Signpost { person, session: Some(session), service: service.clone(), need: None, outcome };
        let id = town.id();
        town.facts.signposts.push(SignpostFact { id, on: date("2026-11-16"), signpost });
    };
    told(Some(person), Outcome::Attended);
    told(Some(person), Outcome::NotKnown);
    told(None, Outcome::NotKnown);
    let contacts = signposts(&Reading::of(&town.facts), week());
    let count = |outcome: Option<Outcome>| {
        let is = |one: &reach::SignpostContact| outcome.is_none_or(|outcome| one.outcome == outcome);
        signpost_figure(&contacts, week(), &SIGNPOSTS, is).value.numerator
    };
    assert_eq!(count(None), 3, "telling the same person again is another contact");
    assert_eq!(count(Some(Outcome::Attended)), 1, "one of them got there");
}

#[test]
fn responses_to_every_version_count_towards_the_newest_target() {
    let mut town = Town::new();
    let mut forms: Vec<FormId> = Vec::new();
    for (version, target) in [(1, Some(400)), (2, Some(500))] {
        let id = town.id().into();
        let (key, title) = (line("three-questions"), line("Three questions"));
        town.facts.forms.push(FormFact { id, key, version, title, target });
        forms.push(id);
    }
    for (form, on) in [(forms[0], "2026-09-01"), (forms[1], "2026-11-16"), (forms[1], "2026-11-23")] {
        let id = town.id();
        let channel = Channel::FaceToFace;
        town.facts.responses.push(ResponseFact { id, on: date(on), form, person: None, channel });
    }
    let reading = Reading::of(&town.facts);
    let surveys = surveys(&reading);
    let survey = surveys.first().expect("one survey");
    assert_eq!(surveys.len(), 1, "two versions are one survey");
    assert_eq!(responses(&reading, week(), Some(survey)).value, Value::count(1), "one in the week");
    let to_date = responses_of_target(&reading, week().last, survey);
    assert_eq!(to_date.printed, "2 of 500", "two by its Sunday, of the newest target");
}

#[test]
fn only_devices_in_use_are_waited_for() {
    let mut town = Town::new();
    let week: IsoWeek = "2026-W47".parse().expect("a week");
    for (issued, revoked, closes) in [
        ("2026-01-01", None, true),
        ("2026-01-01", None, false),
        ("2026-01-01", Some("2026-11-18"), false),
        ("2026-11-23", None, false),
    ] {
        let id = town.device();
        let revoked_on = revoked.map(date);
        town.facts.devices.push(DeviceFact { id, issued_on: date(issued), revoked_on });
        for _ in 0..2 * u32::from(closes) {
            let event = town.id();
            town.facts.week_closes.push(WeekCloseFact { id: event, device: id, week });
        }
    }
    assert_eq!(devices_closed(&Reading::of(&town.facts), week).printed, "1 of 2", "closed twice is closed");
}
