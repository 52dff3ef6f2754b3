//! What people decided about pairs of records.

/// Pairs of indices into the records of the same call, in either order. A pair that names a record twice, or none,
/// says nothing and is passed over.
///
/// A pair in both lists counts as different: to show two families one child's record is worse than to count it
/// twice until somebody looks again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// These two are one person.
    pub same: Vec<(usize, usize)>,
    /// These two are two people.
    pub different: Vec<(usize, usize)>,
}
