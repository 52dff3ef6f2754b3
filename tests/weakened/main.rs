//! A champion whose vault is not flushed at each save: what the power-cut test must find out (its teeth). It is built
//! with the feature `weakened` only, which no package that ships may turn on (`tests/tidy/purity.rs`).
#![expect(
    clippy::print_stdout,
    reason = "It answers on standard output, as `doorstep champion record` does."
)]

use std::io::Write as _;

use serde_json::Value;
use support::Opened;

fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder of a vault");
    let mut vault = Opened::open(folder.as_ref()).expect("a vault that opens");
    for line in std::io::stdin().lines() {
        let draft: Value = serde_json::from_str(&line.expect("a line")).expect("a draft");
        let recorded = vault.records(&draft).expect("a sound draft");
        println!(
            "{}",
            serde_json::json!({"result": "recorded", "id": recorded.id.to_string(), "seq": recorded.seq})
        );
        std::io::stdout().flush().expect("somebody listens");
    }
}
