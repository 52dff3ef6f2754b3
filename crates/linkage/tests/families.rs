//! The made-up families are what they say, and the trained method counts them.

use std::collections::BTreeSet;

use linkage::families::{Difficulty, Settings, families};
use linkage::{Decisions, Role, Scope, Text, train_and_link};

#[test]
fn the_same_seed_gives_the_same_families_and_another_seed_others() {
    let settings = Settings { families: 50, ..Settings::default() };
    let (one, again) = (families(&settings), families(&settings));
    assert!(one.records == again.records && one.child_of == again.child_of && one.children == again.children);
    let other = families(&Settings { seed: 2, ..settings });
    assert!(one.records != other.records);
}

#[test]
fn every_difficulty_comes_up_and_every_record_has_its_child() {
    let made = families(&Settings { families: 500, ..Settings::default() });
    assert_eq!(made.records.len(), made.child_of.len());
    for difficulty in [
        Difficulty::Twin,
        Difficulty::Sibling,
        Difficulty::Unnamed,
        Difficulty::NewYear,
        Difficulty::Tower,
        Difficulty::Mover,
        Difficulty::TwoSurnames,
    ] {
        let count = made.children.iter().filter(|child| child.difficulties.contains(&difficulty)).count();
        assert!(count >= 3, "{difficulty:?} comes {count} times among {} children", made.children.len());
    }
}

#[test]
fn the_head_count_of_real_families_is_right() {
    let made = families(&Settings { families: 700, seed: 11, ..Settings::default() });
    let (_, linked) = train_and_link(&made.records, &Decisions::default(), Scope::Within);
    let (counted, children) = (linked.heads(), made.children.len());
    assert!(counted.abs_diff(children) * 100 <= children * 3, "{children} children, counted {counted}");
}

#[test]
fn carers_are_written_down_beside_the_same_children_and_some_come_with_two_families() {
    let alone = families(&Settings { families: 300, ..Settings::default() });
    let made = families(&Settings { families: 300, carers: 0.8, ..Settings::default() });
    let children: Vec<_> = made.records.iter().filter(|record| record.role == Role::Child).cloned().collect();
    assert!(children == alone.records, "the children are the same");
    let carers: Vec<_> = made.records.iter().filter(|record| record.role == Role::Carer).collect();
    assert!(
        carers.len() > 300
            && carers.iter().all(|carer| carer.birth.is_empty() && !carer.given_name.is_empty())
    );
    let forms: BTreeSet<&Text> = children.iter().map(|child| &child.household).collect();
    assert!(carers.iter().all(|carer| forms.contains(&carer.household)), "each beside a child");
    let of_two = made.children.iter().filter(|one| one.difficulties.contains(&Difficulty::OfTwoFamilies));
    assert!(of_two.count() >= 3);
}
