//! What a seed stands for: all of it is printed with a failure.

use std::fmt;

use crate::chance::Chance;

/// A day in milliseconds.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// The configuration of one run.
#[derive(Debug, Clone)]
pub struct Config {
    /// The seed that it came from.
    pub seed: u64,
    /// Devices, 3 to 8.
    pub devices: u64,
    /// Nodes of the centre on one ledger, 1 or 2.
    pub nodes: u64,
    /// Things that happen, 200 to 2,000.
    pub operations: u64,
    /// Over how many days, 60 to 400.
    pub days: u64,
    /// Of a hundred requests so many are lost on the way there.
    pub lost: u64,
    /// … so many answers on the way back.
    pub unanswered: u64,
    /// … so many arrive twice.
    pub doubled: u64,
    /// … so many arrive much later, after others.
    pub delayed: u64,
    /// … so many are stalled while the database commits.
    pub stalled: u64,
    /// One in so many operations is a fault of a disk, a clock, a key or a person; the kinds are in `world`.
    pub fault_odds: u64,
    /// One in so many events cannot travel as what it says.
    pub poison_odds: u64,
    /// Rows in a page of pull.
    pub page_rows: u64,
    /// The most events in one push, before the wire finds it too large.
    pub push_events: u64,
    /// Days between backups, and of those that are drilled.
    pub backup_days: u64,
}

impl Config {
    /// The configuration of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let stormy = chance.one_in(2);
        let mut percent =
            |most: u64| if stormy { chance.under(most + 1) } else { chance.under(most / 4 + 1) };
        let (lost, unanswered) = (percent(40), percent(40));
        let (doubled, delayed, stalled) = (percent(20), percent(20), percent(15));
        Self {
            seed,
            devices: 3 + chance.under(6),
            nodes: 1 + chance.under(2),
            operations: chance.spread(200, 2_000),
            days: 60 + chance.under(341),
            lost,
            unanswered,
            doubled,
            delayed,
            stalled,
            fault_odds: chance.of(&[8, 15, 30, 60]).unwrap_or(30),
            poison_odds: chance.of(&[0, 12, 40]).unwrap_or(0),
            page_rows: 2 + chance.under(7),
            push_events: 2 + chance.under(12),
            backup_days: 1 + chance.under(10),
        }
    }
}

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, devices, nodes, operations, days, lost, unanswered, doubled, delayed, .. } = self;
        let Self { stalled, fault_odds, poison_odds, page_rows, push_events, backup_days, .. } = self;
        write!(
            f,
            "seed {seed}: {devices} devices, {nodes} nodes of the centre, {operations} operations in {days} days; of 100 \
             requests {lost} lost, {unanswered} unanswered, {doubled} doubled, {delayed} delayed, {stalled} stalled; one \
             fault in {fault_odds} operations, one event in {poison_odds} that does not travel (0: none); pages of \
             {page_rows} rows, pushes of {push_events} events, a backup every {backup_days} days"
        )
    }
}
