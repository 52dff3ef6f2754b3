//! Durability, with real processes and real faults: what runs at each commit. Each test is named for its row of the
//! table in docs/reliability.md; the same with larger figures is `cargo xtask durability --long` (`long.rs`).
#![expect(clippy::print_stdout, reason = "These tests print what they measured.")]

mod changes;
mod clocks;
mod damage;
mod first_files;
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
fn row_1_a_kill_while_saving_loses_nothing() {
    let tally = kills::kill_while_recording(50, 1);
    assert_eq!((tally.kills, tally.lost), (50, 0), "{tally:?}");
    assert!(tally.saved > 100, "and there was something to lose: {tally:?}");
}

#[test]
fn row_2_a_kill_at_a_change_of_a_file_loses_nothing() {
    let tally = sweep(Fault::Kill, For::Once, 7);
    assert_eq!(tally.lost, 0, "{tally:?}");
    assert!(tally.refused > 0 && tally.saved > 0, "it was killed in the middle: {tally:?}");
}

#[test]
fn row_3_a_power_cut_loses_no_acknowledged_save() {
    let tally = power::cut(200, 3);
    assert_eq!((tally.cuts, tally.lost), (200, 0), "{tally:?}");
    assert!(tally.acknowledged > 2_000, "and there was something to lose: {tally:?}");
}

#[test]
fn row_3_the_same_cuts_find_a_vault_that_does_not_flush() {
    let tally = power::cut_weakened(40, 3);
    assert!(tally.losing >= 10, "a test that cannot fail proves nothing: {tally:?}");
}

#[test]
fn row_4_an_error_while_writing_refuses_the_save_and_the_next_one_works() {
    let tally = sweep(Fault::Eio, For::Once, 4);
    assert!(tally.runs >= 40, "a sample of forty: {tally:?}");
    assert_eq!(tally.lost, 0, "{tally:?}");
    assert!(tally.refused > 0, "some were refused: {tally:?}");
}

#[test]
fn row_5_errors_for_good_lose_nothing_that_was_saved() {
    let tally = sweep(Fault::Eio, For::Good, 25);
    assert_eq!(tally.lost, 0, "{tally:?}");
    assert!(tally.refused > 0, "{tally:?}");
}

#[test]
fn row_5_what_was_saved_is_rescued_from_a_disk_that_takes_nothing() {
    changes::rescue();
}

#[test]
fn row_6_a_flush_that_failed_once_is_not_taken_for_one_that_worked() {
    let tally = power::cut_after_a_lost_flush(6, 6);
    assert_eq!((tally.cuts, tally.lost), (24, 0), "{tally:?}");
}

#[test]
fn row_6b_a_full_disk_at_the_start_is_said_to_be_one() {
    full_disk::open_on_a_full_disk();
}

#[test]
fn row_7_a_disk_that_fills_refuses_the_save_and_loses_none() {
    full_disk::save_until_full(512);
}

#[test]
fn row_8_what_is_recorded_is_sent_from_a_full_disk() {
    full_disk::push_on_a_full_disk();
}

#[test]
fn row_10_a_flipped_bit_is_found_or_harms_nothing() {
    let tally = damage::flip_bits(40, 10);
    assert_eq!((tally.flips, tally.silent), (40, 0), "{tally:?}");
    assert!(tally.set_aside + tally.found > 10, "most bits matter: {tally:?}");
}

#[test]
fn row_11_a_lost_wal_is_noticed_and_loses_nothing() {
    damage::lose_the_wal();
}

#[test]
fn row_15_sqlite_is_one_that_keeps_its_promises() {
    let version = rusqlite::version_number();
    assert!(version >= 3_051_003, "older ones can lose commits when a WAL is reset: {version}");
}

#[test]
fn row_15_the_first_files_of_a_program_take_their_keys_in_whatever_thread_they_are_opened() {
    let (programs, refused) = first_files::opened_by_two_threads(
        "row_15_the_first_files_of_a_program_take_their_keys_in_whatever_thread_they_are_opened",
    );
    println!("{programs} programs opened their first two files in two threads: {refused} were refused a key");
    assert_eq!(refused, 0, "of {programs} programs");
}

