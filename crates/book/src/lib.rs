//! What events add up to: SQLite tables made from events, and the queries on them.
//!
//! A device keeps its book in the file of its vault, the centre one file per authority; the code is the same. The
//! book is a projection, a pure function of the set of events it was given: order, batching and repetition never
//! matter, and deleting it loses nothing. It is given a connection and knows no file, clock, randomness or thread,
//! and no wire type.
//!
//! The way in: [`install`] → [`apply`] (`entry` → `settle`, `erase` → `rewrite` → `project`). The ways out: the
//! screens' queries (`people`, `calendar`, `register`, `directory`, `record`, `tally`), [`scope_view`] for what a
//! device may hold of the centre's book and [`pulled`] for what it holds, and [`facts`] for reach.

mod alike;
mod apply;
mod calendar;
mod card;
mod centre_only;
mod cipher;
mod column;
mod directory;
mod entry;
mod erasable;
mod error;
mod facts;
mod fingerprint;
mod held;
mod kept_out;
mod kind;
mod linking;
mod one_person;
mod own_week;
mod people;
mod project;
pub mod pulled;
mod record;
mod register;
mod resolution;
mod review;
mod same_person;
mod schema;
mod scope;
mod search;
mod stated;
mod tally;
mod visits;
mod withdrawal;

pub use alike::{Typed, alike};
pub use apply::{Applied, apply, erase, hold};
pub use calendar::{SessionOnDay, session, sessions_on, slots_on};
pub use card::{Card, PersonCard, Source};
pub use centre_only::{
    FollowedUp, agreements, areas_adopted, birth_list_runs, birth_lists, follow_ups, model_in_use,
    returns_frozen,
};
pub use cipher::await_cipher;
pub use directory::{Colleague, authority, champions, forms, services, slots, teams, venues};
pub use entry::Entry;
pub use erasable::with_corrections;
pub use error::BookError;
pub use facts::{Asked, facts, facts_by};
pub use fingerprint::fingerprint;
pub use kept_out::{HeldBack, KeptOut, are_accepted, are_kept_aside, held_back, keep_out, kept_out};
pub use kind::Kind;
pub use linking::{Fellows, Linker, comparable, held_against};
pub use own_week::{is_week_closed, responses_by_form};
pub use people::{family_label, family_members, find_people, known_people, person, recent_people};
pub use pulled::open_enquiries;
pub use record::{Kept, Record, Waiting, Word, kept_aside, record, resolved, stands, waiting};
pub use register::{Anonymous, Named, Register, register};
pub use review::{
    DecisionMade, Dispute, PairToReview, Side, Value, Why, decisions, disputes, pairs_to_review,
    recorders_of, teams_of,
};
pub use same_person::{Relinked, Unchanged, least_of, note_unchanged, relink, relinked};
pub use schema::{SCHEMA_VERSION, advance, clear, head, install, is_current, serve_scopes};
pub use scope::{
    Cursor, PageLimits, PulledEnquiry, PulledLinkage, Row, RowKind, SCOPE_MONTHS, Scope, ScopePage, ScopeRun,
    ViewMode, is_in_scope, scope_of, scope_view,
};
pub use tally::{tally, tally_in};
pub use visits::last_visit;
pub use withdrawal::PulledWithdrawal;
