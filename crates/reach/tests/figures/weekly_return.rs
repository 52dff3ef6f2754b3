//! The weekly return as a value.

use domain::reference::Authority;
use domain::{AnonymousBand, ChampionId, IsoWeek, Outcome, ServiceRef, Signpost};
use reach::Parameters;
use reach::facts::{ServiceFact, SignpostFact, VenueFact};
use reach::suppression::{SuppressionClass, Tier};
use reach::weekly::{Column, Drawn, FORMAT, Preparation, WeeklyReturn, weekly};

use crate::town::{IN_WARD, Town, date, line, ward};

fn week() -> IsoWeek {
    "2026-W47".parse().expect("a week")
}

fn at_centre(town: &Town) -> WeeklyReturn {
    let preparation = Preparation { prepared_by: line("A coordinator"), drawn: Drawn::AtCentre };
    weekly(&town.facts, Some(ward()), week(), &preparation, &Parameters::default())
}

fn on_device(town: &Town) -> WeeklyReturn {
    let preparation = Preparation { prepared_by: line("A champion"), drawn: Drawn::OnDevice };
    weekly(&town.facts, None, week(), &preparation, &Parameters::default())
}

/// Two weeks of one drop-in, a signpost, a shift and a cancelled session.
fn two_weeks() -> Town {
    let mut town = Town::new();
    let name = |text| line(text);
    town.facts.authority = Some(Authority {
        name: name("An example council"),
        programme: name("An example programme"),
        time_zone: name("Europe/London"),
        targets: Vec::new(),
        caseload_days: None,
    });
    let venue = town.venue();
    town.facts.venues.push(VenueFact { id: venue, name: name("Example Hall") });
    town.plans(venue, "2026-01-05");
    let child = town.child("2024-05-14", IN_WARD);
    town.family(&[child]);
    for day in ["2026-11-09", "2026-11-16"] {
        let session = town.session_at(venue, day);
        town.attends(child, session);
        town.counts(session, AnonymousBand::Adult, 3);
    }
    let elsewhere = town.venue();
    town.cancels(elsewhere, "2026-11-17", "no room");
    let service = town.id().into();
    town.facts.services.push(ServiceFact { id: service, name: name("A dentist"), open_referral_id: None });
    let id = town.id();
    let signpost = Signpost {
        person: Some(child),
        session: None,
        service: ServiceRef::Listed(service),
        need: None,
        outcome: Outcome::Attended,
    };
    town.facts.signposts.push(SignpostFact { id, on: date("2026-11-16"), signpost });
    let champion: ChampionId = town.id().into();
    town.shift(champion, "2026-11-16", None, Some(90));
    town
}

/// The three columns of a row, as printed.
fn printed(of: &WeeklyReturn, key: &str) -> [String; 3] {
    let row = of.row(key).unwrap_or_else(|| panic!("the return has a row {key}"));
    let beside =
        |figure: &Option<reach::Figure>| figure.as_ref().map_or(String::new(), |one| one.printed.clone());
    [row.week.printed.clone(), beside(&row.last_week), beside(&row.year)]
}

#[test]
fn last_weeks_and_the_years_figures_stand_beside_the_weeks() {
    let drawn = at_centre(&two_weeks());
    assert_eq!(printed(&drawn, "visits"), ["4", "4", "8"], "one child and three adults a week");
    assert_eq!(printed(&drawn, "visits.anonymous"), ["3", "3", "6"], "of these without a name");
    assert_eq!(printed(&drawn, "sessions.held_of_planned")[..2], ["1 of 1", "1 of 1"], "held as planned");
    assert_eq!(printed(&drawn, "sessions.cancelled"), ["1", "0", "1"], "one was off");
    assert_eq!(printed(&drawn, "families.new"), ["0", "1", "1"], "new the week before");
    assert_eq!(printed(&drawn, "champions.hours"), ["1 h 30 min", "0 h", "1 h 30 min"], "given this week");
    assert_eq!(printed(&drawn, "signposts.outcome.attended")[0], "1", "somebody got to the dentist");
    assert_eq!(printed(&drawn, "reach.seen")[0], "0.1% (1 of 934)", "the area's reach, for staff");
    assert_eq!(drawn.cancellations[0].because, ["no room"], "and why a session was off");
}

