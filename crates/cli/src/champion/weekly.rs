//! `doorstep champion return`: this device's own provisional return, with no network.

use wire::Fault;

use crate::args::ChampionReturnArgs;
use crate::exit::Exit;
use crate::output::Output;
use crate::returns::words;

pub(super) fn run(args: &ChampionReturnArgs, output: Output) -> Result<Exit, Fault> {
    let week = crate::returns::week(&args.week)?;
    let weekly = super::open(&args.vault)?.provisional_return(week)?;
    let value = serde_json::to_value(&weekly).expect("a return has text keys and whole numbers only");
    output.either(&value, || words::of(&value));
    Ok(Exit::Done)
}