#[test]
fn row_15_eight_threads_lose_nothing() {
    assert_eq!(hammer::hammer(60), 480, "every save was acknowledged, and is there");
}

#[test]
fn row_26_any_one_message_of_a_sync_may_be_lost() {
    // Three pushes, as one push takes 500 events.
    let lost = network::lose_each_message(1_001);
    assert!(lost >= 2 * 4, "each message of at least three pushes and a pull, both ways: {lost}");
}

#[test]
fn row_27_repeated_late_and_reordered_messages_change_nothing() {
    assert!(network::repeat_and_reorder(20) >= 4 * 3, "each exchange of a run");
}

#[test]
fn row_28_a_push_cut_short_is_none() {
    assert!(network::cut_at_bytes(20, 97).1 > 10, "some cuts of a push and of its answer");
}

#[test]
fn row_29_a_slow_line_that_loses_every_fifth_message_carries_all() {
    let (contacts, ..) = network::second_generation(20, 50, 29);
    assert!(contacts <= 20, "fifty times faster than a real one: {contacts}");
}

#[test]
fn row_30_a_captive_portal_is_no_network_and_hears_nothing_signed() {
    network::captive_portals();
}

#[test]
fn row_33_a_busy_centre_is_left_alone_for_as_long_as_it_asks() {
    network::busy_centres();
}

#[test]
fn row_31_an_answer_that_takes_too_long_is_none_and_the_batch_is_counted_once() {
    network::too_slow();
}

#[test]
fn row_35_a_line_that_flaps_lets_something_through_each_time() {
    let tally = flapping::flap(60, 35);
    assert_eq!(tally.progressed, tally.windows, "each second of it: {tally:?}");
    assert!(tally.broken > 10, "and it was broken off: {tally:?}");
}

#[test]
fn row_36_a_centre_killed_during_batches_holds_what_it_acknowledged() {
    let tally = server::kill_during_batches(20, 30, 36);
    assert_eq!((tally.kills, tally.lost, tally.too_many), (30, 0, 0), "{tally:?}");
    assert!(tally.sent_all > 30, "devices got through between the kills: {tally:?}");
}

#[test]
fn row_37_a_postgresql_that_crashes_during_batches_loses_nothing() {
    if let Some(tally) = server::crash_postgres(6, 4, 37) {
        assert_eq!((tally.kills, tally.lost, tally.too_many), (4, 0, 0), "{tally:?}");
    }
}

#[test]
fn row_38_a_commit_of_which_nobody_knows_is_decided_by_asking_again() {
    if let Some(tally) = server::end_connections(6, 10, 38) {
        assert_eq!((tally.kills, tally.lost, tally.too_many), (10, 0, 0), "{tally:?}");
    }
}

#[test]
fn row_39_a_centre_with_a_full_disk_acknowledges_nothing_and_still_reads() {
    server::full_disk();
}

#[test]
fn row_40_a_centre_restored_to_any_older_backup_gets_everything_back() {
    let tally = restores::restore_at_random(3, 40);
    assert_eq!(tally.restores, 3, "{tally:?}");
    assert!(tally.brought_back > 0 && tally.let_in_after_the_backup > 0 && tally.erased > 0, "{tally:?}");
}

#[test]
fn row_41_a_centre_that_was_restored_elsewhere_is_the_only_one_that_takes_anything_in() {
    split::two_centres();
}

#[test]
fn row_45_the_centres_clock_may_jump_a_day() {
    server::clock_jumps();
}

#[test]
fn row_46_a_clock_that_is_anywhere_loses_no_record_and_stops_no_sync() {
    clocks::clocks_anywhere();
}

#[test]
fn row_47_dates_are_as_they_were_typed_in_every_zone() {
    clocks::dates_in_every_zone(400);
}
