//! `doorstep central invite`.

use central::Invitation;
use serde_json::json;
use wire::Fault;

use crate::args::InviteArgs;
use crate::exit::Exit;
use crate::output::Output;

pub(super) async fn run(args: &InviteArgs, output: Output) -> Result<Exit, Fault> {
    let Invitation { code, champion, name, expires_ms } =
        super::open(&args.centre).await?.invite(&args.champion).await?;
    let code = code.reveal();
    output.either(&json!({"code": code, "champion": champion, "name": name, "expires_ms": expires_ms}), || {
        format!("{code}\nFor {name}: one device, within 24 hours. Hand it over in person; nobody else may see it.")
    });
    Ok(Exit::Done)
}
