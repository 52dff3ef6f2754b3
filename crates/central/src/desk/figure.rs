//! Figures as a reader of the desk may see them: what a tier may not have is taken out here, before it leaves the centre.

use reach::suppression::{Shown, SuppressionClass, SuppressionSettings, Tier};
use reach::{Bounds, Decimals, Figure, Population, PrintedDefinition, Reason};
use wire::figure as said;

/// A figure for this tier; none where it is not for this reader at all.
pub(super) fn figure(figure: &Figure, tier: Tier) -> Option<said::Figure> {
    let settings = SuppressionSettings::default();
    let class = figure.suppression;
    if (tier, class) == (Tier::Public, SuppressionClass::StaffOnly) {
        return None;
    }
    let plain = said::Figure {
        definition: figure.definition.clone(),
        label: figure.label.clone(),
        unit: unit(figure.unit),
        standing: standing(figure.standing),
        period: days(figure.period),
        printed: figure.printed.clone(),
        value: Some(value(figure.value)),
        withheld: false,
        bounds: figure.bounds.as_ref().map(bounds),
        with_anonymous: figure.with_anonymous.as_ref().map(bounds),
        above_hundred: figure.above_hundred,
        notes: figure.notes.clone(),
    };
    if tier == Tier::Staff || class == SuppressionClass::Events {
        return Some(plain);
    }
    let rounded = |ends: &Bounds| rounded_bounds(&settings, ends, class);
    let shown = rounded_value(&settings, figure.value, class);
    Some(said::Figure {
        printed: shown.map_or_else(|| settings.label.clone(), printed),
        value: shown.map(value),
        withheld: shown.is_none(),
        // Without the figure its ends would give it away, and so would notes on how it came about.
        bounds: shown.and(figure.bounds.as_ref()).and_then(rounded),
        with_anonymous: shown.and(figure.with_anonymous.as_ref()).and_then(rounded),
        above_hundred: shown.is_some_and(reach::Value::is_above_hundred),
        ..plain
    })
}

/// A number of people rounded; none where it, or what is left of the whole, is too small to show.
fn rounded_value(
    settings: &SuppressionSettings,
    value: reach::Value,
    class: SuppressionClass,
) -> Option<reach::Value> {
    let count = |number, population| match settings.count(number, class, Tier::Public, population) {
        Shown::Number(number) => Some(number),
        Shown::Withheld | Shown::NotShown => None,
    };
    let numerator = count(value.numerator, value.denominator)?;
    let Some(denominator) = value.denominator else {
        return Some(reach::Value::count(numerator));
    };
    // The gate of percentages says whether both may stand together.
    if settings.percent_text(value, class, Tier::Public).is_empty() {
        return None;
    }
    Some(reach::Value::of(numerator, count(denominator, Some(denominator))?))
}

fn rounded_bounds(
    settings: &SuppressionSettings,
    ends: &Bounds,
    class: SuppressionClass,
) -> Option<said::Bounds> {
    let (low, high) = (rounded_value(settings, ends.low, class)?, rounded_value(settings, ends.high, class)?);
    let short = |end: reach::Value| end.percent(Decimals::None).unwrap_or_else(|| end.printed_short());
    Some(said::Bounds {
        printed: format!("{}, {}", short(low), short(high)),
        low: value(low),
        high: value(high),
        // What each reason contributes is a number of children.
        reasons: Vec::new(),
    })
}

/// As the public tier prints it: no decimals, from rounded numbers.
fn printed(value: reach::Value) -> String {
    let whole = |number| reach::Value::count(number).printed();
    match (value.denominator, value.percent(Decimals::None)) {
        (Some(denominator), Some(percent)) => {
            format!("{percent} ({} of {})", whole(value.numerator), whole(denominator))
        }
        _ => value.printed(),
    }
}

/// A definition. It holds nothing about anybody.
pub(super) fn definition(definition: &PrintedDefinition) -> said::Definition {
    let PrintedDefinition { id, label, unit: counted_in, suppression: _, counted, parameters } = definition;
    let named = |one: &reach::NamedParameter| said::NamedParameter {
        name: one.name.clone(),
        value: one.value.clone(),
    };
    said::Definition {
        id: id.clone(),
        label: label.clone(),
        unit: unit(*counted_in),
        counted: counted.clone(),
        parameters: parameters.iter().map(named).collect(),
    }
}

/// A population. It is published.
pub(super) fn population(population: &Population) -> said::Population {
    let Population { id: _, title, source, as_of, sha256: _, under, residents, least, most, spread, is_old } =
        population;
    said::Population {
        title: title.clone(),
        source: source.clone(),
        as_of: as_of.to_string(),
        under: *under,
        residents: *residents,
        least: *least,
        most: *most,
        spread: spread.clone(),
        is_old: *is_old,
    }
}

pub(super) const fn value(value: reach::Value) -> said::Value {
    let reach::Value { numerator, denominator } = value;
    said::Value { numerator, denominator }
}

pub(super) fn days(days: reach::Days) -> said::Days {
    said::Days { first: days.first.to_string(), last: days.last.to_string() }
}

fn bounds(ends: &Bounds) -> said::Bounds {
    let Bounds { low, high, printed, reasons } = ends;
    let reason = |one: &Reason| {
        let Reason { cause: _, lowers, raises, because, narrowed_by } = one.clone();
        said::Reason { lowers, raises, because, narrowed_by }
    };
    said::Bounds {
        low: value(*low),
        high: value(*high),
        printed: printed.clone(),
        reasons: reasons.iter().map(reason).collect(),
    }
}

const fn standing(standing: reach::Standing) -> said::Standing {
    match standing {
        reach::Standing::Measured => said::Standing::Measured,
        reach::Standing::Target => said::Standing::Target,
        reach::Standing::Projected => said::Standing::Projected,
    }
}

const fn unit(unit: reach::Unit) -> said::Unit {
    match unit {
        reach::Unit::Child => said::Unit::Child,
        reach::Unit::Family => said::Unit::Family,
        reach::Unit::Visit => said::Unit::Visit,
        reach::Unit::HomeVisit => said::Unit::HomeVisit,
        reach::Unit::Session => said::Unit::Session,
        reach::Unit::Contact => said::Unit::Contact,
        reach::Unit::Respondent => said::Unit::Respondent,
        reach::Unit::Champion => said::Unit::Champion,
        reach::Unit::Minute => said::Unit::Minute,
        reach::Unit::Pair => said::Unit::Pair,
        reach::Unit::Device => said::Unit::Device,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reach::Value;

    fn shown(numerator: u64, denominator: u64) -> Option<Value> {
        let settings = SuppressionSettings::default();
        rounded_value(&settings, Value::of(numerator, denominator), SuppressionClass::People)
    }

    #[test]
    fn a_reader_of_released_figures_gets_them_rounded_and_small_ones_not_at_all() {
        assert_eq!(shown(397, 1_749), Some(Value::of(395, 1_750)), "both to the nearest five");
        assert_eq!(printed(Value::of(395, 1_750)), "23% (395 of 1,750)", "as it is printed");
        assert_eq!(shown(7, 1_749), None, "seven are too few");
        assert_eq!(shown(1_745, 1_749), None, "and so are the four who are left");
        assert_eq!(shown(0, 1_749), Some(Value::of(0, 1_750)), "nobody is nobody");
    }
}
