//! Queen's Park: 1,020 births over four years, of which nobody has met 328. Each way of sharing finds them as nearly as it
//! can, and what each may be used for ends with its agreement.

use std::collections::BTreeSet;

use central::{NewAgreement, NewBirthList};
use domain::{AgreementId, BirthListId, PersonId};
use linkage::encode::{Encoder, Secret};
use linkage::families::{Cohort, CohortSettings, Settings, cohort};
use linkage::{Record, Scope, Text, train};
use reach::area::{AreaPack, PostcodeState};
use wire::Code;
use wire::desk::{FollowUpDone, MissedReport};

use crate::phone::{Phone, came, session};
use crate::world::{AMINA, AREA, BEA, HOUR_MS, World};

const SECRET: &[u8] = b"a secret of thirty-two bytes or more";
const SALT: &str = "Example Hospital Trust, 2026";

/// A centre where champions have met the cohort's children, but for 328 of them.
struct Town {
    world: World,
    made: Cohort,
    /// The person of each record, in the order of `made.seen.records`.
    people: Vec<PersonId>,
    agreement: AgreementId,
    phone: Phone,
}

impl Town {
    async fn new(seed: u64) -> Self {
        let pack = AreaPack::parse(AREA).expect("the example's pack");
        let inside = |state: &PostcodeState| matches!(state, PostcodeState::In(_));
        let postcodes = pack.postcodes().filter(|(_, state)| inside(state)).map(|(code, _)| code.to_string());
        let postcodes = postcodes.collect();
        // As the register's form has it, the adult who brought them is written down beside the children.
        let families = Settings { seed, years: 4, postcodes, carers: 0.8, ..Settings::default() };
        let made = cohort(&CohortSettings { families, ..CohortSettings::default() });

        let world = World::of_queens_park().await;
        let mut phone = world.phone(world.serves().await, AMINA, 1).await;
        let people = phone_records(&mut phone, &made.seen.records).await;
        let model = train(&made.seen.records, Scope::Within).to_json().expect("a model");
        world.centre.adopt_model(model.as_bytes(), None).await.expect("adopted");
        let agreement = agree(&world, "2026-01-01", "2026-12-31").await;
        Self { world, made, people, agreement, phone }
    }

    async fn takes_in(&self, mode: &str, csv: String) -> BirthListId {
        let done = self.world.centre.import_births(self.list(mode, csv)).await.expect("taken in");
        done.id.into()
    }

    fn list(&self, mode: &str, csv: String) -> NewBirthList {
        NewBirthList {
            agreement: self.agreement,
            mode: mode.to_owned(),
            from: "2021-01-01".parse().expect("a day"),
            until: "2024-12-31".parse().expect("a day"),
            csv: csv.into_bytes(),
        }
    }

    async fn missed(&self, list: BirthListId, secret: Option<(Vec<u8>, String)>) -> MissedReport {
        self.world.centre.missed_infants(list, None, secret).await.expect("compared")
    }

    fn named(&self) -> String {
        let mut csv = "id,given_name,surname,date_of_birth,postcode\n".to_owned();
        for birth in &self.made.births {
            let Record { id, given_name, surname, birth, postcode, .. } = &birth.record;
            csv.push_str(&format!("{id},{given_name},{surname},{birth},{postcode}\n"));
        }
        csv
    }

    fn counts(&self) -> String {
        let pack = AreaPack::parse(AREA).expect("the example's pack");
        let mut csv = "lsoa,month,births\n".to_owned();
        let somewhere = pack.area().lsoas[0].code;
        for birth in &self.made.births {
            // A slip in the list's postcode is in no LSOA; its births are counted somewhere all the same.
            let lsoa = match pack.look_up(&birth.record.postcode) {
                PostcodeState::In(lsoa) => lsoa,
                PostcodeState::KnownOutside(_) | PostcodeState::Unknown | PostcodeState::Half => somewhere,
            };
            csv.push_str(&format!("{lsoa},{},1\n", &birth.record.birth[..7]));
        }
        csv
    }

