//! What is heard of two groups of records weighs so much, as was learnt on made-up families.
//!
//! The weights are those of logistic regressions on what is true of such groups in made-up families (240 towns of about 10,000
//! records, seeds 2001 to 2240, and six of about 100,000, seeds 21 to 26, each with and without who was written down together),
//! rounded. linkage.md has what they come to on other seeds.

/// What all pairs between two groups come to.
pub(crate) struct Heard {
    /// The odds of the pair that speaks most for it, as a natural logarithm, and the average of all.
    pub(crate) best: f64,
    pub(crate) said: f64,
    /// Neither of two first names speaks.
    pub(crate) is_nameless: bool,
    /// It is known of both who else was written down with them.
    pub(crate) is_witnessed: bool,
    /// So it is, and dates of birth of both are known, as of children.
    pub(crate) is_dated: bool,
    /// Of the pairs with two surnames the share whose surnames are unlike.
    pub(crate) surname_unlike: f64,
    /// Of the pairs with two whole dates the share whose dates are the same, and that of those with no more than the year in
    /// common.
    pub(crate) birth_same: f64,
    pub(crate) birth_unlike: f64,
    /// Of the pairs with two postcodes the share with one home but for a slip of the pen, and with two.
    pub(crate) home: f64,
    pub(crate) elsewhere: f64,
    /// Of all pairs the share between whose homes a brother or sister moved too, that are left over beside one, and of which
    /// one came alone and the other did not.
    pub(crate) moved: f64,
    pub(crate) left_over: f64,
    pub(crate) one_alone: f64,
    /// How many pairs stood beside each other on one form.
    pub(crate) beside: f64,
    /// Two dates of birth or two homes, each written down more than once, and none in common.
    pub(crate) has_two_dates: bool,
    pub(crate) has_two_homes: bool,
    /// How many records the smaller group has.
    pub(crate) lesser: usize,
}

/// By how much each of it speaks for one person, in natural logarithms of odds.
pub(crate) struct Line {
    constant: f64,
    best: f64,
    said: f64,
    nameless: f64,
    witnessed: f64,
    dated: f64,
    surname_unlike: f64,
    birth_same: f64,
    birth_unlike: f64,
    home: f64,
    elsewhere: f64,
    moved: f64,
    left_over: f64,
    one_alone: f64,
    beside: f64,
    two_dates: f64,
    two_homes: f64,
    each_more: f64,
}

/// A pair that is surer than this says no more of the two groups.
const BEST_MAX: f64 = 8.0;
/// Whoever stood beside each other more often than this is as surely two.
const BESIDE_MAX: f64 = 2.0;

/// What says nothing.
const SILENT: Line = Line {
    constant: 0.0,
    best: 0.0,
    said: 0.0,
    nameless: 0.0,
    witnessed: 0.0,
    dated: 0.0,
    surname_unlike: 0.0,
    birth_same: 0.0,
    birth_unlike: 0.0,
    home: 0.0,
    elsewhere: 0.0,
    moved: 0.0,
    left_over: 0.0,
    one_alone: 0.0,
    beside: 0.0,
    two_dates: 0.0,
    two_homes: 0.0,
    each_more: 0.0,
};

/// Two records that stand alone. Where all that reaches here has names that are alike, what else agrees says more than it does
/// of any two.
const ALONE: Line = Line {
    constant: -0.85,
    best: 0.98,
    nameless: -0.55,
    witnessed: 0.3,
    surname_unlike: -0.9,
    birth_same: 1.65,
    birth_unlike: -0.3,
    home: 0.8,
    elsewhere: 0.25,
    moved: 1.35,
    left_over: 2.2,
    one_alone: -0.9,
    ..SILENT
};

/// One record, and the records of somebody. That it stood beside one of them under another name is less than the regression
/// says, for a child may be written down twice by mistake, which nobody in made-up families is.
const ONE_MORE: Line = Line {
    constant: 0.0,
    best: 0.44,
    said: 0.6,
    nameless: -0.05,
    witnessed: 0.1,
    surname_unlike: -1.5,
    birth_same: 1.65,
    birth_unlike: -0.5,
    home: 0.9,
    elsewhere: -0.85,
    moved: 0.7,
    left_over: 2.4,
    one_alone: -1.35,
    beside: -3.0,
    ..SILENT
};

/// Two people who were each written down twice or more. The more records the smaller of the two has, the less likely they are
/// one: each of these would have found the others sooner. Two homes that are each written twice say less than the regression
/// says, for made-up families move after their first visit, so that of those who moved one record has the old home. Of children
/// of whom it is known who else was there it says too much by 0.3, and by 0.9 where those who bring them are on record too (seeds
/// 2001 to 2180), and the middle is taken off.
const TWO_ALREADY: Line = Line {
    constant: -0.9,
    best: 0.32,
    said: 1.0,
    dated: -0.6,
    birth_same: 1.7,
    birth_unlike: -1.7,
    one_alone: -1.45,
    beside: -3.0,
    two_dates: -2.05,
    two_homes: -3.0,
    each_more: -3.85,
    ..SILENT
};

/// The line for two groups of so many records.
pub(crate) fn line_of(one: usize, other: usize) -> &'static Line {
    match (one, other) {
        (1, 1) => &ALONE,
        (1, _) | (_, 1) => &ONE_MORE,
        _ => &TWO_ALREADY,
    }
}

impl Line {
    /// The logarithm of the odds that two groups are one person.
    pub(crate) fn odds(&self, heard: &Heard) -> f64 {
        let so = |weight: f64, is_so: bool| if is_so { weight } else { 0.0 };
        let more = (heard.lesser.max(2) as f64 / 2.0).ln();
        self.constant
            + self.best * heard.best.min(BEST_MAX)
            + self.said * heard.said
            + so(self.nameless, heard.is_nameless)
            + so(self.witnessed, heard.is_witnessed)
            + so(self.dated, heard.is_dated)
            + self.surname_unlike * heard.surname_unlike
            + self.birth_same * heard.birth_same
            + self.birth_unlike * heard.birth_unlike
            + self.home * heard.home
            + self.elsewhere * heard.elsewhere
            + self.moved * heard.moved
            + self.left_over * heard.left_over
            + self.one_alone * heard.one_alone
            + self.beside * heard.beside.min(BESIDE_MAX)
            + so(self.two_dates, heard.has_two_dates)
            + so(self.two_homes, heard.has_two_homes)
            + self.each_more * more
    }
}
