//! The invariants, once everything has come to rest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::{Event, EventId, Head, StreamId};
use protocol::ingest::copies;

use crate::centre::Owner;
use crate::reach_model;
use crate::shelf::Shelf;
use crate::world::{Violation, World};

fn broken(invariant: &'static str, what: String) -> Violation {
    Violation { invariant, what }
}

/// Checks all that can be checked at rest.
///
/// # Errors
/// The first invariant that is broken.
pub fn at_rest(world: &mut World) -> Result<(), Violation> {
    for node in 0..world.centre.nodes.len() {
        world.centre.tail(node);
    }
    nothing_is_lost(world)?;
    chains_are_whole(world)?;
    nothing_counts_twice(world)?;
    everybody_was_told(world)?;
    erased_stays_erased(world)?;
    what_is_aside_is_shown(world)?;
    clocks_change_nothing(world)
}

/// I1, I2, I4: what a champion was told is saved is at the centre, with its words.
fn nothing_is_lost(world: &World) -> Result<(), Violation> {
    let mut held: BTreeMap<EventId, bool> = BTreeMap::new();
    for line in world.centre.ledger.after(0) {
        *held.entry(line.id).or_default() |= line.event.is_some();
    }
    for (place, device) in world.devices.iter().enumerate() {
        for id in device.said.iter().filter(|id| !world.excused.contains(id)) {
            match held.get(id) {
                Some(true) => {}
                Some(false) | None if world.centre.journal.erased.contains_key(id) => {}
                Some(false) => {
                    return Err(broken("I1", format!("the words of {id} of device {place} are gone")));
                }
                None => {
                    return Err(broken(
                        "I1",
                        format!("{id}, said to be saved on device {place}, is nowhere"),
                    ));
                }
            }
        }
    }
    Ok(())
}

/// I2: each stream is contiguous and its heads follow from what it holds; no device's mark is ahead of it.
fn chains_are_whole(world: &World) -> Result<(), Violation> {
    let ledger = &world.centre.ledger;
    for (stream, numbers) in ledger.streams() {
        let mut head = Head::EMPTY;
        for seq in 1..=numbers.len() as u64 {
            let line =
                ledger.at(*stream, seq).ok_or_else(|| broken("I2", format!("{stream} has no {seq}")))?;
            head = head.then(*stream, line.id, &line.body_hash);
            if head != line.head {
                return Err(broken("I2", format!("{stream} is broken at {seq}")));
            }
        }
    }
    for (place, device) in world.devices.iter().enumerate().filter(|(_, device)| !device.gone) {
        for stream in device.disk.vault.iter().flat_map(|vault| &vault.streams) {
            let marks = stream.marks;
            if ledger.head(marks.stream).seq < marks.end {
                return Err(broken(
                    "I2",
                    format!("device {place}: {} is not all at the centre", marks.stream),
                ));
            }
        }
    }
    Ok(())
}

/// The events that count, in the order of their change numbers.
fn applied(world: &World) -> Vec<Arc<Event>> {
    world.centre.ledger.after(0).filter(|line| !line.aside).filter_map(|line| line.event.clone()).collect()
}

/// I3 and I11: the figure does not depend on order or repetition, nor on our own code for it.
fn nothing_counts_twice(world: &mut World) -> Result<(), Violation> {
    let events = applied(world);
    let (shown, raw) = (world.centre.book().reached(), reach_model::reached(&events));
    if shown != raw {
        return Err(broken("I11", format!("the centre says {shown} reached, the raw events say {raw}")));
    }
    let mut backwards = Shelf::default();
    for id in world.centre.journal.erased.keys() {
        backwards.erase(*id);
    }
    for (n, event) in events.iter().chain(&events).enumerate().collect::<Vec<_>>().into_iter().rev() {
        backwards.apply(n as u64 + 1, event);
    }
    if backwards.reached() != raw {
        let other = backwards.reached();
        return Err(broken(
            "I3",
            format!("{raw} reached, and {other} where the same events come backwards and twice"),
        ));
    }
    Ok(())
}

/// I6: each device has exactly what is in its champion's scope.
fn everybody_was_told(world: &mut World) -> Result<(), Violation> {
    let book = world.centre.book().clone();
    for (place, device) in world.devices.iter().enumerate() {
        let Some(vault) = device.disk.vault.as_ref().filter(|_| !device.gone) else { continue };
        if world.centre.journal.revoked.contains(&device.enrolment) {
            continue;
        }
        let scope: BTreeMap<EventId, String> = device
            .champion
            .map(|champion| book.scope(champion))
            .unwrap_or_default()
            .into_iter()
            .map(|(id, (_, says))| (id, says))
            .collect();
        let told: BTreeMap<EventId, String> =
            vault.pulled.iter().map(|(id, (_, says))| (*id, says.clone().unwrap_or_default())).collect();
        if let Some(id) = scope.iter().find(|(id, says)| told.get(id) != Some(says)).map(|(id, _)| id) {
            return Err(broken("I6", format!("device {place} was not told of {id} as it is")));
        }
        if let Some(id) = told.keys().find(|id| !scope.contains_key(id)) {
            return Err(broken("I6", format!("device {place} still has {id}, which is not in its scope")));
        }
    }
    Ok(())
}

