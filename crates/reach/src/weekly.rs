//! The weekly return as a value: what was done in one ISO week, how well, and whether anyone is better off.
//!
//! The same facts, week, preparation and parameters give the same value, and so the same canonical bytes; files
//! are made of it elsewhere. Weeks are cut by activity date, and what was known by n.

mod better_off;
mod content;
mod how_much;
mod how_well;
mod row;
mod source;
mod words;

pub use content::{Answers, Cancellation, Drawn, FORMAT, Preparation, Question, WeeklyReturn};
pub use row::{Column, Row};
pub use source::{AreaSource, LinkageSource};

use domain::{IsoWeek, Period};

use crate::area::AreaPack;
use crate::data_quality::devices_closed;
use crate::facts::Facts;
use crate::parameters::Parameters;
use crate::reading::Reading;
use row::RowWriter;

/// Said on every return that a device draws by itself.
const FROM_ONE_DEVICE: &str =
    "Provisional: counted on one device, from its own book. What other devices hold is not in it.";
/// Said where no area is at hand.
const WITHOUT_AREA: &str =
    "No area is loaded, so nobody's postcode was looked up: there are no rates and no population.";

/// Writes the rows under one question.
type Write = fn(&Draft<'_>, &mut RowWriter<'_>);

/// Said on every return (reach.md, "Definitions").
const EACH_PERSON_ONCE: &str = "Figures of people count each person once: those of weeks, services or places do not add \
                                up to that of a year or an area.";

/// What every row is written from.
struct Draft<'a> {
    reading: Reading<'a>,
    pack: Option<&'a AreaPack>,
    parameters: &'a Parameters,
    week: IsoWeek,
    /// The week, the week before, and the financial year to the week's Sunday.
    columns: [Period; 3],
}

impl Draft<'_> {
    /// The last days of the three columns.
    fn last_days(&self) -> [chrono::NaiveDate; 3] {
        self.columns.map(|period| period.last)
    }
}

/// Draws up the return of a week. Without an area pack it has counts and no rates, and says so.
#[must_use]
pub fn weekly(
    facts: &Facts,
    pack: Option<&AreaPack>,
    week: IsoWeek,
    preparation: &Preparation,
    parameters: &Parameters,
) -> WeeklyReturn {
    let days = week.period();
    let columns = [days, week.previous().period(), Period::financial_year_to(days.last)];
    let draft = Draft { reading: Reading::of(facts), pack, parameters, week, columns };

    let mut writer = RowWriter::new(parameters);
    let mut questions = Vec::new();
    let parts: [(Question, Write); 3] = [
        (Question::HowMuch, how_much::write),
        (Question::HowWell, how_well::write),
        (Question::BetterOff, better_off::write),
    ];
    for (question, write) in parts {
        write(&draft, &mut writer);
        questions.push(Answers { question, title: question.title().to_owned(), rows: writer.take_rows() });
    }

    let Preparation { prepared_by, drawn } = preparation;
    let mut notes = vec![EACH_PERSON_ONCE.to_owned()];
    match drawn {
        Drawn::OnDevice => notes.push(FROM_ONE_DEVICE.to_owned()),
        Drawn::AtCentre => {}
    }
    if pack.is_none() {
        notes.push(WITHOUT_AREA.to_owned());
    }
    let populations = source::populations(&draft);
    WeeklyReturn {
        format: FORMAT.to_owned(),
        drawn: *drawn,
        authority: facts.authority.as_ref().map(|one| one.name.as_str().to_owned()),
        programme: facts.authority.as_ref().map(|one| one.programme.as_str().to_owned()),
        week: week.to_string(),
        days: days.into(),
        prepared_by: prepared_by.as_str().to_owned(),
        devices_closed: devices_closed(&draft.reading, week).value,
        n: facts.n,
        as_of: facts.as_of,
        area: pack.map(|pack| AreaSource::of(pack, days.last)),
        linkage: LinkageSource::of(&facts.linkage),
        parameters: parameters.clone(),
        definitions: writer.definitions(pack, populations.first()),
        populations,
        cancellations: content::cancellations(&draft.reading, days),
        questions,
        notes,
    }
}
