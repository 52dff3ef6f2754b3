//! The centre through its public doors: its library as the command line calls it, and its server as devices do, on a
//! free port, with a small signed client made of `wire` alone.

mod births;
mod book;
mod deposit;
mod desk;
mod enrol;
mod fork;
mod freeze;
mod held;
mod http;
mod import;
mod logs;
mod model;
mod phone;
mod pull;
mod push;
mod quarantine;
mod restore;
mod revoke;
mod signing;
mod verify;
mod world;
