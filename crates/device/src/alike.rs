//! A quiet hint at the register: while somebody new is typed, whom of those known here it may be. It stops nobody.

use book::{PersonCard, Typed};
use wire::Fault;
use wire::app::People;
use wire::draft::PersonDraft;

use crate::device::Device;
use crate::tile;

impl Device {
    /// The people known here who may be the one being typed, the likeliest first; three at most, and none while too
    /// little is typed to tell. Brothers, sisters and twins are not hinted at.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn alike(&self, draft: &PersonDraft) -> Result<Vec<PersonCard>, Fault> {
        let PersonDraft { given_name, surname, birth, postcode, .. } = draft;
        let typed = Typed {
            given_name: given_name.as_deref().unwrap_or_default(),
            surname: surname.as_deref().unwrap_or_default(),
            birth: birth.as_deref().unwrap_or_default(),
            postcode: postcode.as_deref().unwrap_or_default(),
        };
        self.listed(|connection| Ok(book::alike(connection, typed)?))
    }

    /// The same as tiles, for a screen.
    pub(crate) fn hints(&self, draft: &PersonDraft) -> Result<People, Fault> {
        let today = self.day();
        let alike = self.alike(draft)?.into_iter();
        Ok(People { people: alike.map(|card| tile::person(card, today)).collect() })
    }
}
