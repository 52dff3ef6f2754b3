//! From what was typed to types that can be trusted: one small function for each kind of field.

use domain::problem::ProblemCode;
use domain::text::NAME_CHARS_MAX;
use domain::{Line, Name, Private, Problem};
use std::str::FromStr;

use crate::error::DeviceError;

/// The problem with a field, as a refusal.
pub(crate) fn problem(field: &str, code: ProblemCode) -> DeviceError {
    DeviceError::Refused(Problem::new(field, code).into())
}

/// What must be there.
pub(crate) fn needed<T>(field: &str, given: Option<T>) -> Result<T, DeviceError> {
    given.ok_or_else(|| problem(field, ProblemCode::Required))
}

/// An id. `#labels` of a command line were replaced before; one that is left names nothing.
pub(crate) fn id<T: FromStr>(field: &str, typed: &str) -> Result<T, DeviceError> {
    typed.trim().parse().map_err(|_| problem(field, ProblemCode::Malformed))
}

/// An id that may be left out.
pub(crate) fn maybe_id<T: FromStr>(field: &str, typed: Option<&String>) -> Result<Option<T>, DeviceError> {
    typed.map(|typed| id(field, typed)).transpose()
}

/// Whatever reads itself from text and says what is wrong with it: a time, a birth, a week.
pub(crate) fn read<T: FromStr<Err = ProblemCode>>(field: &str, typed: &str) -> Result<T, DeviceError> {
    typed.trim().parse().map_err(|code| problem(field, code))
}

/// One line of text; blank is the same as left out.
pub(crate) fn line<const MAX: usize>(
    field: &str,
    typed: Option<&String>,
) -> Result<Option<Line<MAX>>, DeviceError> {
    let filled = typed.filter(|typed| !typed.trim().is_empty());
    filled.map(|typed| Line::new(typed).map_err(|code| problem(field, code))).transpose()
}

/// A name; blank is the same as left out.
pub(crate) fn name(field: &str, typed: Option<&String>) -> Result<Option<Name>, DeviceError> {
    Ok(line::<NAME_CHARS_MAX>(field, typed)?.map(Private::new))
}

/// Sorted and without repeats, as facts keep their lists.
pub(crate) fn as_set<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}
