//! `doorstep central`: the commands of whoever runs the centre.

mod champions;
mod import;
mod init;
mod invite;
mod serve;

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
        }
    })
}

/// The folder as the centre's crate takes it.
pub(crate) fn folder(args: &CentreFolder) -> Folder {
    let CentreFolder { data, keys } = args;
    let folder = Folder::new(data);
    match keys {
        Some(keys) => folder.with_keys(keys),
        None => folder,
    }
}

/// Opens a centre with the real clocks and randomness.
///
/// # Errors
/// As [`Centre::open`].
pub(crate) async fn open(args: &CentreFolder) -> Result<Centre, Fault> {
    Ok(Centre::open(&folder(args), Arc::new(SystemEnv::new())).await?)
}
