//! A row of the table: where, who may, how.

use std::future::Future;
use std::pin::Pin;

use axum::http::Method;
use wire::desk::DeskRole;

use super::Desk;
use super::answer::Answer;
use super::call::Call;
use super::scope::Scope;
use crate::error::CentralError;

/// What a function of the desk answers, later.
pub(crate) type Later<'a> = Pin<Box<dyn Future<Output = Result<Answer, CentralError>> + Send + 'a>>;

/// Answers whoever asks.
pub(crate) type Open = for<'a> fn(&'a Desk, &'a Call) -> Later<'a>;
/// Answers somebody signed in, within their scope.
pub(crate) type Within = for<'a> fn(&'a Desk, &'a Scope, &'a Call) -> Later<'a>;

/// Who may ask, and what is done then.
pub(crate) enum Access {
    /// Anybody: what comes before a session.
    Anybody(Open),
    /// An account in one of these roles.
    Roles {
        /// Which.
        roles: &'static [DeskRole],
        /// Only within ten minutes of a password and a code (security.md, item 12).
        step_up: bool,
        /// What is done.
        run: Within,
    },
}

/// A route.
pub(crate) struct Route {
    pub(crate) method: Method,
    /// The path's template, as `/desk/v1/returns/{week}`: it stands in the log, and the path itself never does.
    pub(crate) path: &'static str,
    /// The largest body that is read, in bytes.
    pub(crate) body_max: usize,
    pub(crate) access: Access,
}

/// A route as it is told to the outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRoute {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path's template.
    pub path: &'static str,
    /// The roles that may ask; none where anybody may.
    pub roles: Option<&'static [DeskRole]>,
    /// Whether it needs a step-up.
    pub step_up: bool,
}

impl DeskRoute {
    pub(super) fn of(route: &Route) -> Self {
        let Route { method, path, body_max: _, access } = route;
        let (roles, step_up) = match access {
            Access::Anybody(_) => (None, false),
            Access::Roles { roles, step_up, run: _ } => (Some(*roles), *step_up),
        };
        Self { method: if method == Method::GET { "GET" } else { "POST" }, path, roles, step_up }
    }
}
