//! A champion's day in the window: the half of the journey that ends with "Sent". Whoever looks at it from the desk
//! begins where this ends.

use chrono::{Days, NaiveDate};
use domain::IsoWeek;
use serde_json::json;
use support::{Browser, Centre, Champion};
use tempfile::TempDir;

use crate::champion;
use crate::display::Display;
use crate::window::Window;

/// Names that stand nowhere but where a champion wrote them: the canaries of this suite.
pub(crate) const CANARIES: [&str; 6] =
    ["Wilhelmine", "Quintus", "Philomena", "Ottoline", "Peregrine", "kingfisher"];

/// The state words of the records listed.
const STATES: &str =
    "return [...document.querySelectorAll('ul li .state')].map((state) => state.textContent.trim());";

/// What there is once everything was sent.
pub(crate) struct Day {
    /// It answers.
    pub(crate) centre: Centre,
    /// The day.
    pub(crate) date: NaiveDate,
    /// Its week.
    pub(crate) week: IsoWeek,
    /// That of the colleague who met three people.
    pub(crate) week_before: IsoWeek,
    /// The champion's own folder: vault, web view and all.
    pub(crate) home: TempDir,
    /// How many taps somebody known took, from Home.
    pub(crate) taps_for_somebody_known: u32,
}

/// A day from the first invitation to "Sent", with the centre stopped in the middle and the phone dead once.
pub(crate) async fn recorded() -> Day {
    let display = Display::start();
    let home = TempDir::new().expect("a temporary folder");
    let mut centre = Centre::of_queens_park().with_screens(&Browser::screens());
    centre.start();
    let today = today();
    let a_week_ago = today.checked_sub_days(Days::new(7)).expect("a day of the calendar");
    a_colleague_met_three(&centre, a_week_ago);

    let mut window = Window::open(display.name(), home.path()).await;
    let names = centre.champions();
    let code = centre.invites(&names[0]);
    champion::enrols(&mut window, &format!("{}/enrol#{code}", centre.url())).await;
    nothing_of_tauri_shows(&window).await;
    // A session is opened once; from then on it is one tap away, and somebody known the second.
    champion::opens_a_session(&mut window).await;
    window.button(CANARIES[0]).await;
    window.taps("Home").await;
    window.button("Home visit").await;

    centre.kill();
    window.taps_so_far();
    window.taps("Go on with the register").await;
    window.taps(CANARIES[0]).await;
    window.sees("is here").await;
    let taps_for_somebody_known = window.taps_so_far();
    champion::ticks(&mut window, CANARIES[1]).await;
    window.goes_by_keyboard_to(CANARIES[2]).await;
    window.sees_pressed(CANARIES[2]).await;
    champion::meets_a_family(&mut window, CANARIES[3], CANARIES[4]).await;
    champion::counts(&mut window, "Adult", 2).await;
    window.taps("Home").await;
    champion::visits(&mut window, CANARIES[0]).await;
    champion::signposts(&mut window, "food", "Example Food Pantry").await;
    champion::asks_three_questions(&mut window, CANARIES[5]).await;
    // A page turns once what was typed is on the disk.
    window.taps("Continue").await;
    window.sees("Check the answers").await;
    window.dies().await;

    let mut window = Window::open(display.name(), home.path()).await;
    champion::unlocks(&mut window).await;
    window.sees("Not finished yet").await;
    window.taps("Go on with it").await;
    window.sees(CANARIES[5]).await;
    window.taps("Save").await;
    window.sees("The answers are saved on this phone.").await;
    window.taps("Done").await;
    all_is_there(&mut window).await;

    centre.start();
    window.taps("Send now").await;
    window.sees("Sent: all.").await;
    window.taps("My records").await;
    window.sees("Where your records are").await;
    let states = window.runs(STATES).await;
    assert!(states.as_array().is_some_and(|states| states.len() > 10), "every record is listed: {states}");
    assert!(states.as_array().into_iter().flatten().all(|state| state == "Sent"), "each says Sent: {states}");
    nothing_is_kept_by_the_browser(&window).await;
    window.closes().await;
    let (week, week_before) = (IsoWeek::of(today), IsoWeek::of(a_week_ago));
    Day { centre, date: today, week, week_before, home, taps_for_somebody_known }
}

/// After the phone died: seven people on the register, and each record by its own line.
async fn all_is_there(window: &mut Window) {
    window.taps("Go on with the register").await;
    window.sees("people here").await;
    let read = window.text().await.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(read.contains("7 people here"), "three known, two new, two adults: {read}");
    window.taps("Home").await;
    window.taps("My records").await;
    for line in ["Visit: Wilhelmine", "Signpost: Example Food Pantry", "Survey: Three questions"] {
        window.sees("What you wrote down").await;
        assert!(window.shows(line).await, "{line} outlived the battery:\n{}", window.text().await);
    }
    window.taps("Home").await;
    window.button("Home visit").await;
}

/// The page that every call passes through is there, and nobody sees it.
async fn nothing_of_tauri_shows(window: &Window) {
    let shown =
        window.runs("return getComputedStyle(document.getElementById('__tauri_isolation__')).display;").await;
    assert_eq!(shown, "none", "the isolation page takes no room");
}

/// Neither storage nor address nor title holds a word of anybody.
async fn nothing_is_kept_by_the_browser(window: &Window) {
    let kept = window
        .runs("return JSON.stringify([location.href, document.title, {...localStorage}, {...sessionStorage}, document.cookie]);")
        .await;
    let kept = kept.as_str().expect("text").to_owned();
    assert!(kept.ends_with(r#""Doorstep",{},{},""]"#), "a plain title and nothing else: {kept}");
    for canary in CANARIES {
        assert!(!kept.contains(canary), "the browser keeps {canary}");
    }
}

/// Another champion of the same venue met three people on this day: they come with the first sync.
fn a_colleague_met_three(centre: &Centre, date: NaiveDate) {
    let colleague = Champion::enrols(centre, &centre.champions()[1]);
    colleague.syncs().ok();
    let venue = colleague.lists("venues")[0]["id"].clone();
    let date = date.to_string();
    let mut drafts = vec![json!({"ref": "s", "type": "session", "venue": venue, "activity": "drop_in",
        "starts": "09:30", "ends": "11:00", "date": date})];
    for (label, name) in ["a", "b", "c"].iter().zip(CANARIES) {
        drafts
            .push(json!({"ref": label, "type": "person", "role": "carer", "given_name": name, "date": date}));
        drafts.push(json!({"type": "attendance", "session": "#s", "person": format!("#{label}")}));
    }
    colleague.records(&drafts);
    colleague.syncs().ok();
}

/// The local day, as the app has it.
#[expect(
    clippy::disallowed_methods,
    reason = "The window's day is the system's, and so must the colleague's be."
)]
fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
