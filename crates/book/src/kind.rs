//! The kinds of record that a book holds.

use domain::Fact;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal;)+) => {
        /// What kind of thing a record is about. Corrections and erasures are none: they come down to a record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its word, in tables and in pulled rows: `person`.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// The kind with this word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// An agreement on what another controller shares.
    Agreement = "agreement";
    /// An area pack in use.
    AreaAdopted = "area_adopted";
    /// Who came to a session.
    Attendance = "attendance";
    /// The controller.
    Authority = "authority";
    /// A birth list taken in.
    BirthList = "birth_list";
    /// A birth list compared with the children on record.
    BirthListRun = "birth_list_run";
    /// A volunteer.
    Champion = "champion";
    /// A question to a champion about two records.
    Enquiry = "enquiry";
    /// What the champion said to it.
    EnquiryAnswer = "enquiry_answer";
    /// A household.
    Family = "family";
    /// A step on the not-yet-seen worklist.
    FollowUp = "follow_up";
    /// A version of a survey form.
    Form = "form";
    /// A decision on a pair of people.
    Link = "link";
    /// A linkage model in use.
    ModelAdopted = "model_adopted";
    /// A child or an adult.
    Person = "person";
    /// A registration form filled in.
    Registration = "registration";
    /// A survey answered.
    Response = "response";
    /// A weekly return frozen.
    ReturnFrozen = "return_frozen";
    /// A service that families are told about.
    Service = "service";
    /// A drop-in or group.
    Session = "session";
    /// Time that a champion gave.
    Shift = "shift";
    /// A family told about a service.
    Signpost = "signpost";
    /// A line of the timetable.
    Slot = "slot";
    /// A group of champions.
    Team = "team";
    /// A place.
    Venue = "venue";
    /// A visit to a family.
    Visit = "visit";
    /// A week closed on a device.
    WeekClosed = "week_closed";
}

impl Kind {
    /// Whether the centre alone sets up such records, and alone corrects them. A volunteer's device that could would
    /// clear itself for home visits, or empty everybody's timetable.
    #[must_use]
    pub const fn is_the_centres(self) -> bool {
        match self {
            Self::Agreement
            | Self::AreaAdopted
            | Self::Authority
            | Self::BirthList
            | Self::BirthListRun
            | Self::Champion
            | Self::Enquiry
            | Self::FollowUp
            | Self::Form
            | Self::ModelAdopted
            | Self::ReturnFrozen
            | Self::Service
            | Self::Slot
            | Self::Team
            | Self::Venue => true,
            Self::Attendance
            | Self::EnquiryAnswer
            | Self::Family
            | Self::Link
            | Self::Person
            | Self::Registration
            | Self::Response
            | Self::Session
            | Self::Shift
            | Self::Signpost
            | Self::Visit
            | Self::WeekClosed => false,
        }
    }

    /// The kind of record that this fact begins; none for what corrects or erases another.
    #[must_use]
    pub const fn of(fact: &Fact) -> Option<Self> {
        Some(match fact {
            Fact::Agreement(_) => Self::Agreement,
            Fact::BirthList(_) => Self::BirthList,
            Fact::BirthListRun(_) => Self::BirthListRun,
            Fact::Enquiry(_) => Self::Enquiry,
            Fact::EnquiryAnswer(_) => Self::EnquiryAnswer,
            Fact::FollowUp(_) => Self::FollowUp,
            Fact::AreaAdopted(_) => Self::AreaAdopted,
            Fact::Attendance(_) => Self::Attendance,
            Fact::Authority(_) => Self::Authority,
            Fact::Champion(_) => Self::Champion,
            Fact::Family(_) => Self::Family,
            Fact::Form(_) => Self::Form,
            Fact::Linked(_) => Self::Link,
            Fact::ModelAdopted(_) => Self::ModelAdopted,
            Fact::Person(_) => Self::Person,
            Fact::Registration(_) => Self::Registration,
            Fact::Response(_) => Self::Response,
            Fact::ReturnFrozen(_) => Self::ReturnFrozen,
            Fact::Service(_) => Self::Service,
            Fact::Session(_) => Self::Session,
            Fact::Shift(_) => Self::Shift,
            Fact::Signpost(_) => Self::Signpost,
            Fact::Slot(_) => Self::Slot,
            Fact::Team(_) => Self::Team,
            Fact::Venue(_) => Self::Venue,
            Fact::Visit(_) => Self::Visit,
            Fact::WeekClosed(_) => Self::WeekClosed,
            Fact::Accepted(_)
            | Fact::Amended(_)
            | Fact::Erased(_)
            | Fact::Reinstated(_)
            | Fact::Unlinked(_)
            | Fact::Voided(_) => {
                return None;
            }
        })
    }
}
