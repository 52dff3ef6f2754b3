//! The pull of the centre in the same process.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use wire::digest::{TableDigest, table_digest};
use wire::pull::PullQuery;

use super::centre::State;

/// Two rows a page, unless a test says otherwise, so that there are several; the first list begins and ends with a word of its own. One kind that is asked
/// for again comes as a list of its own, in one page.
pub(super) fn page(state: &State, query: &str) -> Value {
    let query: PullQuery = query.parse().expect("a query of ours");
    let from: u64 = query.cursor.as_deref().map_or(0, |cursor| cursor.parse().expect("our cursor"));
    let number = |row: &Value| row["n"].as_u64().expect("a number");
    let answer = |rows: Vec<Value>, n: u64, more: bool, digests: Vec<TableDigest>| {
        json!({"epoch": state.epoch, "rows": rows, "cursor": n.to_string(), "more": more, "n": n,
            "tombstone_salt": "00".repeat(16), "digests": digests, "server_time_ms": state.now_ms})
    };
    if let Some(kind) = &query.again {
        let word = |word: &str| json!({"kind": "list", "id": uuid::Uuid::nil(), "n": 0, "body": {word: true, "kind": kind}});
        let of_kind = state.rows.iter().filter(|row| row["kind"] == json!(kind)).cloned();
        let rows = std::iter::once(word("begins")).chain(of_kind).chain([word("ends")]).collect();
        return answer(rows, from, false, Vec::new());
    }
    let word = |word: &str| json!({"kind": "list", "id": uuid::Uuid::nil(), "n": 0, "body": {word: true}});
    let due: Vec<&Value> = state.rows.iter().filter(|row| number(row) > from).collect();
    let (page, more) = (due.iter().take(state.page_rows), due.len() > state.page_rows);
    let mut rows: Vec<Value> = page.map(|row| (*row).clone()).collect();
    let n = rows.last().map_or(from, number);
    if from == 0 {
        rows.insert(0, word("begins"));
    }
    answer(rows, n, more, if more { Vec::new() } else { digests(state) })
}

fn digests(state: &State) -> Vec<TableDigest> {
    let mut held: BTreeMap<String, BTreeMap<uuid::Uuid, u64>> = BTreeMap::new();
    for row in &state.rows {
        let kind = held.entry(row["kind"].as_str().expect("a kind").to_owned()).or_default();
        let id = row["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        if row["body"].is_null() {
            kind.remove(&id);
        } else {
            kind.insert(id, row["n"].as_u64().expect("a number"));
        }
    }
    let digest = |(kind, rows): (&String, &BTreeMap<uuid::Uuid, u64>)| {
        table_digest(kind, &rows.iter().map(|(id, n)| (*id, *n)).collect::<Vec<_>>())
    };
    held.iter().map(digest).collect()
}
