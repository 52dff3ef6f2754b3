//! `doorstep central serve`.

use central::DeskFront;
use serde_json::json;
use wire::Fault;

use crate::args::ServeArgs;
use crate::exit::Exit;
use crate::output::Output;

pub(super) async fn run(args: &ServeArgs, output: Output) -> Result<Exit, Fault> {
    let centre = super::open(&args.centre).await?;
    let front = DeskFront { screens: args.screens.clone(), url: args.url.clone() };
    let (address, serving) = centre.serve_with(args.listen, front, told_to_stop()).await?;
    // Printed once the address is taken, so that whoever started this can go on.
    output.either(&json!({"address": format!("http://{address}")}), || {
        format!(
            "The centre answers at http://{address}. Ctrl-C stops it; requests under way are answered first."
        )
    });
    serving.await?;
    Ok(Exit::Done)
}

/// Done when somebody presses Ctrl-C or the system asks this process to end.
async fn told_to_stop() {
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { () = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    interrupt.await;
}
