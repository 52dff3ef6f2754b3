//! The window, as whoever holds the phone uses it: what is read, what is tapped, what is typed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;
use support::FaultyDisk;

use crate::driver::{Driver, app};

/// How long something may take to appear: far longer than it does, since a machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// More stops of the Tab key than any screen has.
const STOPS_MAX: usize = 60;

/// How often it is looked.
const LOOK: Duration = Duration::from_millis(20);

/// An open window. Taps are counted.
pub(crate) struct Window {
    client: Client,
    program: PathBuf,
    home: PathBuf,
    taps: u32,
    /// Ended after the client, which talks to it.
    _driver: Driver,
}

impl Window {
    /// Opens the app, its files in `home`.
    pub(crate) async fn open(display: &str, home: &Path) -> Self {
        Self::of(app(), display, home).await
    }

    /// Opens the app on a disk with something wrong about it.
    pub(crate) async fn on(disk: &FaultyDisk, display: &str, home: &Path) -> Self {
        Self::driven(|| Driver::start(display, home, Some(disk)), app(), home).await
    }

    /// Opens the window of any program.
    pub(crate) async fn of(program: &Path, display: &str, home: &Path) -> Self {
        Self::driven(|| Driver::start(display, home, None), program, home).await
    }

    /// Opens a window by a driver. One was seen that never answered, with no program left that it could have waited for: its
    /// place is taken by another, once.
    async fn driven(start: impl Fn() -> Driver, program: &Path, home: &Path) -> Self {
        for _ in 0..2 {
            let driver = start();
            if let Ok(client) = tokio::time::timeout(PATIENCE, Self::connected(&driver, program)).await {
                // As a phone: what fits here fits anywhere.
                client.set_window_size(360, 740).await.expect("the window takes a size");
                return Self {
                    client,
                    program: program.to_owned(),
                    home: home.to_owned(),
                    taps: 0,
                    _driver: driver,
                };
            }
        }
        panic!("two drivers in turn did not open the window within {PATIENCE:?} each");
    }

    async fn connected(driver: &Driver, program: &Path) -> Client {
        let begun = tokio::time::Instant::now();
        let mut ticks = tokio::time::interval(Duration::from_millis(50));
        while !driver.listens() {
            assert!(begun.elapsed() < PATIENCE, "tauri-driver takes connections");
            ticks.tick().await;
        }
        let wanted = json!({"browserName": "wry", "tauri:options": {"application": program}});
        let wanted = wanted.as_object().cloned().expect("an object");
        ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(wanted)
            .connect(&driver.url())
            .await
            .expect("the window opens")
    }

    /// Waits until these words stand on the screen.
    pub(crate) fn sees(&self, words: &str) -> impl Future<Output = Element> {
        self.finds(format!(
            "//body//*[contains(normalize-space(.), {}) and not(*[contains(normalize-space(.), {})])]",
            quoted(words),
            quoted(words)
        ))
    }

    /// Whether these words stand on the screen now.
    pub(crate) async fn shows(&self, words: &str) -> bool {
        self.text().await.contains(words)
    }

    /// All that is to be read now, without the marks that keep directions apart.
    pub(crate) async fn text(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await.expect("a page has a body");
        let text = body.text().await.expect("its words can be read");
        text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
    }

    /// Taps the button with these words on it; once more where something lay over it.
    pub(crate) async fn taps(&mut self, words: &str) {
        let begun = tokio::time::Instant::now();
        let mut ticks = tokio::time::interval(LOOK);
        while let Err(error) = self.button(words).await.click().await {
            let read = self.text().await;
            assert!(begun.elapsed() < PATIENCE, "{words:?} can be tapped: {error:?}\nIt shows:\n{read}");
            let to_the_middle = format!(
                "[...document.querySelectorAll('button')].find((one) => one.textContent.includes({}))?.scrollIntoView({{block: 'center'}});",
                quoted(words)
            );
            self.runs(&to_the_middle).await;
            ticks.tick().await;
        }
        self.taps += 1;
    }

    /// Waits until the button with these words stays pressed, as a tile does that is ticked.
    pub(crate) async fn sees_pressed(&self, words: &str) {
        let pressed =
            format!("//button[@aria-pressed='true' and contains(normalize-space(.), {})]", quoted(words));
        self.finds(pressed).await;
    }

