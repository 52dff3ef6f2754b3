//! What journeys are written with: a real centre and real champions, each a process of the `doorstep`
//! binary, with real files and real sockets. A test reads as what people do.

mod binary;
mod browser;
mod centre;
mod champion;
mod desk;
mod drafts;
mod place;
mod postgres;
mod run;
mod small_disk;
mod workbook;

pub use binary::doorstep;
pub use browser::Browser;
pub use centre::Centre;
pub use champion::{Champion, PASSPHRASE};
pub use desk::{Answer, Desk};
pub use drafts::Drafts;
pub use place::Place;
pub use postgres::Postgres;
pub use run::{Run, root};
pub use small_disk::SmallDisk;
pub use workbook::Workbook;
