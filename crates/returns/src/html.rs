//! The return as one page to read, print and put before a board.
//!
//! It holds no script and fetches nothing: its own policy forbids both, and allows the one style by its hash, so that
//! a text which slipped through the escaping could still do nothing. Everything that was typed is escaped.

mod board;
mod escape;
mod figures;
mod reference;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reach::suppression::Tier;
use sha2::{Digest as _, Sha256};

use crate::layout::{Head, Layout};
use escape::{css_string, escaped};

const STYLE: &str = include_str!("html/style.css");

/// The page, as UTF-8.
#[must_use]
pub fn write(layout: &Layout) -> String {
    let mut page = String::with_capacity(64 * 1024);
    head(&mut page, layout);
    page.push_str("<body>\n<a class=\"skip\" href=\"#glance\">Skip to the figures</a>\n");
    banner(&mut page, &layout.head);
    contents(&mut page, layout);
    page.push_str("<main>\n");
    board::write(&mut page, layout);
    for section in &layout.sections {
        figures::write(&mut page, layout, section);
    }
    reference::write(&mut page, layout);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// Adds formatted text; memory takes it all.
pub(crate) fn add(page: &mut String, text: std::fmt::Arguments<'_>) {
    page.write_fmt(text).expect("memory takes every text");
}

fn head(page: &mut String, layout: &Layout) {
    let head = &layout.head;
    let foot = css_string(&format!("{} · {} · {}", head.programme, head.week, head.state_short));
    // Browsers that know the boxes in a page's margin print the state on every page; others have it in each section.
    let style = format!("{STYLE}@page{{@bottom-left{{content:{foot};font:9pt system-ui,sans-serif}}}}\n");
    let hash = STANDARD.encode(Sha256::digest(&style));
    let (title, programme) = (escaped(&head.title()), escaped(&head.programme));
    let robots = match layout.tier {
        Tier::Public => "",
        Tier::Staff => "<meta name=\"robots\" content=\"noindex, nofollow\">\n",
    };
    add(
        page,
        format_args!(
            "<!doctype html>\n<html lang=\"en-GB\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; \
             base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n{robots}\
             <title>{programme}: {title}</title>\n<style>{style}</style>\n</head>\n"
        ),
    );
}

fn banner(page: &mut String, head: &Head) {
    let Head { authority, programme, week, state, is_final, prepared_by, devices, marking, .. } = head;
    let class = if *is_final { "state" } else { "state working" };
    add(
        page,
        format_args!(
            "<header>\n<p class=\"authority\" dir=\"auto\">{}</p>\n<h1><span dir=\"auto\">{}</span> \
             <span class=\"week\">Weekly return: {}</span></h1>\n<p class=\"{class}\">{}</p>\n\
             <ul class=\"meta\"><li>Prepared by <b dir=\"auto\">{}</b></li><li>{}</li><li>{}</li></ul>\n</header>\n",
            escaped(authority),
            escaped(programme),
            escaped(week),
            escaped(state),
            escaped(prepared_by),
            escaped(devices),
            escaped(marking),
        ),
    );
}

fn contents(page: &mut String, layout: &Layout) {
    page.push_str("<nav aria-label=\"On this page\"><ul>\n<li><a href=\"#glance\">At a glance</a></li>\n");
    for section in &layout.sections {
        let anchor = figures::anchor(section.question);
        add(page, format_args!("<li><a href=\"#{anchor}\">{}</a></li>\n", escaped(&section.title)));
    }
    page.push_str("<li><a href=\"#provenance\">Where the figures are from</a></li>\n</ul></nav>\n");
}
