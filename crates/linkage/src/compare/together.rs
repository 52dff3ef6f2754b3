//! Whether two records were made in one go.

/// What the keys of two records say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum TogetherLevel {
    /// They share a key: one family's form, or one session's register.
    Together,
    /// Both have keys, and none in common.
    Apart,
}

impl TogetherLevel {
    pub(crate) const COUNT: usize = 2;
}

/// What two records' keys say; nothing where one of them has none.
pub(crate) fn level(one: &[u64], other: &[u64]) -> Option<TogetherLevel> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let is_shared = one.iter().any(|key| other.contains(key));
    Some(if is_shared { TogetherLevel::Together } else { TogetherLevel::Apart })
}
