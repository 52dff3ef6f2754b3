//! `doorstep central init`.

use std::sync::Arc;

use central::{Centre, SystemEnv};
use serde_json::json;
use wire::Fault;

use crate::args::InitArgs;
use crate::exit::Exit;
use crate::output::Output;

pub(super) async fn run(args: &InitArgs, output: Output) -> Result<Exit, Fault> {
    let folder = super::folder(&args.centre)?;
    let centre = Centre::init(&folder, &args.authority, Arc::new(SystemEnv::new())).await?;
    let (id, name) = centre.whose();
    let keys = folder.keys().display().to_string();
    output.either(&json!({"authority": id, "name": name, "keys": keys}), || {
        format!(
            "{name} has a centre now.\nIts keys are in {keys}: keep a copy of them in a safe place, apart from the \
             centre's backups. Whoever has both can read everything; without the keys nobody can."
        )
    });
    Ok(Exit::Done)
}
