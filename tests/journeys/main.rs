//! Journeys: what people do from end to end, with real processes, files and sockets.

mod any_file;
mod copied;
mod desk;
mod difficulties;
mod faults;
mod offline_week;
mod one_child;
mod rebuilt;
mod restored;
mod two_nodes;
