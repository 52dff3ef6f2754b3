//! The thread that waits for the network.

use std::sync::mpsc;
use std::thread;

use wire::{Code, Fault};

use crate::transport::{Answer, Offline, Request, Transport};

type Hearing = Box<dyn FnOnce(Result<Answer, Offline>) + Send>;

/// Sends requests, one after another, on a thread of its own.
pub(super) struct Network {
    requests: mpsc::Sender<(Request, Hearing)>,
}

impl Network {
    /// Starts the thread. A transport that cannot be made is one that never answers.
    pub(super) fn start<T: Transport>(transport: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Self {
        let (requests, inbox) = mpsc::channel::<(Request, Hearing)>();
        thread::spawn(move || {
            let ready = runtime().and_then(|runtime| Ok((runtime, transport()?)));
            for (request, hearing) in inbox {
                hearing(match &ready {
                    Ok((runtime, transport)) => runtime.block_on(transport.send(&request)),
                    Err(_) => Err(Offline),
                });
            }
        });
        Self { requests }
    }

    /// Sends a request; the answer is given to `hearing` on the network's thread.
    pub(super) fn send(
        &self,
        request: Request,
        hearing: impl FnOnce(Result<Answer, Offline>) + Send + 'static,
    ) {
        if let Err(mpsc::SendError((_, hearing))) = self.requests.send((request, Box::new(hearing))) {
            hearing(Err(Offline));
        }
    }

    /// Runs a task that sends by this network to its end, on the thread that asks.
    pub(super) fn wait_for<T>(&self, task: impl Future<Output = T>) -> Result<T, Fault> {
        Ok(runtime()?.block_on(task))
    }
}

/// For a task that has nothing else to do while it waits.
impl Transport for Network {
    async fn send(&self, request: &Request) -> Result<Answer, Offline> {
        let (hearing, heard) = mpsc::channel();
        Self::send(self, request.clone(), move |answer| {
            let _gone = hearing.send(answer);
        });
        heard.recv().unwrap_or(Err(Offline))
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, Fault> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| Fault::new(Code::Internal, "The network cannot be waited for on this system."))
}