/// I7: no word of what was erased is anywhere that can be reached.
fn erased_stays_erased(world: &World) -> Result<(), Violation> {
    let erased: BTreeSet<EventId> = world
        .centre
        .journal
        .own
        .iter()
        .filter_map(|event| match event.body.fact() {
            Ok(domain::Fact::Erased(fact)) => Some(fact.of),
            _ => None,
        })
        .flatten()
        .collect();
    for line in world.centre.ledger.after(0) {
        if line.event.is_some() && erased.contains(&line.id) {
            return Err(broken("I7", format!("{} was erased and is back at the centre", line.id)));
        }
    }
    for (place, device) in world.devices.iter().enumerate() {
        let Some(vault) = device.disk.vault.as_ref().filter(|_| !device.gone) else { continue };
        if world.centre.journal.revoked.contains(&device.enrolment) {
            continue;
        }
        let here = |id: &&EventId| {
            vault.events.get(id).is_some_and(|kept| kept.event.is_some()) || vault.pulled.contains_key(id)
        };
        if let Some(id) = erased.iter().find(here) {
            return Err(broken("I7", format!("{id} was erased and device {place} still has it")));
        }
    }
    Ok(())
}

/// I9: what is kept aside is shown to its author.
fn what_is_aside_is_shown(world: &World) -> Result<(), Violation> {
    for line in world.centre.ledger.after(0).filter(|line| line.aside && !line.untold && line.event.is_some())
    {
        let Owner::Device(enrolment) = line.owner else { continue };
        // What speaks of somebody who was erased is the data officer's to see, and nobody else's.
        let erased = |id: &uuid::Uuid| world.centre.journal.erased.contains_key(&EventId::from_uuid(*id));
        if line.event.iter().flat_map(|event| &event.body.subjects).any(erased) {
            continue;
        }
        if world.centre.journal.revoked.contains(&enrolment) || world.put_back.contains(&enrolment) {
            continue;
        }
        // A cloned phone's twin may have been the one that was told: both are its author's.
        let (mut has_it, mut told) = (false, false);
        for device in world.devices.iter().filter(|device| device.enrolment == enrolment) {
            let Some(vault) = device.disk.vault.as_ref() else { continue };
            has_it |= vault.events.get(&line.id).is_some_and(|kept| kept.event.is_some());
            told |= vault.aside.contains(&line.id);
        }
        // The same event may be applied in another stream, where it came before what puts it aside in this one.
        let applied = world.centre.ledger.after(0).any(|other| other.id == line.id && !other.aside);
        if has_it && !told && !applied {
            return Err(broken("I9", format!("nobody was told that {} is kept aside", line.id)));
        }
    }
    Ok(())
}

/// I10: a day is the day that was said, and logical time goes forward in every stream, whatever the clocks did.
fn clocks_change_nothing(world: &World) -> Result<(), Violation> {
    let ledger = &world.centre.ledger;
    // Copies that stand beside may be of two histories of one vault: they are there in the order in which they came.
    // After a restore the stream that they are named after may be gone from the ledger: phones still know it.
    let disks = world.devices.iter().map(|device| &device.disk);
    let known = disks.flat_map(|disk| {
        let open = disk.vault.iter().flat_map(|vault| &vault.streams).map(|stream| stream.marks.stream);
        open.chain(disk.sealed.iter().map(|frame| frame.stream))
    });
    let known = known.chain(ledger.streams().map(|(stream, _)| *stream));
    let beside: BTreeSet<StreamId> = known.map(copies::beside).collect();
    for line in ledger.after(0) {
        let Some(event) = &line.event else { continue };
        if world.days.get(&line.id).is_some_and(|said| *said != event.body.activity_date) {
            return Err(broken("I10", format!("{} happened on another day at the centre", line.id)));
        }
        if beside.contains(&line.stream) {
            continue;
        }
        let before = line.head.seq.checked_sub(1).and_then(|seq| ledger.at(line.stream, seq));
        let before = before.and_then(|line| line.event.as_ref());
        if before.is_some_and(|before| before.body.hlc >= event.body.hlc) {
            return Err(broken("I10", format!("{} stands before what was recorded earlier", line.id)));
        }
    }
    Ok(())
}