    fn encoded(&self) -> String {
        let encoder = Encoder::new(&Secret::new(SECRET.to_vec()).expect("long enough"), SALT);
        let scheme = encoder.scheme();
        let mut csv = "id,scheme,by_year,by_day,by_place\n".to_owned();
        for birth in &self.made.births {
            let [year, day, place] = encoder.encode(&birth.record).to_texts();
            csv.push_str(&format!("{},{scheme},{year},{day},{place}\n", birth.record.id));
        }
        csv
    }

    /// A coordinator looks at each birth in doubt, knows the families, and says who it is.
    async fn looks_at_those_in_doubt(&self, list: BirthListId) {
        let worklist = self.world.centre.worklist(list).await.expect("a worklist");
        for doubt in worklist.in_doubt {
            let said = doubt.birth.reveal();
            let is_it = |record: &Record| {
                let text = [&record.given_name, &record.surname, &record.birth, &record.postcode];
                let text: Vec<&str> =
                    text.into_iter().map(Text::as_str).filter(|part| !part.is_empty()).collect();
                text.join(" ") == *said
            };
            let birth =
                self.made.births.iter().find(|birth| is_it(&birth.record)).expect("a birth of the list");
            for candidate in &doubt.candidates {
                let place =
                    self.people.iter().position(|person| *person == candidate.person).expect("on record");
                let is_them = birth.child == Some(self.made.seen.child_of[place]);
                let step = if is_them {
                    FollowUpDone::Recognised(candidate.person)
                } else {
                    FollowUpDone::NotThem(candidate.person)
                };
                self.world.centre.follow_up(list, &doubt.row, step).await.expect("recorded");
                if is_them {
                    break;
                }
            }
        }
    }
}

async fn agree(world: &World, from: &str, until: &str) -> AgreementId {
    let new = NewAgreement {
        with: "Example Hospital Trust".to_owned(),
        shares: "named".to_owned(),
        purpose: "to find infants whom nobody has met".to_owned(),
        from: from.parse().expect("a day"),
        until: until.parse().expect("a day"),
    };
    world.centre.agree(new).await.expect("an agreement").id.into()
}

/// The children and those who bring them come, each record to a session that has not arrived.
async fn phone_records(phone: &mut Phone, records: &[Record]) -> Vec<PersonId> {
    let held = phone.event(&session(), "2026-10-05");
    let (mut events, mut people) = (Vec::new(), Vec::new());
    for record in records {
        let mut json = serde_json::json!({"role": record.role.word(), "given_name": "Baby"});
        let birth = match record.birth.split('/').collect::<Vec<_>>()[..] {
            [day, month, year] => format!("{year}-{month}-{day}"),
            _ => record.birth.to_string(),
        };
        for (field, text) in [
            ("given_name", record.given_name.as_str()),
            ("surname", &record.surname),
            ("birth", &birth),
            ("postcode", &record.postcode),
        ] {
            if !text.is_empty() {
                json[field] = text.into();
            }
        }
        let fact = domain::Fact::parse("person.recorded@1", &json).expect("a person");
        let person = phone.event(&fact, "2026-10-05");
        people.push(person.id.into());
        events.push(phone.event(&came(held.id, person.id), "2026-10-05"));
        events.push(person);
    }
    for batch in events.chunks(400) {
        let reply = phone.pushes(batch.to_vec()).await;
        assert_eq!(reply.quarantined, [], "sound events");
    }
    people
}

