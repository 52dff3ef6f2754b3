//! Journeys: what people do from end to end, with real processes, files and sockets.

mod any_file;
mod carried;
mod copied;
mod desk;
mod difficulties;
mod faults;
mod offline_week;
mod one_child;
mod own_backup;
mod rebuilt;
mod restored;
mod two_nodes;
