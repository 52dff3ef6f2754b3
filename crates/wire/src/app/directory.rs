//! The directory of services.

use domain::ServiceId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Services that families are told about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Directory {
    /// By name.
    pub services: Vec<ServiceChoice>,
}

/// A service to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct ServiceChoice {
    /// Which.
    #[ts(type = "string")]
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// What it is good for, in the programme's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<String>,
}