    /// Goes to the button with these words from stop to stop, as a hand on the Tab key does, and presses it.
    pub(crate) async fn goes_by_keyboard_to(&self, words: &str) {
        self.button(words).await;
        for _stop in 0..STOPS_MAX {
            self.has_the_focus().await.send_keys("\u{e004}").await.expect("the Tab key is pressed");
            let here = self.has_the_focus().await;
            let is_button = here.tag_name().await.is_ok_and(|name| name.eq_ignore_ascii_case("button"));
            if is_button && here.text().await.is_ok_and(|text| text.contains(words)) {
                // Whether the focus shows is asked in Chromium: a display without a window manager gives no window
                // the focus, and WebKit draws none there.
                here.send_keys("\u{e007}").await.expect("the Enter key is pressed");
                return;
            }
        }
        panic!("no way leads to {words:?} by keyboard; it shows:\n{}", self.text().await);
    }

    async fn has_the_focus(&self) -> Element {
        self.client.active_element().await.expect("something has the focus, be it the page")
    }

    /// Chooses the radio or checkbox of this label.
    pub(crate) async fn chooses(&mut self, label: &str) {
        let line = self.finds(format!("//label[contains(normalize-space(.), {})]", quoted(label))).await;
        line.click().await.unwrap_or_else(|error| panic!("{label:?} can be chosen: {error}"));
        self.taps += 1;
    }

    /// The button with these words on it, once there is one.
    pub(crate) async fn button(&self, words: &str) -> Element {
        self.finds(format!("//button[contains(normalize-space(.), {})]", quoted(words))).await
    }

    /// Types into the field of this label, the first where there are several.
    pub(crate) async fn types(&self, label: &str, words: &str) {
        self.types_into(label, 1, words).await;
    }

    /// Types into one of several fields of this label, counted from 1.
    pub(crate) async fn types_into(&self, label: &str, number: usize, words: &str) {
        let labels = format!("(//label[normalize-space(.)={}])[{number}]", quoted(label));
        let field = self.finds(format!("//*[@id=string({labels}/@for)]")).await;
        field.send_keys(words).await.unwrap_or_else(|error| panic!("{label:?} takes words: {error}"));
    }

    /// What stands in the field of this label.
    pub(crate) async fn typed(&self, label: &str) -> String {
        let labels = format!("(//label[normalize-space(.)={}])[1]", quoted(label));
        let field = self.finds(format!("//*[@id=string({labels}/@for)]")).await;
        field.prop("value").await.expect("a field has a value").unwrap_or_default()
    }

    /// How many taps it took since the last time this was asked.
    pub(crate) fn taps_so_far(&mut self) -> u32 {
        std::mem::take(&mut self.taps)
    }

    /// Runs a script, for what a person cannot see: what the browser keeps.
    pub(crate) async fn runs(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// Ends the program as a dead battery would.
    pub(crate) async fn dies(self) {
        for pid in self.pids() {
            let _killed = std::process::Command::new("kill").args(["-KILL", &pid]).status();
        }
        // The session has nobody left to close.
        let _gone = self.client.close().await;
    }

    /// Closes the window as a person does.
    pub(crate) async fn closes(self) {
        let pids = self.pids();
        let _closed = self.client.close().await;
        for pid in pids {
            // An app whose driver is gone would stay.
            let _killed = std::process::Command::new("kill").args(["-KILL", &pid]).status();
        }
    }

    /// The program's processes: those whose files are this test's.
    fn pids(&self) -> Vec<String> {
        let mark = self.home.join("data").into_os_string().into_encoded_bytes();
        let processes = std::fs::read_dir("/proc").expect("Linux says which processes run");
        let of_the_app = |process: &std::fs::DirEntry| {
            let path = process.path();
            let is_app = std::fs::read_link(path.join("exe")).is_ok_and(|exe| exe == self.program);
            let environment = std::fs::read(path.join("environ")).unwrap_or_default();
            is_app && environment.windows(mark.len()).any(|part| part == mark)
        };
        processes
            .flatten()
            .filter(of_the_app)
            .map(|process| process.file_name().to_string_lossy().into_owned())
            .collect()
    }

    async fn finds(&self, path: String) -> Element {
        let found = self.client.wait().at_most(PATIENCE).every(LOOK).for_element(Locator::XPath(&path)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{path} is on the screen: {error}\nIt shows:\n{}", self.text().await),
        }
    }
}

/// Words as XPath has them. It has no way to escape a quotation mark.
fn quoted(words: &str) -> String {
    assert!(!words.contains('"'), "no test looks for a quotation mark");
    format!("\"{words}\"")
}
