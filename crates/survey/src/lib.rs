//! A form and its answers.
//!
//! A [`Form`] is loaded once and then trusted; a [`Filling`] takes answers one by one, as a screen or a command
//! line has them, and [`Filling::finalise`] says either what was answered, with the words that were shown, or
//! everything that is wrong with it. Pure: values in, values out. It knows no event, table or clock, so the
//! same rules run on the phone and are checked again at the centre.
//!
//! Absent until there is a form that needs it: relevance, repeats, calculations and languages. They change what
//! is asked, and so belong between [`Filling::set`] and [`Filling::finalise`]; neither changes its signature.

mod answer;
mod filling;
mod flaw;
mod form;

pub use answer::{Answered, Value};
pub use filling::Filling;
pub use flaw::{Flaw, FlawCode};
pub use form::{Choice, Form, FormError, Kind, Question};
