//! What the public may read of a week, in any format.

use reach::Unit;
use reach::suppression::{SuppressionClass, Tier};
use reach::weekly::WeeklyReturn;
use returns::{Format, export, for_tier};

use crate::autumn::{self, PLAIN};
use crate::{frozen, public};

const OF_PEOPLE: [Unit; 5] = [Unit::Child, Unit::Family, Unit::Respondent, Unit::Contact, Unit::Pair];

#[test]
fn no_figure_of_people_is_published_in_a_week() {
    let weekly = autumn::at_centre(&PLAIN);
    assert!(weekly.rows().any(|row| row.week.unit == Unit::Child), "the whole return has figures of people");
    let public = for_tier(&weekly, Tier::Public);
    for (key, _, figure) in public.figures() {
        assert_eq!(figure.suppression, SuppressionClass::Events, "{key} counts events");
        assert!(!OF_PEOPLE.contains(&figure.unit), "{key} is in {:?}", figure.unit);
        assert!(figure.bounds.is_none(), "{key}: a count of events is certain");
    }
}

#[test]
fn a_row_of_people_that_calls_itself_public_is_kept_back_all_the_same() {
    let mut weekly = autumn::at_centre(&PLAIN);
    for answers in &mut weekly.questions {
        answers.rows.iter_mut().for_each(|row| row.tier = Tier::Public);
    }
    let published = for_tier(&weekly, Tier::Public);
    for key in ["reach.seen", "families.new", "duplicates.open", "signposts", "surveys.welcome"] {
        assert!(published.row(key).is_none(), "{key} is of people, whatever its row says");
    }
}

#[test]
fn one_child_more_changes_no_published_byte_but_those_of_counted_events() {
    // Two weeks that differ only in whose record a visit is of must be one to the public.
    let weekly = autumn::at_centre(&PLAIN);
    let mut other = weekly.clone();
    for answers in &mut other.questions {
        for row in &mut answers.rows {
            let figures = [Some(&mut row.week), row.last_week.as_mut(), row.year.as_mut()];
            for figure in
                figures.into_iter().flatten().filter(|one| one.suppression != SuppressionClass::Events)
            {
                figure.value.numerator += 1;
                figure.printed = format!("{} and one", figure.printed);
                figure.notes.push("one child more".to_owned());
            }
        }
    }
    other.cancellations.clear();
    assert_ne!(weekly, other, "staff see the difference");
    for format in Format::ALL {
        let file = |weekly: &WeeklyReturn| export(weekly, &frozen(), Tier::Public, format).unwrap();
        assert_eq!(file(&weekly), file(&other), "{format:?} tells the public nothing of people");
    }
}

#[test]
fn staff_read_every_row_and_the_public_reads_fewer() {
    let weekly = autumn::at_centre(&PLAIN);
    let rows = |weekly: &WeeklyReturn| weekly.rows().count();
    assert_eq!(rows(&for_tier(&weekly, Tier::Staff)), rows(&weekly), "nothing is kept from staff");
    assert!(rows(&for_tier(&weekly, Tier::Public)) < rows(&weekly), "people are kept from the public");
    assert!(public(&weekly).cancellations.is_empty(), "why a session was called off may name somebody");
}
