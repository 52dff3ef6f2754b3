//! What was typed becomes what can be compared.

pub(crate) mod birth;
pub(crate) mod digits;
pub(crate) mod name;
