//! What a row is about: one table in a page, one sheet in a workbook.

/// The themes, in the order of the sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// Sessions planned, held and called off, and who was there of the professionals.
    Sessions,
    /// Who came to them.
    Visits,
    /// Visits to families, and families met for the first time.
    Families,
    /// Signposts to services and what came of them.
    Signposts,
    /// Survey responses.
    Surveys,
    /// Volunteers and their time.
    Champions,
    /// Children and families seen, of those who live in the area.
    Reach,
    /// How far the records can be trusted.
    DataQuality,
    /// What has no theme of its own yet.
    Others,
}

impl Theme {
    /// The theme of the row of this key.
    pub(crate) fn of(key: &str) -> Self {
        if key == "reach.postcode_unknown" {
            return Self::DataQuality;
        }
        match key.split('.').next().unwrap_or(key) {
            "sessions" | "presence" => Self::Sessions,
            "visits" => Self::Visits,
            "home_visits" | "one_to_one" | "families" => Self::Families,
            "signposts" => Self::Signposts,
            "surveys" | "surveys_not_yet_known" => Self::Surveys,
            "champions" => Self::Champions,
            "reach" | "book" => Self::Reach,
            "attendances" | "duplicates" | "devices" => Self::DataQuality,
            _ => Self::Others,
        }
    }

    /// Its name, as a heading and as the name of a sheet (at most 31 characters, none of `[]:*?/\`).
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sessions => "Sessions",
            Self::Visits => "Visits",
            Self::Families => "Families",
            Self::Signposts => "Signposts",
            Self::Surveys => "Surveys",
            Self::Champions => "Champions",
            Self::Reach => "Reach",
            Self::DataQuality => "Data quality",
            Self::Others => "Other figures",
        }
    }

    /// Its name as an anchor in a page.
    #[must_use]
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Visits => "visits",
            Self::Families => "families",
            Self::Signposts => "signposts",
            Self::Surveys => "surveys",
            Self::Champions => "champions",
            Self::Reach => "reach",
            Self::DataQuality => "data-quality",
            Self::Others => "others",
        }
    }
}
