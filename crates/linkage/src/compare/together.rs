//! Whether two records were made in one go.

use crate::people::Rest;

/// What the keys of two records say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum TogetherLevel {
    /// They share a key: one family's form, or one session's register.
    Together,
    /// They were not made in one go, but somebody else of the household was there both times, and of those who were there
    /// once these two are left over. No two records say so by themselves: `moves` finds it out from the others.
    LeftOver,
    /// They were not, others were there both times, and these two are not left over.
    Apart,
    /// They were not, and each was written down alone.
    Alone,
    /// They were not, and one of them was written down alone.
    OneAlone,
    /// They were not, and who else was there is not known of both: this says only that it was not in one go.
    Elsewhere,
}

impl TogetherLevel {
    pub(crate) const COUNT: usize = 6;
}

/// What two records' keys say; nothing where one of them has none.
pub(crate) fn level(one: &Rest, other: &Rest) -> Option<TogetherLevel> {
    if one.together.is_empty() || other.together.is_empty() {
        return None;
    }
    if one.together.iter().any(|key| other.together.contains(key)) {
        return Some(TogetherLevel::Together);
    }
    if one.household.is_none() || other.household.is_none() {
        return Some(TogetherLevel::Elsewhere);
    }
    Some(match (one.is_accompanied, other.is_accompanied) {
        (true, true) => TogetherLevel::Apart,
        (false, false) => TogetherLevel::Alone,
        _ => TogetherLevel::OneAlone,
    })
}
