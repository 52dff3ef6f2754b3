//! One figure as one reader may see it. Small numbers are withheld here, so that no file format can forget it.

use reach::suppression::{Shown, SuppressionClass, SuppressionSettings, Tier};
use reach::{Bounds, Cause, Days, Figure, Reason, Unit, Value};

/// A figure in its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The days it was counted over.
    pub days: Days,
    /// How many.
    pub amount: Amount,
    /// Of how many; none where it is a plain count.
    pub of: Option<Amount>,
    /// The percentage; none where there is none or it is blank.
    pub rate: Option<Rate>,
    /// All of that in one line of text, as `22.7% (397 of 1,749)`.
    pub printed: String,
    /// How far it may be off; none where it is a count of recorded events, and where the reader is not to know.
    pub bounds: Option<Interval>,
    /// The same with the children counted without a name.
    pub with_anonymous: Option<Interval>,
}

/// A number as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// So many.
    Number(u64),
    /// So many minutes of time, which people read in hours.
    Minutes(u64),
    /// Too small to show: this stands in its place.
    Withheld(String),
    /// Not for this reader.
    NotShown,
}

/// A percentage as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// As `22.7%`.
    pub text: String,
    /// In tenths of one per cent: 227.
    pub tenths: u32,
}

/// From where to where the truth may lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: End,
    /// The upper end.
    pub high: End,
    /// As `21.0% to 25.1%`.
    pub printed: String,
    /// What widens it.
    pub reasons: Vec<Reason>,
}

/// An end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// How many.
    pub amount: Amount,
    /// The percentage, where it is one.
    pub rate: Option<Rate>,
}

impl Cell {
    /// The figure for this reader.
    pub(crate) fn of(figure: &Figure, tier: Tier, settings: &SuppressionSettings) -> Self {
        let Figure { unit, value, suppression, .. } = figure;
        let is_exact = tier == Tier::Staff || *suppression == SuppressionClass::Events;
        let shown = |number, population| {
            Amount::of(*unit, settings.count(number, *suppression, tier, population), settings)
        };
        let amount = shown(value.numerator, value.denominator);
        let of = value.denominator.map(|number| shown(number, value.denominator));
        let rate = Rate::parse(settings.percent_text(*value, *suppression, tier));
        // The ends of an interval would tell what a rounded figure keeps back.
        let interval =
            |bounds: &Option<Bounds>| bounds.as_ref().filter(|_| is_exact).map(|it| Interval::of(*unit, it));
        let printed =
            if is_exact { figure.printed.clone() } else { printed(&amount, of.as_ref(), rate.as_ref()) };
        Self {
            days: figure.period,
            amount,
            of,
            rate,
            printed,
            bounds: interval(&figure.bounds),
            with_anonymous: interval(&figure.with_anonymous),
        }
    }

    /// Its bounds in words, as `21.0% to 25.1%; with those counted without a name, 22.7% to 61.0%`.
    #[must_use]
    pub fn spread(&self) -> Option<String> {
        let bounds = self.bounds.as_ref()?;
        let with = self.with_anonymous.as_ref().filter(|with| with.printed != bounds.printed);
        Some(match with {
            Some(with) => format!("{}; with those counted without a name, {}", bounds.printed, with.printed),
            None => bounds.printed.clone(),
        })
    }

    /// Why it may be off, with those counted without a name; a cause that moves nothing is left out, unless it is
    /// that nobody has measured it.
    pub fn reasons(&self) -> impl Iterator<Item = &Reason> {
        let widest = self.with_anonymous.as_ref().or(self.bounds.as_ref());
        let counts = |reason: &&Reason| {
            reason.lowers > 0 || reason.raises > 0 || reason.cause == Cause::LinkageNotMeasured
        };
        widest.into_iter().flat_map(|interval| &interval.reasons).filter(counts)
    }
}

fn printed(amount: &Amount, of: Option<&Amount>, rate: Option<&Rate>) -> String {
    match (of, rate) {
        (None, _) => amount.text(),
        (Some(of), None) => format!("{} of {}", amount.text(), of.text()),
        (Some(of), Some(rate)) => format!("{} ({} of {})", rate.text, amount.text(), of.text()),
    }
}

impl Amount {
    fn of(unit: Unit, shown: Shown, settings: &SuppressionSettings) -> Self {
        match shown {
            Shown::Number(number) => Self::counted(unit, number),
            Shown::Withheld => Self::Withheld(settings.label.clone()),
            Shown::NotShown => Self::NotShown,
        }
    }

    const fn counted(unit: Unit, number: u64) -> Self {
        match unit {
            Unit::Minute => Self::Minutes(number),
            Unit::Child
            | Unit::Family
            | Unit::Visit
            | Unit::HomeVisit
            | Unit::Session
            | Unit::Contact
            | Unit::Respondent
            | Unit::Champion
            | Unit::Pair
            | Unit::Device => Self::Number(number),
        }
    }

    /// As people read it: `1,749`, `12.5`, `c`, or nothing.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => Value::count(*number).printed(),
            Self::Minutes(minutes) => hours(*minutes),
            Self::Withheld(label) => label.clone(),
            Self::NotShown => String::new(),
        }
    }
}

/// Minutes as hours with at most two decimals, rounded half up: `12`, `12.5`, `0.33`.
pub(crate) fn hours(minutes: u64) -> String {
    let (whole, hundredths) = (minutes / 60, (minutes % 60 * 100 + 30) / 60);
    let text = format!("{whole}.{hundredths:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Rate {
    /// Reads what the suppression settings allow to be printed.
    fn parse(text: String) -> Option<Self> {
        let number = text.strip_suffix('%')?;
        let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
        let tenths = whole.parse::<u32>().ok()?.checked_mul(10)?.checked_add(tenth.parse().ok()?)?;
        Some(Self { text, tenths })
    }
}

impl Interval {
    fn of(unit: Unit, bounds: &Bounds) -> Self {
        let Bounds { low, high, printed: _, reasons } = bounds;
        let printed = format!("{} to {}", low.printed_short(), high.printed_short());
        Self { low: End::of(unit, *low), high: End::of(unit, *high), printed, reasons: reasons.clone() }
    }
}

impl End {
    fn of(unit: Unit, value: Value) -> Self {
        let rate = value.percent(reach::Decimals::One).and_then(Rate::parse);
        Self { amount: Amount::counted(unit, value.numerator), rate }
    }
}

#[cfg(test)]
mod tests;
