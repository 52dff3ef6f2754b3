//! What champions record and what the desk decides.

use std::sync::Arc;

use domain::{Actor, ChampionId, EventId, Fact, Line, TeamId, VenueId};

use super::{Violation, World};
use crate::disk::DiskFault;
use crate::facts;
use protocol::marks::all_sent;

impl World {
    /// A champion records something, or finds that the disk does not let them.
    pub(crate) fn record(&mut self) {
        let place = self.chance.place(self.devices.len());
        let device = &self.devices[place];
        let Some(vault) = &device.disk.vault else { return };
        if device.gone {
            return;
        }
        let people: Vec<EventId> = vault
            .pulled
            .keys()
            .copied()
            .chain(device.own(&["person.recorded@1"]))
            .filter(|id| !vault.erased.contains(id))
            .collect();
        let (person, session) = (self.chance.of(&people), self.chance.of(&self.sessions));
        let venue = self.chance.of(&self.venues).map(VenueId::from);
        let number = self.chance.under(1_000_000);
        let fact = match (self.chance.under(100), person, session) {
            (0..=24, ..) => Some(facts::child(number)),
            (25..=34, ..) => venue.and_then(|venue| facts::drop_in(venue).ok()),
            (35..=69, Some(person), Some(session)) => Some(facts::came(session, person)),
            (70..=83, Some(person), _) => {
                let seen = device.amended.get(&person).cloned().unwrap_or_default();
                Some(facts::renamed(person, seen, number))
            }
            (84..=93, ..) => {
                let own = device.own(&["attendance.recorded@1", "person.recorded@1"]);
                self.chance.of(&own).map(facts::void)
            }
            (94..=96, ..) => {
                let own = device.own(&["record.voided@1"]);
                self.chance.of(&own).map(facts::reinstate)
            }
            _ => Some(facts::child(number)),
        };
        let Some(fact) = fact else { return };
        self.save(place, &fact);
    }

    fn save(&mut self, place: usize, fact: &Fact) {
        let device = &self.devices[place];
        let wall_ms = device.wall_ms(self.now_ms);
        // What a champion says is the day, near midnight as well, is the day.
        let on = facts::day(self.now_ms + 23 * 60 * 60 * 1000);
        let hlc = device.disk.vault.as_ref().map(|vault| vault.hlc.tick(wall_ms)).unwrap_or_default();
        let Some(champion) = device.champion else { return };
        let actor = Actor::Champion(champion);
        let Some(mut event) = facts::event(&mut self.chance, fact, on, wall_ms, hlc, actor) else { return };
        if device.newer && self.chance.one_in(3) {
            event.body.kind = "person.recorded@9".to_owned();
        }
        let poison = self.chance.one_in(self.config.poison_odds);
        let event = Arc::new(event);
        let device = &mut self.devices[place];
        let saved = device.save(&event, poison);
        if device.said.contains(&event.id) {
            self.tally.saved += 1;
            self.days.insert(event.id, on);
            if matches!(fact, Fact::Session(_)) {
                self.sessions.push(event.id);
            }
        }
        if saved == Err(DiskFault::Crash) {
            self.crashed(place);
        } else {
            self.is_honest(place);
        }
    }

    /// What the screen says is not ahead of the truth (I12).
    fn is_honest(&mut self, place: usize) {
        let device = &self.devices[place];
        let Some(vault) = &device.disk.vault else { return };
        let marks: Vec<_> = vault.streams.iter().map(|stream| stream.marks).collect();
        if all_sent(&marks, vault.left) && device.waiting() > 0 {
            let what = format!("device {place} says \"all sent\" and has {} to send", device.waiting());
            self.broken.get_or_insert(Violation { invariant: "I12", what });
        }
    }

    /// The desk decides something.
    pub(crate) fn desk(&mut self) {
        match self.chance.under(10) {
            0..=3 => {
                let people = self.people();
                let (one, other) = (self.chance.of(&people), self.chance.of(&people));
                if let Some(fact) = one.zip(other).and_then(|(one, other)| facts::link(one, other))
                    && let Some(id) = self.state(&fact)
                {
                    self.links.push(id);
                }
            }
            4..=5 => {
                if let Some(link) = self.chance.of(&self.links.clone()) {
                    self.state(&facts::unlink(link));
                    // As often as not it is decided again: the later decision stands.
                    let again = self.centre.book().record(link).map(|record| record.fact.clone());
                    if let (true, Some(fact)) = (self.chance.one_in(2), again)
                        && let Some(id) = self.state(&fact)
                    {
                        self.links.push(id);
                    }
                }
            }
            6..=7 => {
                let champions = self.centre.champions.clone();
                if let Some(champion) = self.chance.of(&champions) {
                    self.assign(champion);
                }
            }
            _ => self.erase(),
        }
    }

    fn people(&mut self) -> Vec<EventId> {
        let events =
            self.centre.ledger.after(0).filter(|line| !line.aside).filter_map(|line| line.event.as_ref());
        events.filter(|event| event.body.kind == "person.recorded@1").map(|event| event.id).collect()
    }

    /// A family asks to be erased: the person, and all that corrects their record.
    fn erase(&mut self) {
        let people = self.people();
        let Some(person) = self.chance.of(&people) else { return };
        let mut gone = vec![person];
        let mut at = 0;
        while at < gone.len() {
            let of = gone[at];
            let corrects = |line: &&crate::centre::Line| {
                line.event
                    .as_ref()
                    .is_some_and(|event| event.body.fact().ok().and_then(|fact| fact.of()) == Some(of))
            };
            let more: Vec<EventId> =
                self.centre.ledger.after(0).filter(corrects).map(|line| line.id).collect();
            gone.extend(more.into_iter().filter(|id| !gone.contains(id)).collect::<Vec<_>>());
            at += 1;
        }
        let fact = facts::erase(gone.clone());
        let event = self.own_event(&fact);
        if let Some(event) = event {
            self.centre.erase(&event, &gone);
        }
    }

    /// Gives a champion other venues.
    pub(crate) fn assign(&mut self, champion: ChampionId) {
        let mut venues: Vec<VenueId> =
            self.venues.clone().into_iter().filter(|_| self.chance.one_in(2)).map(VenueId::from).collect();
        venues.sort_unstable();
        let team = TeamId::from(EventId::mint(1, [1; 10]));
        if let Ok(name) = Line::new(&champion.to_string()) {
            self.state(&Fact::Champion(domain::reference::Champion { name, team, venues, cleared: true }));
        }
    }

    fn own_event(&mut self, fact: &Fact) -> Option<Arc<domain::Event>> {
        self.centre_hlc = self.centre_hlc.tick(self.now_ms);
        let on = facts::day(self.now_ms);
        facts::event(&mut self.chance, fact, on, self.now_ms, self.centre_hlc, Actor::Centre).map(Arc::new)
    }

    fn state(&mut self, fact: &Fact) -> Option<EventId> {
        let event = self.own_event(fact)?;
        self.centre.state(&event);
        Some(event.id)
    }
}
