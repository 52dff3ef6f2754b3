//! The desk's API, `/desk/v1/…`: what a browser asks the centre and what it is answered. Every refusal is a
//! [`crate::Fault`] with a stable code and a number by which the log can be searched.
//!
//! A browser sends the cookie by itself, and with everything but a GET the token of [`Me::csrf`] in [`CSRF_HEADER`].

pub mod account;
pub mod audit;
pub mod births;
pub mod champions;
pub mod reach;
pub mod returns;
pub mod review;
pub mod safety;
pub mod week;

pub use account::*;
pub use audit::*;
pub use births::*;
pub use champions::*;
pub use reach::*;
pub use returns::*;
pub use review::*;
pub use safety::*;
pub use week::*;

/// The header with [`Me::csrf`], on everything but a GET by somebody signed in.
pub const CSRF_HEADER: &str = "doorstep-csrf";
/// The cookie of a session. The browser keeps it; no script can read it.
pub const SESSION_COOKIE: &str = "__Host-doorstep-desk";
/// How long a sign-in or a step-up is good for what needs one, in seconds: 10 minutes.
pub const STEP_UP_SECS: u64 = 10 * 60;
