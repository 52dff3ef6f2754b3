//! `doorstep central device list | revoke`.

use central::ledger::DeviceRow;
use serde_json::{Value, json};
use wire::Fault;

use crate::args::{DeviceTask, RevokeArgs};
use crate::exit::Exit;
use crate::output::Output;

pub(super) async fn run(task: &DeviceTask, output: Output) -> Result<Exit, Fault> {
    match task {
        DeviceTask::List(folder) => {
            let devices = super::open(folder).await?.enrolled().await?;
            let value = |row: &DeviceRow| {
                json!({"id": row.id, "champion": row.champion, "enrolled_ms": row.enrolled_ms,
                       "revoked_ms": row.revoked.map(|(at_ms, _)| at_ms)})
            };
            let list: Vec<Value> = devices.iter().map(value).collect();
            output.either(&list, || {
                let line = |row: &DeviceRow| {
                    let standing = if row.revoked.is_some() { "revoked" } else { "in use" };
                    format!("{}  champion {}  {standing}", row.id, row.champion)
                };
                devices.iter().map(line).collect::<Vec<_>>().join("\n")
            });
        }
        DeviceTask::Revoke(RevokeArgs { centre, device }) => {
            let id = super::open(centre).await?.revoke_named(device).await?;
            output.either(&json!({"revoked": id}), || {
                "Revoked. At its next contact it may hand over what it has, and is then told to destroy its vault."
                    .to_owned()
            });
        }
    }
    Ok(Exit::Done)
}
