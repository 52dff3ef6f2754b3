//! `doorstep reach`: the indicators at a day, each with how it is counted.

use serde_json::Value;
use wire::Fault;

use crate::args::ReachArgs;
use crate::exit::Exit;
use crate::output::Output;

/// Does what was asked.
///
/// # Errors
/// `Malformed` for another form of date; as the centre says.
pub(crate) fn run(args: &ReachArgs, output: Output) -> Result<Exit, Fault> {
    let at = crate::env::day(&args.at, "at")?;
    let indicators =
        crate::env::block_on(async { Ok(crate::central::open(&args.centre).await?.reach(at).await?) })?;
    let value = serde_json::to_value(&indicators).expect("figures have text keys and whole numbers only");
    output.either(&value, || words(&value));
    Ok(Exit::Done)
}

fn words(indicators: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let each = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let mut lines = vec![format!(
        "At {}, counted up to change {} of the ledger.",
        text(&indicators["at"]),
        indicators["n"]
    )];
    for figure in each(&indicators["figures"]) {
        let between = |bounds: &Value| bounds["printed"].as_str().map(|printed| format!("[{printed}]"));
        let bounds = between(&figure["bounds"]).map(|pair| format!("  {pair}")).unwrap_or_default();
        let anonymous = between(&figure["with_anonymous"])
            .map(|pair| format!("  with anonymous {pair}"))
            .unwrap_or_default();
        lines.push(format!(
            "{:12} {} to {}  {:39}  {}{bounds}{anonymous}",
            text(&figure["definition"]),
            text(&figure["period"]["first"]),
            text(&figure["period"]["last"]),
            text(&figure["label"]),
            text(&figure["printed"])
        ));
    }
    lines.push("\nHow each is counted".to_owned());
    for definition in each(&indicators["definitions"]) {
        lines.push(format!("{}  {}", text(&definition["id"]), text(&definition["counted"])));
        lines.extend(each(&definition["parameters"]).iter().map(|parameter| {
            format!("    {}: {}", text(&parameter["name"]).replace('_', " "), text(&parameter["value"]))
        }));
    }
    lines.extend(each(&indicators["notes"]).iter().map(text));
    lines.join("\n")
}
