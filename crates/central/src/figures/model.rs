//! The model of linkage in use: the one adopted last, and until one is adopted the exact key.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use book::Linker;
use domain::reference::{ModelAdopted, ModelMeasured};
use linkage::Model;
use rusqlite::Connection;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::BlobKind;

/// A model, what it was measured at, and the people linked by it so far.
#[derive(Clone)]
pub(crate) struct InUse {
    pub(crate) model: Arc<Model>,
    pub(crate) measured: Option<ModelMeasured>,
    linker: Arc<Mutex<Linker>>,
}

impl InUse {
    /// A model by which nobody is linked yet.
    pub(crate) fn afresh(model: Arc<Model>, measured: Option<ModelMeasured>) -> Self {
        let linker = Arc::new(Mutex::new(Linker::new((*model).clone())));
        Self { model, measured, linker }
    }

    /// The people linked so far, for one question at a time.
    pub(crate) fn linker(&self) -> MutexGuard<'_, Linker> {
        self.linker.lock().unwrap_or_else(|poisoned| {
            self.linker.clear_poison();
            // What a panic left half linked is begun anew.
            let mut linker = poisoned.into_inner();
            *linker = Linker::new((*self.model).clone());
            linker
        })
    }
}

/// The model that a book names as in use.
pub(crate) fn model_named(book: &Connection) -> Result<Option<ModelAdopted>, CentralError> {
    Ok(::book::model_in_use(book)?)
}

impl Centre {
    /// The model in use as the book has it now.
    pub(crate) async fn model_in_use(&self) -> Result<InUse, CentralError> {
        let named = self.books.ask(|tx| model_named(tx)).await?;
        self.model(named).await
    }

    /// The model of an adoption, with the people whom this process linked by it before.
    pub(crate) async fn model(&self, adopted: Option<ModelAdopted>) -> Result<InUse, CentralError> {
        let (sha256, measured) = match adopted {
            None => (None, None),
            Some(ModelAdopted { name: _, sha256, measured }) => {
                (Some(domain::text::from_hex(sha256.as_str()).ok_or_else(damaged)?), measured)
            }
        };
        // A poisoned memory is no worse than an empty one.
        let kept = self.models.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((of, in_use)) = kept
            && of == sha256
        {
            return Ok(InUse { measured, ..in_use });
        }
        let model = match sha256 {
            None => Model::exact_key(),
            Some(hash) => {
                let bytes = self.ledger.blob(self.authority.id, BlobKind::LinkageModel, hash).await?;
                let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(damaged)?;
                Model::from_json(&text).map_err(|_| damaged())?
            }
        };
        let in_use = InUse::afresh(Arc::new(model), measured);
        *self.models.lock().unwrap_or_else(PoisonError::into_inner) = Some((sha256, in_use.clone()));
        Ok(in_use)
    }
}

/// It was read when it was adopted, so either it is gone or this version reads models otherwise.
fn damaged() -> Fault {
    Fault::new(Code::Damaged, "The linkage model in use cannot be read. Adopt it again.")
}
