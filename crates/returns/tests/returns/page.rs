//! The page to read and print.

use returns::{Layout, html};

use crate::autumn::{self, Names, PLAIN};
use crate::{public, staff};

const HOSTILE: Names = Names {
    programme: "</title><script>alert(1)</script>",
    service: "<img src=x onerror=alert(1)>",
    survey: "\"><svg onload=alert(1)>",
    because: "'><a href=javascript:alert(1)>",
    prepared_by: "*/}</style><script>",
};

fn page(layout: &Layout) -> String {
    html::write(layout)
}

/// The opening and closing tags of a page in order, without the document type.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split("<style>").next().into_iter().chain(page.split("</style>").nth(1));
    body.flat_map(|part| part.match_indices('<').map(move |(at, _)| &part[at + 1..]))
        .filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
        .filter(|tag| !tag.starts_with('!'))
        .collect()
}

fn name(tag: &str) -> &str {
    tag.split_whitespace().next().unwrap_or(tag)
}

#[test]
fn nothing_typed_becomes_markup() {
    let hostile = page(&staff(&autumn::at_centre(&HOSTILE)));
    let plain = page(&staff(&autumn::at_centre(&PLAIN)));
    let shape = |page: &str| tags(page).iter().map(|tag| name(tag).to_owned()).collect::<Vec<_>>();
    assert_eq!(shape(&hostile), shape(&plain), "the same tags whatever was typed");
    assert!(
        tags(&hostile).iter().all(|tag| !tag.contains("onload=") && !tag.contains("onerror=")),
        "no handlers"
    );
    assert!(!hostile.contains("<script"), "and no script");
}

#[test]
fn the_page_runs_nothing_and_fetches_nothing() {
    let page = page(&staff(&autumn::at_centre(&PLAIN)));
    assert!(
        page.contains("content=\"default-src 'none'; style-src 'sha256-"),
        "its own policy forbids scripts, images, fonts and frames"
    );
    for banned in ["<script", "<link", "<img", "<iframe", "style=\"", "src=", "url(", "@import", "http"] {
        let found = page.matches(banned).count();
        let allowed = usize::from(banned == "http"); // The policy's own `http-equiv`.
        assert_eq!(found, allowed, "`{banned}` is not in the page");
    }
}

#[test]
fn the_page_can_be_read_aloud_and_found_through() {
    let page = page(&staff(&autumn::at_centre(&PLAIN)));
    let tags = tags(&page);
    let count = |wanted: &str| tags.iter().filter(|tag| name(tag) == wanted).count();
    assert!(page.contains("<html lang=\"en-GB\""), "its language is said");
    assert_eq!(
        (count("h1"), count("main"), count("header"), count("nav")),
        (1, 1, 1, 1),
        "its landmarks are there"
    );
    assert_eq!(count("table"), count("caption"), "each table has a caption");
    assert!(
        tags.iter().filter(|tag| name(tag) == "th").all(|tag| tag.contains("scope=")),
        "each head has a scope"
    );
    for anchor in tags.iter().filter_map(|tag| tag.split_once("href=\"#")?.1.split('"').next()) {
        assert!(page.contains(&format!("id=\"{anchor}\"")), "the link to {anchor} leads somewhere");
    }
    let mut open = Vec::new();
    for tag in tags.iter().filter(|tag| !["meta"].contains(&name(tag))) {
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "tags close in order"),
            None => open.push(name(tag)),
        }
    }
    assert!(open.is_empty(), "every tag is closed: {open:?}");
}

#[test]
fn each_table_tells_how_it_is_counted() {
    let layout = staff(&autumn::at_centre(&PLAIN));
    let page = page(&layout);
    assert_eq!(
        page.matches("How is this counted?").count(),
        layout.tables().count(),
        "a figure that nobody can explain is a failure"
    );
    for definition in &layout.definitions {
        assert!(page.contains(&format!("<span class=\"id\">{}</span>", definition.id)), "{}", definition.id);
    }
    assert!(page.contains("934"), "the population of the rate is printed");
    assert!(page.contains("Office for National Statistics"), "with its attribution");
}

#[test]
fn the_public_page_says_whom_it_is_for_and_names_no_child() {
    let page = page(&public(&autumn::at_centre(&PLAIN)));
    assert!(page.contains("For anybody: holds counts of events"), "it is marked");
    assert!(!page.contains("noindex"), "and may be found");
    assert!(!page.contains("The boiler broke"), "reasons are for staff");
}
