//! Drafts: what was typed, before any rule has been asked. Dates, times and ids are text here, so that a
//! slip in one gives an answer about that field and not a failure of the whole line.

mod line;

pub use line::DraftLine;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use ts_rs::TS;

use crate::words::{
    Activity, AnonymousBand, Channel, Opinion, Outcome, Professional, Relation, Role, SessionStatus, Setting,
    VisitOutcome, VoidReason,
};

/// One thing to record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Draft {
    /// Somebody came to a session.
    Attendance(AttendanceDraft),
    /// A session was held or cancelled.
    Session(SessionDraft),
    /// A household.
    Family(FamilyDraft),
    /// A child or an adult.
    Person(PersonDraft),
    /// A registration form was filled in.
    Registration(RegistrationDraft),
    /// A visit to a family.
    Visit(VisitDraft),
    /// A family was told about a service.
    Signpost(SignpostDraft),
    /// A survey was answered.
    Response(ResponseDraft),
    /// Time given.
    Shift(ShiftDraft),
    /// A correction of a record.
    Amend(AmendDraft),
    /// A record or correction withdrawn.
    Void(VoidDraft),
    /// A withdrawal taken back.
    Reinstate(ReinstateDraft),
    /// The week is complete on this device.
    CloseWeek(CloseWeekDraft),
    /// What is said to a coordinator who asked whether two records are one person.
    EnquiryAnswer(EnquiryAnswerDraft),
}

/// The id of a record, as text; or on the command line `#label` for a record made earlier in the same run.
pub type Ref = String;

macro_rules! drafts {
    ($($(#[doc = $doc:literal])+ $name:ident {
        $($(#[doc = $field_doc:literal])+ $(#[$attr:meta])* $field:ident: $type:ty,)*
    })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(deny_unknown_fields)]
        #[ts(optional_fields)]
        pub struct $name {
            $($(#[doc = $field_doc])+ $(#[$attr])* pub $field: $type,)*
        }

        impl std::fmt::Debug for $name {
            /// Its name alone: what was typed is about people, and must not end in a log.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(private)"))
            }
        }
    )+};
}

drafts! {
    /// Somebody came to a session: name a `person`, or say `anonymous` and how many.
    AttendanceDraft {
        /// The session.
        session: Ref,
        /// The person, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Ref>,
        /// Who they looked to be, where no name was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        anonymous: Option<AnonymousBand>,
        /// How many of them, 1 where not said; for anonymous only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<u32>,
    }
    /// A session: give a `slot` of the timetable, or all of venue, activity, starts and ends; what is given
    /// beside a slot differs from it.
    SessionDraft {
        /// The line of the timetable that it fulfils.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slot: Option<Ref>,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        venue: Option<Ref>,
        /// What kind.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        activity: Option<Activity>,
        /// `HH:MM`, local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        starts: Option<String>,
        /// `HH:MM`, local.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends: Option<String>,
        /// Held where not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<SessionStatus>,
        /// Why it was cancelled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cancelled_because: Option<String>,
        /// Who else was there.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        professionals: Vec<Professional>,
    }
    /// A household.
    FamilyDraft {
        /// What the champion calls them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
    }
    /// A person: a first name is enough; for an unnamed baby the family.
    PersonDraft {
        /// Child or carer.
        role: Role,
        /// The household.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        family: Option<Ref>,
        /// First name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        given_name: Option<String>,
        /// Family name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        surname: Option<String>,
        /// `2023-05-14`, `2023-05`, `2023`, or a range as `2022-11-23/2023-11-22`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        birth: Option<String>,
        /// Whole or its first half.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        postcode: Option<String>,
        /// What a carer is to the children.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        relation: Option<Relation>,
        /// When a baby is due, for a carer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<String>,
    }
    /// A registration form filled in for a person.
    RegistrationDraft {
        /// Who.
        person: Ref,
    }
    /// A visit: the `people` met, or the `family` where nobody was.
    VisitDraft {
        /// The family visited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        family: Option<Ref>,
        /// The people met, children too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<Ref>,
        /// At home where not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        setting: Option<Setting>,
        /// How it went.
        outcome: VisitOutcome,
        /// How long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u16>,
    }
    /// A signpost: a `service` of the directory, or `service_name` for one that is not in it.
    SignpostDraft {
        /// Who was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Ref>,
        /// At which session.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<Ref>,
        /// The service of the directory.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<Ref>,
        /// The service's name, where it is not in the directory.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service_name: Option<String>,
        /// What for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        need: Option<String>,
        /// What came of it, where it is known already.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Outcome>,
    }
    /// A response: answers by the name of their question. A choice is given by its name, a number as a
    /// number, open text as text; a question that was skipped is left out.
    ResponseDraft {
        /// The published form.
        form: Ref,
        /// Who answered, where it is not anonymous.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Ref>,
        /// At which session.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<Ref>,
        /// Face to face where not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Channel>,
        /// The answers.
        #[ts(type = "Record<string, string | number>")]
        answers: BTreeMap<String, Value>,
    }
    /// Time given by the champion of this device: a `session`, whose length it has, or `minutes`.
    ShiftDraft {
        /// At which session.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<Ref>,
        /// How long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u16>,
    }
    /// A correction: the fields of the stored record that are otherwise; `null` takes one out.
    AmendDraft {
        /// The record.
        of: Ref,
        /// Field by field.
        #[ts(type = "Record<string, unknown>")]
        fields: Map<String, Value>,
    }
    /// A withdrawal.
    VoidDraft {
        /// The record or correction.
        of: Ref,
        /// Why.
        reason: VoidReason,
    }
    /// A withdrawal taken back.
    ReinstateDraft {
        /// The withdrawal.
        of: Ref,
    }
    /// The week is complete on this device.
    CloseWeekDraft {
        /// `2026-W47`.
        week: String,
    }
    /// An answer to whether two records are one person. It decides nothing: the coordinator does.
    EnquiryAnswerDraft {
        /// The question.
        enquiry: Ref,
        /// What is said to it.
        says: Opinion,
    }
}
