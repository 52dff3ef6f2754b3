//! The closed lists of words that a draft may use: each the twin of a list in `domain`, so that the rules
//! need to know neither TypeScript nor JSON Schema, and a word added to one breaks the build of the other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident is $domain:path { $($word:ident),+ };)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(
            #[doc = concat!("See the list of the same name in `domain`: `", stringify!($word), "`.")]
            $word,
        )+ }

        impl From<$name> for $domain {
            fn from(word: $name) -> Self { match word { $($name::$word => Self::$word,)+ } }
        }
        impl From<$domain> for $name {
            fn from(word: $domain) -> Self { match word { $(<$domain>::$word => Self::$word,)+ } }
        }
    )+};
}

words! {
    /// The kinds of session.
    Activity is domain::Activity { DropIn, Group, Workshop, OneToOne };
    /// Who an unnamed person looked to be.
    AnonymousBand is domain::AnonymousBand { UnderOne, Child, OlderChild, Adult };
    /// How a survey was answered.
    Channel is domain::Channel { FaceToFace, Online, Paper };
    /// What a champion says to whether two records are one person.
    Opinion is domain::Opinion { Same, Different, NotSure };
    /// What came of a signpost.
    Outcome is domain::Outcome { NotKnown, Attended, PlaceSecured, Waiting, DidNotGo };
    /// Professionals present at a session.
    Professional is domain::Professional { HealthVisitor, Midwife, Other };
    /// What a carer is to the children.
    Relation is domain::Relation { Mother, Father, Grandparent, Other };
    /// Child or adult.
    Role is domain::Role { Child, Carer };
    /// Where a visit took place.
    Setting is domain::Setting { Home, Elsewhere };
    /// Whether a session took place.
    SessionStatus is domain::SessionStatus { Held, Cancelled };
    /// How a visit went.
    VisitOutcome is domain::VisitOutcome { Done, NoAnswer, Declined };
    /// Why something was withdrawn.
    VoidReason is domain::correction::VoidReason { Mistake, Duplicate, Asked };
}
