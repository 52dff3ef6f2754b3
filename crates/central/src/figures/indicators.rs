//! The indicators at a day, for whoever asks at the centre.

use chrono::NaiveDate;
use domain::{IsoWeek, Period};
use reach::area::AreaPack;
use reach::{Definition, Figure, Frame, Parameters, Population, PrintedDefinition, Reading};

use super::Counted;
use crate::centre::Centre;
use crate::error::CentralError;

/// The indicators at a day, with their definitions.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Indicators {
    /// The ledger's change number up to which they count.
    pub n: u64,
    /// The local day on which that was the state of things.
    pub as_of: NaiveDate,
    /// The day at which ages and residence are tested.
    pub at: NaiveDate,
    /// The population that the rates are of; none without an area pack that has one.
    pub population: Option<Population>,
    /// The model by which records became people.
    pub model: String,
    /// Its hash, in hexadecimal.
    pub model_sha256: String,
    /// Figures, in the order of their definitions.
    pub figures: Vec<Figure>,
    /// How each is counted.
    pub definitions: Vec<PrintedDefinition>,
    /// What a reader must know of the whole.
    pub notes: Vec<String>,
}

/// Said where rates cannot be given.
const WITHOUT_AREA: &str =
    "No area pack is imported, so nobody's postcode was looked up and there are no rates.";

impl Centre {
    /// Works out the indicators at a day.
    ///
    /// # Errors
    /// `Ledger`, `Book`; `Refused` with `Damaged` where the area pack in use cannot be read.
    pub async fn reach(&self, at: NaiveDate) -> Result<Indicators, CentralError> {
        Ok(Indicators::of(&self.counted(self.today().await?).await?, at))
    }
}

impl Indicators {
    /// Works them out from what was counted.
    pub(crate) fn of(counted: &Counted, at: NaiveDate) -> Self {
        let Counted { facts, pack } = counted;
        let parameters = Parameters::default();
        let reading = Reading::of(facts);
        let mut sheet = Sheet { figures: Vec::new(), used: Vec::new() };
        if let Some(pack) = pack {
            sheet.of_the_area(&reading, pack, at, &parameters);
        }
        sheet.of_the_work(&reading, at);
        let population = pack.as_ref().and_then(|pack| Population::at(pack, at, &parameters));
        let printed = |one: &&Definition| one.printed(&parameters, pack.as_ref(), population.as_ref());
        Self {
            n: facts.n,
            as_of: facts.as_of,
            at,
            model: facts.linkage.model.clone(),
            model_sha256: facts.linkage.model_sha256.clone(),
            definitions: sheet.used.iter().map(printed).collect(),
            figures: sheet.figures,
            notes: if pack.is_none() { vec![WITHOUT_AREA.to_owned()] } else { Vec::new() },
            population,
        }
    }
}

struct Sheet {
    figures: Vec<Figure>,
    used: Vec<&'static Definition>,
}

impl Sheet {
    fn put(&mut self, definition: &'static Definition, figure: Figure) {
        if !self.used.iter().any(|used| used.id == definition.id) {
            self.used.push(definition);
        }
        self.figures.push(figure);
    }

    /// Of the area's children, in the twelve months to the day.
    fn of_the_area(
        &mut self,
        reading: &Reading<'_>,
        pack: &AreaPack,
        at: NaiveDate,
        parameters: &Parameters,
    ) {
        let frame = Frame::of(pack, Period::rolling_year(at), parameters);
        self.put(&reach::REGISTERED, reach::registered(reading, &frame));
        self.put(&reach::REACH, reach::reach(reading, &frame));
        self.put(&reach::SUSTAINED, reach::sustained(reading, &frame));
        self.put(&reach::FAMILIES_REACHED, reach::families_reached(reading, &frame));
        self.put(&reach::OUT_OF_AREA, reach::out_of_area(reading, &frame));
        self.put(&reach::POSTCODE_UNKNOWN, reach::postcode_unknown(reading, &frame));
    }

    /// Of the work done: in the quarter, month, week or financial year to the day, as each figure says.
    fn of_the_work(&mut self, reading: &Reading<'_>, at: NaiveDate) {
        let (quarter, month) = (Period::quarter_to(at), Period::month_to(at));
        self.put(&reach::VISITS, reach::footfall(reading, quarter).figure(|_, _| true));
        let timetable = reach::timetable(reading, quarter);
        self.put(&reach::SESSIONS, timetable.held_of_planned());
        self.put(&reach::DELIVERY_TIME, timetable.delivery_time());
        self.put(&reach::NEW_FAMILIES, reach::new_families(reading, month));
        let contacts = reach::signposts(reading, month);
        self.put(&reach::SIGNPOSTS, reach::signpost_figure(&contacts, month, &reach::SIGNPOSTS, |_| true));
        for survey in reach::surveys(reading) {
            let figure = reach::responses_of_target(reading, at, &survey);
            self.put(&reach::RESPONSES, Figure { label: survey.title.as_str().to_owned(), ..figure });
        }
        self.put(&reach::ACTIVE_CHAMPIONS, reach::active_champions(reading, quarter));
        let year = Period::financial_year_to(at);
        self.put(&reach::VOLUNTEER_TIME, reach::volunteer_time(reading, year));
        self.put(&reach::DUPLICATES_OPEN, reach::duplicates_open(reading, at));
        self.put(&reach::DEVICES_CLOSED, reach::devices_closed(reading, IsoWeek::of(at)));
    }
}
