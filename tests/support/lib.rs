//! What journeys are written with: a real centre and real champions, each a process of the `doorstep`
//! binary, with real files and real sockets. A test reads as what people do.

mod binary;
mod browser;
mod centre;
mod champion;
mod chance;
mod clock;
mod desk;
mod disk_log;
mod drafts;
mod opened;
mod place;
mod postgres;
mod preload;
mod proxy;
mod run;
mod scratch;
mod small_disk;
mod workbook;

pub use binary::{cargo, doorstep, weakened_champion};
pub use browser::Browser;
pub use centre::Centre;
pub use champion::{Champion, PASSPHRASE};
pub use chance::Chance;
pub use clock::world_at;
pub use desk::{Answer, Desk};
pub use disk_log::DiskLog;
pub use drafts::Drafts;
pub use opened::{Opened, owner_of};
pub use place::Place;
pub use postgres::Postgres;
pub use preload::{Fault, FaultyDisk, hesitating};
pub use proxy::{Exchange, Mishap, Proxy};
pub use run::{Run, root};
pub use scratch::{copied, scratch};
pub use small_disk::SmallDisk;
pub use workbook::Workbook;
