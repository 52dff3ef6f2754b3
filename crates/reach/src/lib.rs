//! How many of an area's under-fives are reached, and how sure of it we are.
//!
//! Facts and denominators in; indicators, bounds, suppression and the weekly return out. Pure: no clock, no
//! randomness, no file, no SQL. The same facts in any order give the same bytes.
//!
//! The way through: [`facts::Facts`] (columns of the book) → [`Reading`] (whose each record is, which sessions are
//! one) → an indicator, with a [`Frame`] where it is one of the area's children → [`Figure`] → [`weekly::weekly`].

mod anonymous;
pub mod area;
mod birth;
mod book_only;
mod bounds;
mod by_lsoa;
mod champions;
pub mod cost;
mod data_quality;
mod definition;
pub mod facts;
mod families;
mod figure;
mod footfall;
mod frame;
mod home_visits;
mod household;
mod membership;
mod missed;
mod occasion;
mod parameters;
mod population;
mod presence;
mod question;
mod reached;
mod reading;
mod registered;
mod residence;
mod residence_known;
mod responses;
mod signposting;
pub mod suppression;
pub mod targets;
mod timetable;
mod value;
pub mod weekly;

pub use book_only::{CHILDREN_SEEN, FAMILIES_SEEN, children_seen, families_seen};
pub use bounds::{Bounds, Cause, Reason};
pub use by_lsoa::{REACH_BY_LSOA, reach_by_lsoa};
pub use champions::{ACTIVE_CHAMPIONS, NEW_CHAMPIONS, VOLUNTEER_TIME};
pub use champions::{active_champions, new_champions, volunteer_time};
pub use data_quality::{
    ATTENDANCES_TO_CHECK, DEVICES_CLOSED, DUPLICATES_OPEN, attendances_to_check, devices_closed,
    duplicates_open,
};
pub use definition::{Definition, NamedParameter, PrintedDefinition, Unit};
pub use families::{FAMILIES_REACHED, NEW_FAMILIES, families_reached, new_families};
pub use figure::{Days, Figure, Standing};
pub use footfall::{Footfall, Naming, VISITS, VisitorKind, footfall};
pub use frame::{ANONYMOUS_TOO_LARGE, Frame};
pub use home_visits::{HOME_VISITS, home_visits};
pub use missed::{
    ENCODINGS_FIND_PERCENT, Found, MISSED_INFANTS, MOVERS_PERCENT, MissedInfants, MissedThere,
    NAMES_FIND_PERCENT, met, missed_by_counts, missed_of,
};
pub use parameters::{Parameters, SINGLE_POPULATION_PERCENT, SUSTAINED_N, UPPER_AGE};
pub use population::Population;
pub use presence::{PRESENCE, presence};
pub use reached::{REACH, SUSTAINED, reach, sustained};
pub use reading::Reading;
pub use registered::{REGISTERED, registered};
pub use residence_known::{OUT_OF_AREA, POSTCODE_UNKNOWN, out_of_area, postcode_unknown};
pub use responses::{RESPONSES, Survey, responses, responses_of_target, surveys};
pub use signposting::{SIGNPOSTS, SIGNPOSTS_BY_SERVICE, SignpostContact, signpost_figure, signposts};
pub use timetable::{Became, DELIVERY_TIME, SESSIONS, Timetable, timetable};
pub use value::{Decimals, Value};
