//! What a champion does in the window, in her own words.

use crate::window::Window;

const PASSPHRASE: &str = "plain kettle orange ladder";

/// Lets the device in, with an invitation as one text.
pub(crate) async fn enrols(window: &mut Window, invitation: &str) {
    window.sees("Set up this phone").await;
    window.types("Invitation or code", invitation).await;
    window.types("Passphrase", PASSPHRASE).await;
    window.types("Type it again", PASSPHRASE).await;
    window.taps("Set up this phone").await;
    // The timetable arrives with the first sync, by itself.
    window.button("A session that is not on the list").await;
}

/// Types the passphrase, whether it opens or not.
pub(crate) async fn types_the_passphrase(window: &mut Window) {
    window.sees("Your record book is locked").await;
    window.types("Passphrase", PASSPHRASE).await;
    window.taps("Open").await;
}

/// Opens the vault.
pub(crate) async fn unlocks(window: &mut Window) {
    types_the_passphrase(window).await;
    window.button("A session that is not on the list").await;
}

/// Opens today's session: the one that is offered, or on a day without one a session of her own.
pub(crate) async fn opens_a_session(window: &mut Window) {
    if window.shows("Open the register").await {
        window.taps("Open the register").await;
    } else {
        window.taps("A session that is not on the list").await;
        window.taps("Open the register").await;
    }
    window.button("New person").await;
}

/// Ticks somebody known, and says how many taps it took.
pub(crate) async fn ticks(window: &mut Window, name: &str) -> u32 {
    window.taps_so_far();
    window.taps(name).await;
    window.sees("is here").await;
    window.taps_so_far()
}

/// Writes down a mother and her child who have not been here before.
pub(crate) async fn meets_a_family(window: &mut Window, mother: &str, child: &str) {
    window.taps("New person").await;
    window.types("First name", mother).await;
    window.taps("Add a child").await;
    window.types_into("First name", 2, child).await;
    window.types("Month and year of birth", "5/2024").await;
    window.taps("Save and tick").await;
    window.button("New person").await;
}

/// Counts people without names.
pub(crate) async fn counts(window: &mut Window, band: &str, times: u32) {
    for _ in 0..times {
        window.taps(band).await;
        window.sees("One more counted").await;
    }
}

/// Writes up a home visit to the household of this person.
pub(crate) async fn visits(window: &mut Window, name: &str) {
    window.taps("Home visit").await;
    window.taps(name).await;
    window.taps("Write up a visit that is over").await;
    window.chooses("We talked").await;
    window.taps("Continue").await;
    window.sees("Whom did you meet?").await;
    window.taps("Continue").await;
    window.types("How many minutes did it take?", "40").await;
    window.taps("Continue").await;
    window.sees("Check the answers").await;
    window.taps("Save").await;
    window.button("Home visit").await;
}

/// Signposts somebody to a service found by a need.
pub(crate) async fn signposts(window: &mut Window, need: &str, service: &str) {
    window.taps("Signpost").await;
    window.types("Find a service or a need", need).await;
    window.taps(service).await;
    window.sees("Told about").await;
    window.taps("Done").await;
    window.button("Home visit").await;
}

/// Asks the example's three questions, and stops before the last is saved.
pub(crate) async fn asks_three_questions(window: &mut Window, open_answer: &str) {
    window.taps("Survey").await;
    window.taps("Three questions about our drop-ins").await;
    window.chooses("From a friend or family").await;
    window.taps("Continue").await;
    window.sees("How happy are you with today").await;
    window.chooses("5").await;
    window.taps("Continue").await;
    window.sees("What would make it better").await;
    window.types("What would make it better for you and your child?", open_answer).await;
}
