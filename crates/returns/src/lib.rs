//! What becomes of a return: it is frozen as a value, and written as files.

pub mod frozen;
