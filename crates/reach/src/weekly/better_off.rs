//! Is anyone better off? So far: what came of signposts.

use super::Draft;
use super::row::RowWriter;
use super::words::{OUTCOMES, outcome_words};
use crate::signposting::{SIGNPOSTS_BY_SERVICE, signpost_figure, signposts};

pub(super) fn write(draft: &Draft<'_>, writer: &mut RowWriter<'_>) {
    let contacts = draft.columns.map(|period| (period, signposts(&draft.reading, period)));
    for outcome in OUTCOMES {
        let words = outcome_words(outcome);
        let figures = contacts.each_ref().map(|(period, of)| {
            signpost_figure(of, *period, &SIGNPOSTS_BY_SERVICE, |contact| contact.outcome == outcome)
        });
        let label = format!("Signposts: {}", words.label);
        writer.full(format!("signposts.outcome.{}", words.key), label, &SIGNPOSTS_BY_SERVICE, figures);
    }
}