#[tokio::test]
async fn of_1_020_births_the_named_list_finds_exactly_328_missed_and_the_others_an_interval_around_it() {
    let mut town = Town::new(1).await;
    assert_eq!((town.made.births.len(), town.made.missed()), (1_020, 328), "the cohort as it is asked for");

    let counts = town.takes_in("counts", town.counts()).await;
    let counted = town.missed(counts, None).await;
    assert!((counted.low..=counted.high).contains(&328), "counts: {}", counted.printed);
    assert_eq!(counted.width, counted.high - counted.low, "and the width is said: {}", counted.width);

    let encodings = town.takes_in("encodings", town.encoded()).await;
    let secret = || Some((SECRET.to_vec(), SALT.to_owned()));
    let encoded = town.missed(encodings, secret()).await;
    assert!((encoded.low..=encoded.high).contains(&328), "encodings: {}", encoded.printed);
    assert!(encoded.width < counted.width, "encodings tell more: {} of {}", encoded.width, counted.width);
    let other = Some((b"another secret of thirty-two bytes!!".to_vec(), SALT.to_owned()));
    let fault = town.world.centre.missed_infants(encodings, None, other).await.unwrap_err().fault();
    assert_eq!(fault.code, Code::SecretWrong, "another secret is another encoding");

    let named = town.takes_in("named", town.named()).await;
    let first = town.missed(named, None).await;
    assert!((first.low..=first.high).contains(&328), "names, before anybody looked: {}", first.printed);
    town.looks_at_those_in_doubt(named).await;
    let looked_at = town.missed(named, None).await;
    assert_eq!(looked_at.missed, 328, "names, once those in doubt were looked at: {}", looked_at.printed);
    let births: u32 = looked_at.areas.iter().map(|area| area.births).sum();
    assert_eq!(births, 1_020, "by small area, each birth once");

    let run =
        town.world.centre.births().await.expect("lists").lists.into_iter().find(|list| list.id == named);
    let run = run.and_then(|list| list.last_run).expect("a run on record");
    assert_eq!(
        (run.missed, run.rule_sha256),
        (328, looked_at.rule_sha256),
        "with the rule it was matched by"
    );

    nothing_of_a_list_reaches_a_phone(&mut town).await;
    a_row_is_seen_to(&town, named).await;
    what_an_agreement_allows_ends_with_it(&town, named, encodings).await;
}

/// Pulls every scope that there is, and looks for the names of those who are on the list only.
async fn nothing_of_a_list_reaches_a_phone(town: &mut Town) {
    let missed = town.made.births.iter().filter(|birth| birth.child.is_none());
    let canaries: BTreeSet<String> =
        missed.map(|birth| birth.record.surname.to_string()).filter(|name| name.len() > 6).collect();
    // Some surnames are first names too, and so stand on the cards of children who were met.
    let written = town.made.seen.records.iter().flat_map(|record| [&record.given_name, &record.surname]);
    let known: String = written.map(|name| format!("{name} ")).collect();
    let canaries: Vec<&String> = canaries.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(canaries.len() > 20, "names that only the list has: {}", canaries.len());
    let bea = town.world.phone(town.phone.address, BEA, 2).await;
    town.phone.challenges().await;
    let amina = std::mem::replace(&mut town.phone, bea);
    let mut phones = [amina];
    let mut told = 0;
    for phone in phones.iter_mut().chain(std::iter::once(&mut town.phone)) {
        let mut cursor: Option<String> = None;
        loop {
            let page = phone.pulls(cursor.as_deref()).await;
            for row in &page.rows {
                assert!(!row.kind.contains("birth"), "a row of a birth list: {}", row.kind);
                let body = row.body.as_ref().map_or("", |body| body.get());
                told += 1;
                assert!(
                    canaries.iter().all(|name| !body.contains(name.as_str())),
                    "a name of the list in a pull"
                );
            }
            cursor = Some(page.cursor);
            if !page.more {
                break;
            }
        }
    }
    assert!(told > 500, "else nobody was told anything: {told} rows");
}

