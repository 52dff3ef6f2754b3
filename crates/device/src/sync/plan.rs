//! What to do next, as a pure function of how things stand.

/// How things stand in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// There is a nonce for the next request.
    pub has_nonce: bool,
    /// The outbox was pushed, or an empty push asked where the stream stands.
    pub asked: bool,
    /// How many events are not known to be held.
    pub waiting: u64,
    /// The last page of pull said that there is no more.
    pub pulled_all: bool,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Ask for a nonce.
    Challenge,
    /// Push the next run of events.
    Push,
    /// Fetch the next page.
    Pull,
    /// Nothing is left.
    Finish,
}

/// Own work goes first: what only this device has is worth more than what the centre can give again. A push is
/// made even where nothing waits, because only its receipt can tell that the centre was restored and lacks
/// what it once held.
pub(super) const fn plan(standing: Standing) -> Action {
    let Standing { has_nonce, asked, waiting, pulled_all } = standing;
    let push = waiting > 0 || !asked;
    if !push && pulled_all {
        Action::Finish
    } else if !has_nonce {
        Action::Challenge
    } else if push {
        Action::Push
    } else {
        Action::Pull
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read a row as: nonce?, asked?, waiting, pulled all? → action.
    const TABLE: [(bool, bool, u64, bool, Action); 7] = [
        (false, false, 3, false, Action::Challenge),
        (true, false, 3, false, Action::Push),
        (true, false, 0, false, Action::Push),
        (true, true, 0, false, Action::Pull),
        (true, true, 1, true, Action::Push),
        (false, true, 0, false, Action::Challenge),
        (false, true, 0, true, Action::Finish),
    ];

    #[test]
    fn own_work_goes_first_and_the_run_ends_when_nothing_is_left() {
        for (has_nonce, asked, waiting, pulled_all, action) in TABLE {
            let standing = Standing { has_nonce, asked, waiting, pulled_all };
            assert_eq!(plan(standing), action, "{standing:?}");
        }
    }
}
