//! The desk as browsers use it: real requests to a real server, with cookies and codes of an authenticator.

pub(crate) mod browser;
mod champions;
mod figures;
mod hostile;
mod matrix;
mod restored;
mod returns;
mod review;
mod screens;
mod sign_in;