#[test]
fn every_row_says_how_it_is_counted_by_a_definition_that_is_printed() {
    let drawn = at_centre(&two_weeks());
    for row in drawn.rows() {
        assert!(!row.counted.is_empty() && !row.counted.contains('{'), "{} explains itself", row.key);
        let definition = drawn.definitions.iter().find(|one| one.id == row.definition);
        let definition = definition.unwrap_or_else(|| panic!("{} follows a printed definition", row.key));
        assert_eq!(definition.counted, row.counted, "in the same words");
        assert_eq!(row.week.definition, row.definition, "and so does its figure");
    }
    let reach = drawn.definitions.iter().find(|one| one.id == "I-02@1").expect("reach is defined");
    let names: Vec<&str> = reach.parameters.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["area", "upper_age", "n_of_sustained", "population"], "with its named parameters");
    let mut keys: Vec<&str> = drawn.rows().map(|row| row.key.as_str()).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all, "no key stands twice");
}

#[test]
fn the_public_tier_holds_counts_of_events_and_nothing_of_people() {
    let public = at_centre(&two_weeks()).public();
    assert!(public.row("visits").is_some(), "visits are public");
    assert!(public.cancellations.is_empty(), "reasons may name somebody");
    for row in public.rows() {
        assert_eq!(row.tier, Tier::Public, "{}", row.key);
        for (_, figure) in row.figures() {
            assert_eq!(figure.suppression, SuppressionClass::Events, "{}", row.key);
        }
    }
    assert!(public.definitions.iter().all(|one| one.id != "I-02@1"), "no word of what is left out");
}

#[test]
fn a_device_draws_a_provisional_return_without_rates_and_says_so() {
    let drawn = on_device(&two_weeks());
    assert_eq!(drawn.drawn, Drawn::OnDevice, "it is provisional");
    let says = |text: &str| drawn.notes.iter().any(|note| note.contains(text));
    assert!(says("one device") && says("No area"), "it says so: {:?}", drawn.notes);
    assert!(drawn.area.is_none() && drawn.populations.is_empty(), "no population");
    assert!(drawn.row("reach.seen").is_none(), "no reach");
    assert_eq!(printed(&drawn, "book.children_seen")[0], "1", "but the children of its own book");
    assert_eq!(printed(&drawn, "visits"), ["4", "4", "8"], "and what it recorded");
}

#[test]
fn the_return_names_what_it_was_counted_with() {
    let drawn = at_centre(&two_weeks());
    assert_eq!((drawn.format.as_str(), drawn.week.as_str()), (FORMAT, "2026-W47"), "what and when");
    assert_eq!((drawn.n, drawn.as_of), (1, date("2026-11-22")), "up to where");
    let area = drawn.area.as_ref().expect("an area");
    assert_eq!((area.lsoas, area.pack_sha256.len()), (6, 64), "the pack by its hash");
    assert_eq!(drawn.populations[0].residents, 934, "the population by source, date and hash");
    assert_eq!(drawn.linkage.decisions_sha256.len(), 64, "and people's decisions");
    assert_eq!(drawn.programme.as_deref(), Some("An example programme"), "of whom");
}

#[test]
fn the_return_reads_back_as_it_was_written_without_naming_an_event() {
    let town = two_weeks();
    let drawn = at_centre(&town);
    let json = drawn.canonical_json();
    let mut bare = drawn.clone();
    let mut figures = bare.questions.iter_mut().flat_map(|one| &mut one.rows);
    let forget = |row: &mut reach::weekly::Row| {
        for figure in [Some(&mut row.week), row.last_week.as_mut(), row.year.as_mut()].into_iter().flatten() {
            figure.contributions.clear();
        }
    };
    figures.by_ref().for_each(forget);
    let read: WeeklyReturn = serde_json::from_str(&json).expect("a return is JSON");
    assert_eq!(read, bare, "all but the contributions");
    for attendance in &town.facts.attendances {
        assert!(!json.contains(&attendance.id.to_string()), "an event's id never leaves in a return");
    }
    assert!(
        drawn.figures().any(|(key, column, figure)| {
            key == "visits" && column == Column::Week && figure.contributions.len() == 2
        }),
        "but the value knows the two ticks that it counted"
    );
}

#[test]
fn the_returns_shape_has_a_schema_without_loose_ends() {
    let schema = serde_json::to_value(schemars::schema_for!(WeeklyReturn)).expect("a schema is JSON");
    assert_eq!(schema["additionalProperties"], false, "a field that nobody declared is refused");
    let json = serde_json::to_value(at_centre(&two_weeks())).expect("a return is JSON");
    let declared = schema["properties"].as_object().expect("properties");
    let written = json.as_object().expect("an object");
    assert_eq!(
        written.keys().collect::<Vec<_>>(),
        declared.keys().collect::<Vec<_>>(),
        "every field is declared"
    );
}
