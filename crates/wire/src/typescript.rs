//! TypeScript of everything that crosses between the app's core and its screens.

use ts_rs::{Config, TS};

/// The whole of `ui/src/backend/types.gen.ts`.
#[must_use]
pub fn render() -> String {
    let config = Config::default();
    let mut parts = vec!["// Generated from crates/wire by `cargo xtask types`. Do not edit.".to_owned()];
    macro_rules! declare {
        ($($type:ty),+ $(,)?) => {$(parts.push(format!("export {}", <$type as TS>::decl(&config)));)+};
    }
    use crate::{app, code, draft, recorded, words};
    declare!(
        app::Command,
        app::Enrol,
        app::Reply,
        app::Status,
        app::Synced,
        app::VaultState,
        code::Code,
        code::Fault,
        draft::Draft,
        draft::AttendanceDraft,
        draft::SessionDraft,
        draft::FamilyDraft,
        draft::PersonDraft,
        draft::RegistrationDraft,
        draft::VisitDraft,
        draft::SignpostDraft,
        draft::ResponseDraft,
        draft::ShiftDraft,
        draft::AmendDraft,
        draft::VoidDraft,
        draft::ReinstateDraft,
        draft::CloseWeekDraft,
        recorded::Recorded,
        recorded::RecordState,
        words::Activity,
        words::AnonymousBand,
        words::Channel,
        words::Outcome,
        words::Professional,
        words::Relation,
        words::Role,
        words::Setting,
        words::SessionStatus,
        words::VisitOutcome,
        words::VoidReason,
    );
    parts.join("\n\n") + "\n"
}
