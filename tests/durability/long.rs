//! The same at length: `cargo xtask durability --long`. It says how far it is as it goes.
#![expect(clippy::print_stdout, reason = "These tests print what they measured.")]
#![expect(dead_code, reason = "What each commit proves in full is not repeated here.")]

mod changes;
mod clocks;
mod damage;
mod flapping;
mod full_disk;
mod hammer;
mod kills;
mod network;
mod power;
mod restores;
mod server;
mod split;
mod world;

use changes::{For, sweep};
use support::Fault;

#[test]
fn row_1_two_thousand_kills() {
    let tally = kills::kill_while_recording(2_000, 101);
    assert_eq!((tally.kills, tally.lost), (2_000, 0), "{tally:?}");
}

#[test]
fn row_2_a_kill_at_every_change() {
    for fault in [Fault::Kill, Fault::Torn] {
        let tally = sweep(fault, For::Once, 1);
        assert_eq!(tally.lost, 0, "{tally:?}");
    }
}

#[test]
fn row_3_five_thousand_power_cuts() {
    let tally = power::cut(5_000, 103);
    assert_eq!((tally.cuts, tally.lost), (5_000, 0), "{tally:?}");
}

#[test]
fn row_4_an_error_at_every_change() {
    for fault in [Fault::Eio, Fault::Enospc] {
        let tally = sweep(fault, For::Once, 1);
        assert_eq!(tally.lost, 0, "{tally:?}");
    }
}

#[test]
fn row_5_errors_for_good_from_every_change_on() {
    for fault in [Fault::Eio, Fault::Enospc] {
        let tally = sweep(fault, For::Good, 1);
        assert_eq!(tally.lost, 0, "{tally:?}");
    }
}

#[test]
fn row_6_a_lost_flush_before_a_power_cut() {
    let tally = power::cut_after_a_lost_flush(250, 106);
    assert_eq!(tally.lost, 0, "{tally:?}");
}

#[test]
fn row_7_disks_of_many_sizes() {
    for free_kib in [0, 8, 64, 200, 1_024, 3_072, 8_192] {
        full_disk::save_until_full(free_kib);
    }
}

#[test]
fn row_10_five_hundred_flipped_bits() {
    let tally = damage::flip_bits(500, 110);
    assert_eq!((tally.flips, tally.silent), (500, 0), "{tally:?}");
}

#[test]
fn row_15_eight_threads_for_a_long_time() {
    assert_eq!(hammer::hammer(40_000), 320_000, "every save was acknowledged, and is there");
}

#[test]
fn row_28_a_push_cut_at_every_byte() {
    let (bytes, cuts) = network::cut_at_bytes(150, 1);
    assert!(bytes > 5_000, "a push of 150 events: {bytes}");
    assert_eq!(cuts, bytes + 30, "at every byte of it, and of its answer at every twentieth");
}

#[test]
fn row_29_second_generation_network() {
    let (_, bytes, _) = network::second_generation(200, 1, 129);
    assert!(bytes < 400_000, "no more than a few tries' worth goes over a slow line: {bytes}");
}

#[test]
fn row_35_a_line_that_flaps_for_an_hour() {
    let tally = flapping::flap(1_800, 135);
    assert_eq!(tally.progressed, tally.windows, "each second of it: {tally:?}");
}

#[test]
fn row_36_a_thousand_kills_of_the_centre() {
    let tally = server::kill_during_batches(20, 1_000, 136);
    assert_eq!((tally.kills, tally.lost, tally.too_many), (1_000, 0, 0), "{tally:?}");
}

#[test]
fn row_37_three_hundred_crashes_of_postgresql() {
    if let Some(tally) = server::crash_postgres(20, 300, 137) {
        assert_eq!((tally.kills, tally.lost, tally.too_many), (300, 0, 0), "{tally:?}");
    }
}

#[test]
fn row_38_three_hundred_commits_of_which_nobody_knows() {
    if let Some(tally) = server::end_connections(20, 300, 138) {
        assert_eq!((tally.kills, tally.lost, tally.too_many), (300, 0, 0), "{tally:?}");
    }
}

#[test]
fn row_40_forty_restores_to_any_older_backup() {
    let tally = restores::restore_at_random(40, 140);
    assert_eq!(tally.restores, 40, "{tally:?}");
}

#[test]
fn row_46_and_47_clocks_and_zones() {
    clocks::clocks_anywhere();
    clocks::dates_in_every_zone(400);
}