async fn a_row_is_seen_to(town: &Town, list: BirthListId) {
    let centre = &town.world.centre;
    let before = centre.worklist(list).await.expect("a worklist");
    let row = before.open[0].row.clone();
    for step in [
        FollowUpDone::Assigned("Sam (example)".to_owned()),
        FollowUpDone::Contacted(domain::ContactMade::Coming),
    ] {
        centre.follow_up(list, &row, step).await.expect("recorded");
    }
    let after = centre.worklist(list).await.expect("a worklist");
    let seen_to = after.open.iter().find(|one| one.row == row).expect("still open");
    assert_eq!(seen_to.assigned_to.as_deref(), Some("Sam (example)"), "somebody has taken it on");
    assert_eq!(seen_to.contacts.len(), 1, "and was in touch");
    centre
        .follow_up(list, &row, FollowUpDone::Closed(domain::ClosedBecause::MovedAway))
        .await
        .expect("recorded");
    let closed = centre.worklist(list).await.expect("a worklist");
    assert_eq!((closed.closed, closed.open.len()), (1, before.open.len() - 1), "closed, and off the list");
    let fault = centre.follow_up(list, &"0".repeat(32), FollowUpDone::Assigned("Sam".to_owned())).await;
    assert_eq!(fault.expect_err("refused").fault().code, Code::NotFound, "no such row");
}

async fn what_an_agreement_allows_ends_with_it(town: &Town, named: BirthListId, encodings: BirthListId) {
    let centre = &town.world.centre;
    let fault = centre.worklist(encodings).await.expect_err("refused").fault();
    assert_eq!(fault.code, Code::NotPermitted, "encodings have no names to look for");
    town.world.env.passes(60 * 24 * HOUR_MS);
    let fault = centre.missed_infants(named, None, None).await.expect_err("refused").fault();
    assert_eq!(fault.code, Code::NotPermitted, "its last day is over");
    assert!(fault.message.contains("ended on 2026-12-31"), "and it says so: {}", fault.message);
    assert_eq!(
        centre.worklist(named).await.expect_err("refused").fault().code,
        Code::NotPermitted,
        "nor the worklist"
    );
    let again = centre.import_births(town.list("named", town.named())).await.expect_err("refused").fault();
    assert_eq!(again.code, Code::NotPermitted, "nor is anything taken in under it");
}

#[tokio::test]
async fn a_list_that_says_more_than_was_agreed_or_makes_no_sense_is_refused() {
    let world = World::of_queens_park().await;
    let new = NewAgreement {
        with: "Example Hospital Trust".to_owned(),
        shares: "counts".to_owned(),
        purpose: "to count".to_owned(),
        from: "2026-01-01".parse().unwrap(),
        until: "2026-12-31".parse().unwrap(),
    };
    let agreement: AgreementId = world.centre.agree(new).await.unwrap().id.into();
    let list = |mode: &str, csv: &str| NewBirthList {
        agreement,
        mode: mode.to_owned(),
        from: "2024-01-01".parse().unwrap(),
        until: "2024-12-31".parse().unwrap(),
        csv: csv.as_bytes().to_vec(),
    };
    let refused =
        async |new: NewBirthList| world.centre.import_births(new).await.expect_err("refused").fault();
    let named = "id,given_name,surname,date_of_birth,postcode\n1,Ada,Example,2024-03-01,W10 4AA\n";
    assert_eq!(refused(list("named", named)).await.code, Code::NotPermitted, "counts were agreed");
    for (csv, what) in [
        ("lsoa,month\nE01004718,2024-03\n", "no column of births"),
        ("lsoa,month,births\nE01004718,March,3\n", "a month in words"),
        ("lsoa,month,births\nE01004718,2024-03,several\n", "a number in words"),
        ("lsoa,month,births\nE01004718,2023-03,3\n", "a birth before the list begins"),
        ("lsoa,month,births\n", "no rows"),
    ] {
        let fault = refused(list("counts", csv)).await;
        assert_eq!(fault.code, Code::Malformed, "{what}: {}", fault.message);
    }
    let sound = list("counts", "lsoa,month,births\nE01004718,2024-03,3\n");
    world.centre.import_births(sound.clone()).await.unwrap();
    assert_eq!(refused(sound).await.code, Code::AlreadyRecordedOtherwise, "the same list again");
}
