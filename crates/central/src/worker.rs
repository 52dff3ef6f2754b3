//! A value that lives on a thread of its own: SQLite is synchronous, and a server must not wait for it.

use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

type Job<T> = Box<dyn FnOnce(&mut T) + Send>;

/// The thread has ended, or panicked in this very job; nothing more can be asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the thread of this file has ended")]
pub(crate) struct Stopped;

/// The one owner of a `T`. Jobs run one after the other in the order in which they were given, so whatever writes
/// through it needs no lock. Clones speak to the same thread; the last to go waits for it to end.
pub(crate) struct Worker<T> {
    owner: Arc<Owner<T>>,
}

impl<T> Clone for Worker<T> {
    fn clone(&self) -> Self {
        Self { owner: Arc::clone(&self.owner) }
    }
}

/// The thread and the way to it; both are there until it is dropped.
struct Owner<T> {
    jobs: Option<mpsc::Sender<Job<T>>>,
    thread: Option<JoinHandle<()>>,
}

impl<T> Drop for Owner<T> {
    /// Waits until the value is closed. A program that ended while its thread still closes a database would pull the
    /// cipher away from under it, and crash on its way out.
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
        {
            // A thread that panicked has said so already; there is nothing left to close.
            let _ = thread.join();
        }
    }
}

impl<T: Send + 'static> Worker<T> {
    /// Gives `value` a thread.
    ///
    /// # Errors
    /// Where the system has no thread to give.
    pub(crate) fn new(name: &str, mut value: T) -> std::io::Result<Self> {
        let (jobs, taken) = mpsc::channel::<Job<T>>();
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
            for job in taken {
                job(&mut value);
            }
        })?;
        Ok(Self { owner: Arc::new(Owner { jobs: Some(jobs), thread: Some(thread) }) })
    }

    /// Runs `job` on the thread and waits for its answer. A job that was given runs to its end even where nobody
    /// waits for it any more: a request that was cut off leaves no half transaction.
    pub(crate) async fn run<R: Send + 'static>(
        &self,
        job: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Result<R, Stopped> {
        let (answer, answered) = oneshot::channel();
        let job: Job<T> = Box::new(move |value| {
            // Nobody waits any more: then the answer is of no use, and that is no failure.
            let _ = answer.send(job(value));
        });
        let jobs = self.owner.jobs.as_ref().ok_or(Stopped)?;
        jobs.send(job).map_err(|_| Stopped)?;
        answered.await.map_err(|_| Stopped)
    }
}
