//! reach

pub mod area;
