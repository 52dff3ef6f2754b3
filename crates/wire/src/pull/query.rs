//! The query of a pull.

use std::fmt;
use std::str::FromStr;

/// What is asked: `proto=2`, then `again=person` where one table is read again, then `cursor=…` where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullQuery {
    /// The device's version of the protocol. A query without it is of version 1.
    pub proto: u32,
    /// The kind of row whose digest differed: only rows of it are given, as a full list.
    pub again: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
}

/// A query that is none of a pull.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the query of a pull")]
pub struct QueryError;

impl fmt::Display for PullQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { proto, again, cursor } = self;
        write!(f, "proto={proto}")?;
        if let Some(kind) = again {
            write!(f, "&again={kind}")?;
        }
        if let Some(cursor) = cursor {
            write!(f, "&cursor={cursor}")?;
        }
        Ok(())
    }
}

impl FromStr for PullQuery {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        let mut query = Self { proto: 1, again: None, cursor: None };
        for part in text.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or(QueryError)?;
            // Kinds and cursors are of letters that need no escape: what is escaped was not made by us.
            if !value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)) {
                return Err(QueryError);
            }
            let given = (!value.is_empty()).then(|| value.to_owned());
            match name {
                "proto" => query.proto = value.parse().map_err(|_| QueryError)?,
                "again" => query.again = given,
                "cursor" => query.cursor = given,
                _ => return Err(QueryError),
            }
        }
        Ok(query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_reads_back_as_it_was_written() {
        for (again, cursor) in [(None, None), (Some("person"), Some("aB-_9")), (None, Some("x"))] {
            let query =
                PullQuery { proto: 2, again: again.map(str::to_owned), cursor: cursor.map(str::to_owned) };
            assert_eq!(query.to_string().parse(), Ok(query), "as written");
        }
        let first = PullQuery { proto: 1, again: None, cursor: Some("c".to_owned()) };
        assert_eq!("cursor=c".parse(), Ok(first), "the first version said no version");
        for bad in ["x=1", "proto=two", "cursor=%41", "cursor"] {
            assert_eq!(bad.parse::<PullQuery>(), Err(QueryError), "{bad}");
        }
    }
}
