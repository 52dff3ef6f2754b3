//! The rules of the house that a machine can check. A rule that nobody runs is a wish.
//!
//! Each failure says what to do about it.
#![expect(clippy::print_stdout, reason = "Some checks also tell how far from their limit the project is.")]

mod tidy {
    mod layers;
    mod migrations;
    mod names;
    mod purity;
    mod rust;
    mod sizes;
    mod sources;
    mod types;
    mod unfinished;
}
