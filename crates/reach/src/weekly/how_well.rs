//! How well did we do it?

use domain::{Period, Professional};

use super::Draft;
use super::row::RowWriter;
use crate::area::AreaPack;
use crate::book_only::{CHILDREN_SEEN, FAMILIES_SEEN, children_seen, families_seen};
use crate::data_quality::{
    ATTENDANCES_TO_CHECK, DEVICES_CLOSED, DUPLICATES_OPEN, attendances_to_check, devices_closed,
    duplicates_open,
};
use crate::definition::Definition;
use crate::families::{FAMILIES_REACHED, families_reached};
use crate::figure::Figure;
use crate::frame::Frame;
use crate::presence::{PRESENCE, presence};
use crate::reached::{REACH, SUSTAINED, reach, sustained};
use crate::reading::Reading;
use crate::registered::{REGISTERED, registered};
use crate::residence_known::{OUT_OF_AREA, POSTCODE_UNKNOWN, out_of_area, postcode_unknown};
use crate::timetable::{SESSIONS, timetable};

pub(super) fn write(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    let held = draft.columns.map(|period| timetable(&draft.reading, period).held_of_planned());
    writer.full("sessions.held_of_planned", "Sessions held, of those planned", &SESSIONS, held);
    for (key, label, professional) in [
        ("presence.health_visitor", "Sessions with a health visitor", Professional::HealthVisitor),
        ("presence.midwife", "Sessions with a midwife", Professional::Midwife),
        ("presence.other", "Sessions with another professional", Professional::Other),
    ] {
        let figures = draft.columns.map(|period| presence(&draft.reading, period, professional));
        writer.full(key, label, &PRESENCE, figures);
    }
    match draft.pack {
        Some(pack) => of_the_area(draft, pack, writer),
        None => of_the_book(draft, writer),
    }
    let to_check = draft.columns.map(|period| attendances_to_check(&draft.reading, period));
    writer.full("attendances.to_check", ATTENDANCES_TO_CHECK.label, &ATTENDANCES_TO_CHECK, to_check);
    let open = duplicates_open(&draft.reading, draft.reading.facts.as_of);
    writer.row("duplicates.open", DUPLICATES_OPEN.label, &DUPLICATES_OPEN, (open, None, None));
    let closed = |week| devices_closed(&draft.reading, week);
    let columns = (closed(draft.week), Some(closed(draft.week.previous())), None);
    writer.row("devices.closed", DEVICES_CLOSED.label, &DEVICES_CLOSED, columns);
}

/// The rolling years to the two Sundays, and the financial year to date.
fn periods(draft: &Draft<'_>) -> [Period; 3] {
    let [week, last_week, year] = draft.columns;
    [Period::rolling_year(week.last), Period::rolling_year(last_week.last), year]
}

/// How a figure of the area's children is asked.
type Asked = fn(&Reading<'_>, &Frame<'_>) -> Figure;

fn of_the_area(draft: &Draft<'_>, pack: &AreaPack, writer: &mut RowWriter<'_>) {
    let frames = periods(draft).map(|period| Frame::of(pack, period, draft.parameters));
    let rows: [(&str, &'static Definition, Asked, bool); 6] = [
        // Being registered is a state of the last day, and regular is a matter of twelve months.
        ("reach.registered", &REGISTERED, registered, false),
        ("reach.seen", &REACH, reach, true),
        ("reach.seen_regularly", &SUSTAINED, sustained, false),
        ("reach.families", &FAMILIES_REACHED, families_reached, true),
        ("reach.out_of_area", &OUT_OF_AREA, out_of_area, true),
        ("reach.postcode_unknown", &POSTCODE_UNKNOWN, postcode_unknown, true),
    ];
    for (key, definition, ask, for_the_year) in rows {
        let [week, last_week, year] = frames.each_ref().map(|frame| ask(&draft.reading, frame));
        writer.row(key, definition.label, definition, (week, Some(last_week), for_the_year.then_some(year)));
    }
}

fn of_the_book(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    let periods = periods(draft);
    let children = periods.map(|period| children_seen(&draft.reading, period, draft.parameters));
    writer.full("book.children_seen", CHILDREN_SEEN.label, &CHILDREN_SEEN, children);
    let families = periods.map(|period| families_seen(&draft.reading, period, draft.parameters));
    writer.full("book.families_seen", FAMILIES_SEEN.label, &FAMILIES_SEEN, families);
}
