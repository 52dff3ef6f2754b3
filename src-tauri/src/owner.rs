//! The one thread that owns the device. The device is single-threaded by design (the same core runs in a
//! browser's worker), so the window's calls stand in line here.

use std::sync::mpsc;
use std::thread;

use tauri::async_runtime;
use wire::app::{Command, Reply};
use wire::{Code, Fault};

/// What a device answers.
pub(crate) type Answer = Result<Reply, Fault>;

struct Errand {
    command: Command,
    answer: async_runtime::Sender<Answer>,
}

/// Passes commands to the thread that owns the device.
pub(crate) struct Owner {
    errands: mpsc::Sender<Errand>,
}

impl Owner {
    /// Starts the thread. `open` runs on it, because a device cannot move from one thread to another. Where it
    /// cannot be opened, every command is answered with the reason.
    pub(crate) fn start<D, O>(open: O) -> Self
    where
        D: FnMut(Command) -> Answer,
        O: FnOnce() -> Result<D, Fault> + Send + 'static,
    {
        let (errands, inbox) = mpsc::channel::<Errand>();
        // The thread ends by itself when the last sender is gone: when the app ends.
        thread::spawn(move || {
            let mut device = open();
            for Errand { command, answer } in inbox {
                let answered = match &mut device {
                    Ok(device) => device(command),
                    Err(fault) => Err(fault.clone()),
                };
                // Whoever asked may have gone: the window can be closed in the middle of a call.
                let _ = answer.blocking_send(answered);
            }
        });
        Self { errands }
    }

    /// Asks the device and waits for its answer, without holding up the window.
    ///
    /// # Errors
    /// What the device answers; and [`Code::Internal`] if the thread that owns it is gone.
    pub(crate) async fn ask(&self, command: Command) -> Answer {
        let (answer, mut answered) = async_runtime::channel(1);
        let gone =
            || Fault::new(Code::Internal, "The record book stopped. Close Doorstep and open it again.");
        self.errands.send(Errand { command, answer }).map_err(|_| gone())?;
        answered.recv().await.ok_or_else(gone)?
    }
}
