//! Journeys: what people do from end to end, with real processes, files and sockets.

mod faults;
mod offline_week;
mod one_child;
mod rebuilt;
mod two_nodes;
