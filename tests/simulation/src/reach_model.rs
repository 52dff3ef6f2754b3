//! Reach, worked out a second time: from nothing but the raw events, by sixty lines that share none of the code they
//! check (I11).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::{Event, EventId};
use serde_json::Value;

/// How many children came at least once, each counted once.
#[must_use]
pub fn reached(events: &[Arc<Event>]) -> usize {
    let by_id: BTreeMap<EventId, &Event> = events.iter().map(|event| (event.id, &**event)).collect();
    let named = |event: &Event, field: &str| -> Option<EventId> {
        event.body.payload.pointer(field).and_then(Value::as_str).and_then(|id| id.parse().ok())
    };
    let all = |kind: &str| {
        let kind = format!("{kind}@1");
        by_id.values().copied().filter(move |event| event.body.kind == kind).collect::<Vec<_>>()
    };
    // A withdrawal stands unless somebody took it back; an unlinking withdraws a link.
    let taken_back: BTreeSet<EventId> =
        all("record.reinstated").iter().filter_map(|event| named(event, "/of")).collect();
    let mut withdrawn = BTreeSet::new();
    for kind in ["record.voided", "people.unlinked"] {
        for event in all(kind).iter().filter(|event| !taken_back.contains(&event.id)) {
            withdrawn.extend(named(event, "/of"));
        }
    }
    let stands = |id: EventId, kind: &str| {
        by_id.get(&id).is_some_and(|event| event.body.kind.starts_with(kind)) && !withdrawn.contains(&id)
    };
    // Groups of records that are one child: each starts alone, and each link that stands makes one of two.
    let people = all("person.recorded").into_iter().filter(|event| !withdrawn.contains(&event.id));
    let mut group: BTreeMap<EventId, EventId> = people.map(|event| (event.id, event.id)).collect();
    for link in all("people.linked").iter().filter(|event| stands(event.id, "people.linked")) {
        let of = |field| named(link, field).and_then(|person| group.get(&person).copied());
        if let (Some(left), Some(right)) = (of("/left"), of("/right")) {
            group.values_mut().filter(|at| **at == right).for_each(|at| *at = left);
        }
    }
    let came = all("attendance.recorded").into_iter().filter(|event| stands(event.id, "attendance"));
    let children: BTreeSet<EventId> = came
        .filter(|event| named(event, "/session").is_some_and(|session| stands(session, "session")))
        .filter_map(|event| named(event, "/attendee/person"))
        .filter_map(|person| group.get(&person).copied())
        .collect();
    children.len()
}
