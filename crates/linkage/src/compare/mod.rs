//! How alike two values are, in a few levels that a person could tell apart too.

pub(crate) mod birth;
pub(crate) mod name;
pub(crate) mod pair;
pub(crate) mod postcode;
pub(crate) mod together;
