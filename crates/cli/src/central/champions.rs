//! `doorstep central champions`.

use central::ListedChampion;
use serde_json::{Value, json};
use wire::Fault;

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

pub(super) async fn run(folder: &CentreFolder, output: Output) -> Result<Exit, Fault> {
    let champions = super::open(folder).await?.champions().await?;
    let value = |ListedChampion { id, name, devices }: &ListedChampion| json!({"id": id, "name": name, "devices": devices});
    let list: Vec<Value> = champions.iter().map(value).collect();
    output.either(&list, || {
        if champions.is_empty() {
            return "No champions yet. `central import` takes in a programme.".to_owned();
        }
        let line = |ListedChampion { id, name, devices }: &ListedChampion| {
            format!("{id}  {name}  devices: {devices}")
        };
        champions.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(Exit::Done)
}
