//! What was typed becomes what can be compared.

pub(crate) mod birth;
pub(crate) mod digits;
pub(crate) mod name;
pub(crate) mod nickname;
pub(crate) mod postcode;
pub(crate) mod sound;
