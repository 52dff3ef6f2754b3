//! `doorstep central`: the commands of whoever runs the centre.

mod account;
mod backup;
pub(crate) mod births;
mod champions;
mod database;
mod device;
mod enrol;
mod erase;
mod hand_over;
mod held;
mod import;
mod init;
mod invite;
pub(crate) mod model;
pub(crate) mod review;
mod serve;
mod status;

pub(crate) use account::AccountTask;
pub(crate) use enrol::EnrolArgs;
pub(crate) use erase::EraseArgs;
pub(crate) use held::HeldArgs;

use std::sync::Arc;

use central::{Centre, Folder, SystemEnv};
use wire::Fault;

use crate::args::{CentralTask, CentreFolder};
use crate::exit::Exit;
use crate::output::Output;

/// Does what was asked.
///
/// # Errors
/// As the task says.
pub(crate) fn run(task: CentralTask, output: Output) -> Result<Exit, Fault> {
    crate::env::block_on(async {
        match task {
            CentralTask::Init(args) => init::run(&args, output).await,
            CentralTask::Serve(args) => serve::run(&args, output).await,
            CentralTask::Import(args) => import::run(&args, output).await,
            CentralTask::Invite(args) => invite::run(&args, output).await,
            CentralTask::Champions(folder) => champions::run(&folder, output).await,
            CentralTask::Erase(args) => erase::run(&args, output).await,
            CentralTask::Enrol(args) => enrol::run(&args, output).await,
            CentralTask::Account(task) => account::run(&task, output).await,
            CentralTask::Device(args) => device::run(&args.task, output).await,
            CentralTask::Held(args) => held::run(&args.task, output).await,
            CentralTask::Status(folder) => status::run(&folder, output).await,
            CentralTask::Backup(args) => backup::write(&args, output).await,
            CentralTask::Drill(args) => backup::drill(&args, output).await,
            CentralTask::Restore(args) => backup::restore(&args, output).await,
            CentralTask::HandOver(args) => hand_over::run(&args, output).await,
            CentralTask::Births(task) => births::run(task, output).await,
            CentralTask::Model(task) => model::run(task, output).await,
            CentralTask::Review(task) => review::run(task, output).await,
        }
    })
}

/// The folder as the centre's crate takes it.
///
/// # Errors
/// As [`database::address`].
pub(crate) fn folder(args: &CentreFolder) -> Result<Folder, Fault> {
    let CentreFolder { data, keys, database } = args;
    let mut folder = Folder::new(data);
    if let Some(keys) = keys {
        folder = folder.with_keys(keys);
    }
    if let Some(address) = database::address(database)? {
        folder = folder.with_database(address);
    }
    if let Some(file) = &database.journal {
        folder = folder.with_journal(file);
    }
    if let Some(address) = database::journal(database)? {
        folder = folder.with_journal_database(address);
    }
    Ok(folder)
}

/// Opens a centre with the real clocks and randomness.
///
/// # Errors
/// As [`folder`] and [`Centre::open`].
pub(crate) async fn open(args: &CentreFolder) -> Result<Centre, Fault> {
    Ok(Centre::open(&folder(args)?, Arc::new(SystemEnv::new())).await?)
}
