//! A fact into the tables of its noun: one file per group of tables in `migrations/book`.

mod contact;
mod people;
mod reference;
mod sharing;

use domain::{Fact, StreamId};
use rusqlite::Connection;
use uuid::Uuid;

use crate::column::Id;
use crate::error::BookError;
use crate::kind::Kind;

pub(crate) use people::assertions;

/// A record as it stands.
pub(crate) struct Stated<'a> {
    pub(crate) id: Uuid,
    /// Its activity date.
    pub(crate) on: &'a str,
    /// The stream in which it was recorded.
    pub(crate) stream: StreamId,
    pub(crate) fact: &'a Fact,
}

/// Writes a record that stands into its noun's tables, where nothing of it is yet.
pub(crate) fn insert(tx: &Connection, stated: &Stated<'_>) -> Result<(), BookError> {
    let Stated { id, on, stream, fact } = stated;
    let id = id.bytes();
    match fact {
        Fact::Attendance(fact) => contact::attendance(tx, id, on, fact),
        Fact::Session(fact) => contact::session(tx, id, on, fact),
        Fact::Visit(fact) => contact::visit(tx, id, on, fact),
        Fact::Signpost(fact) => contact::signpost(tx, id, on, fact),
        Fact::Response(fact) => contact::response(tx, id, on, fact),
        Fact::Shift(fact) => contact::shift(tx, id, on, fact),
        Fact::WeekClosed(fact) => contact::week_closed(tx, id, *stream, fact),
        Fact::Person(fact) => people::person(tx, id, fact),
        Fact::Family(fact) => people::family(tx, id, fact),
        Fact::Registration(fact) => people::registration(tx, id, on, fact),
        Fact::Linked(fact) => people::link(tx, id, fact),
        Fact::Enquiry(fact) => people::enquiry(tx, id, fact),
        Fact::EnquiryAnswer(fact) => people::enquiry_answer(tx, id, fact),
        Fact::Agreement(_) => sharing::agreement(tx, id),
        Fact::BirthList(fact) => sharing::birth_list(tx, id, fact),
        Fact::BirthListRun(fact) => sharing::birth_list_run(tx, id, fact),
        Fact::FollowUp(fact) => sharing::follow_up(tx, id, fact),
        Fact::Authority(fact) => reference::authority(tx, id, fact),
        Fact::Team(fact) => reference::team(tx, id, fact),
        Fact::Venue(fact) => reference::venue(tx, id, fact),
        Fact::Service(fact) => reference::service(tx, id, fact),
        Fact::Slot(fact) => reference::slot(tx, id, fact),
        Fact::Champion(fact) => reference::champion(tx, id, fact),
        Fact::Form(fact) => reference::form(tx, id, fact),
        Fact::AreaAdopted(fact) => reference::area_adopted(tx, id, fact),
        Fact::ModelAdopted(fact) => reference::model_adopted(tx, id, fact),
        Fact::ReturnFrozen(fact) => reference::return_frozen(tx, id, fact),
        Fact::Accepted(_)
        | Fact::Amended(_)
        | Fact::Erased(_)
        | Fact::Reinstated(_)
        | Fact::Unlinked(_)
        | Fact::Voided(_) => Ok(()),
    }
}

/// Takes a record out of its noun's tables.
pub(crate) fn delete(tx: &Connection, kind: Kind, id: Uuid) -> Result<(), BookError> {
    let tables: &[&str] = match kind {
        Kind::Person => &["DELETE FROM person WHERE id = ?1", "DELETE FROM assertion WHERE person = ?1"],
        Kind::Visit => &["DELETE FROM visit WHERE id = ?1", "DELETE FROM visit_person WHERE visit = ?1"],
        Kind::Agreement => &["DELETE FROM agreement WHERE id = ?1"],
        Kind::BirthList => &["DELETE FROM birth_list WHERE id = ?1"],
        Kind::BirthListRun => &["DELETE FROM birth_list_run WHERE id = ?1"],
        Kind::Enquiry => &["DELETE FROM enquiry WHERE id = ?1"],
        Kind::EnquiryAnswer => &["DELETE FROM enquiry_answer WHERE id = ?1"],
        Kind::FollowUp => &["DELETE FROM follow_up WHERE id = ?1"],
        Kind::AreaAdopted => &["DELETE FROM area_adopted WHERE id = ?1"],
        Kind::Attendance => &["DELETE FROM attendance WHERE id = ?1"],
        Kind::Authority => &["DELETE FROM authority WHERE id = ?1"],
        Kind::Champion => &["DELETE FROM champion WHERE id = ?1"],
        Kind::Family => &["DELETE FROM family WHERE id = ?1"],
        Kind::Form => &["DELETE FROM form WHERE id = ?1"],
        Kind::Link => &["DELETE FROM link WHERE id = ?1"],
        Kind::ModelAdopted => &["DELETE FROM model_adopted WHERE id = ?1"],
        Kind::Registration => &["DELETE FROM registration WHERE id = ?1"],
        Kind::Response => &["DELETE FROM response WHERE id = ?1"],
        Kind::ReturnFrozen => &["DELETE FROM return_frozen WHERE id = ?1"],
        Kind::Service => &["DELETE FROM service WHERE id = ?1"],
        Kind::Session => &["DELETE FROM session WHERE id = ?1"],
        Kind::Shift => &["DELETE FROM shift WHERE id = ?1"],
        Kind::Signpost => &["DELETE FROM signpost WHERE id = ?1"],
        Kind::Slot => &["DELETE FROM slot WHERE id = ?1"],
        Kind::Team => &["DELETE FROM team WHERE id = ?1"],
        Kind::Venue => &["DELETE FROM venue WHERE id = ?1"],
        Kind::WeekClosed => &["DELETE FROM week_closed WHERE id = ?1"],
    };
    for sql in tables {
        tx.prepare_cached(sql)?.execute([id.bytes()])?;
    }
    Ok(())
}
