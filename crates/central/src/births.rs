//! Birth lists of other controllers: under which agreement they are held, which infants they show to be missed, and what
//! is done about those. A list is a file in the ledger, named by an event; nothing of it is ever given to a device.

mod agreement;
mod file;
mod follow;
mod known;
mod missed;
mod take_in;
mod worklist;

pub use agreement::NewAgreement;
pub use take_in::NewBirthList;

use domain::sharing::ROW_DIGITS;
use domain::{BirthList, BirthListId};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::BlobKind;
use crate::mac::mac;
use file::Rows;

/// Separates the names of rows from every other use of the server's key.
const ROW_WORD: &str = "doorstep-birth-row-1";

/// A list that may be used today, with its rows.
struct Usable {
    id: BirthListId,
    list: BirthList,
    rows: Rows,
}

impl Centre {
    /// A list whose agreement holds today.
    async fn usable(&self, id: BirthListId) -> Result<Usable, CentralError> {
        self.tail().await?;
        let lists = self.books.ask(|tx| Ok(book::birth_lists(tx)?)).await?;
        let (_, list) = lists.into_iter().find(|(known, _)| *known == id).ok_or_else(no_list)?;
        self.holding(list.agreement, list.mode).await?;
        let hash = domain::text::from_hex(list.sha256.as_str()).ok_or_else(damaged)?;
        let bytes =
            self.ledger.blob(self.authority.id, BlobKind::BirthList, hash).await?.ok_or_else(damaged)?;
        let rows = Rows::read(&bytes).ok_or_else(damaged)?;
        Ok(Usable { id, list, rows })
    }

    /// The name of a row: the same for the same child in the next list of the same controller, and telling nothing to
    /// whoever has not the key.
    fn row_name(&self, id: &str) -> String {
        let authority = self.authority.id.uuid();
        let tag = mac(self.keys.server.bytes(), ROW_WORD, &[authority.as_bytes(), id.as_bytes()]);
        domain::text::to_hex(&tag[..ROW_DIGITS / 2])
    }
}

fn no_list() -> Fault {
    Fault::new(Code::NotFound, "There is no such birth list. `central births lists` names them.")
}

fn damaged() -> Fault {
    Fault::new(Code::Damaged, "The file of this birth list cannot be read. Take the list in again.")
}
