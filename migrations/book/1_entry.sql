-- What the book is made from. The book is a projection: nothing here is the only copy of anything, and a book of
-- another schema version is dropped and rebuilt from the events (`book::clear`), never migrated row by row. That is
-- why a change of these files is allowed where a change of a shipped vault or ledger migration is not.

-- 'schema_version', and 'head': the greatest change number whose event has been taken in.
CREATE TABLE book_meta (
    name  TEXT    NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per event id and body hash, not per id: two bodies under one id are a conflict that must come out the same
-- whichever arrives first, so both are kept and neither is applied.
CREATE TABLE book_entry (
    event_id  BLOB    NOT NULL,
    body_hash BLOB    NOT NULL,
    -- The least position at which it was seen: a device that forked sends the same event again further on.
    n         INTEGER NOT NULL,
    stream    BLOB    NOT NULL,
    seq       INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    on_date   TEXT    NOT NULL,
    hlc_ms    INTEGER NOT NULL,  -- The 64 bits of an unsigned number; compared in Rust only.
    hlc_count INTEGER NOT NULL,
    champion  BLOB,              -- Who recorded it; where both are null, the centre itself.
    account   BLOB,
    "of"      BLOB,              -- The event that it corrects, as it says.
    about     BLOB,              -- The record that this comes down to, once known; null for records themselves.
    -- record, correction, waiting (what it corrects is not known yet), erasure, acceptance, quarantined, or
    -- moot (what it corrects is erased; its own words are gone from here too).
    standing  TEXT    NOT NULL,
    payload   TEXT,
    PRIMARY KEY (event_id, body_hash)
) STRICT, WITHOUT ROWID;

-- Corrections are few, so these stay small and a record recorded once pays nothing for them.
CREATE INDEX book_entry_of ON book_entry ("of") WHERE "of" IS NOT NULL;
CREATE INDEX book_entry_about ON book_entry (about) WHERE about IS NOT NULL;

-- Ids whose events are never applied, whether the erasure came before or after them. Rows of book_entry are deleted
-- outright, so that a book rebuilt from a ledger without the bodies equals the one that saw them go.
CREATE TABLE book_erased (
    event_id BLOB    NOT NULL PRIMARY KEY,
    n        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was kept and not applied, with the reason: shown to its author and to a coordinator, never dropped.
CREATE TABLE quarantine (
    event_id  BLOB NOT NULL,
    body_hash BLOB NOT NULL,
    about     BLOB,  -- The record whose correction this is, where the correction alone is doubtful.
    field     TEXT NOT NULL,
    code      TEXT NOT NULL,
    PRIMARY KEY (event_id, body_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_about ON quarantine (about) WHERE about IS NOT NULL;

-- One row per record, whatever its kind and whether or not it still stands.
CREATE TABLE record (
    id       BLOB    NOT NULL PRIMARY KEY,
    kind     TEXT    NOT NULL,
    n        INTEGER NOT NULL,  -- The change number of the latest word on it: what a pull asks for.
    on_date  TEXT    NOT NULL,
    champion BLOB,              -- Who recorded it, where that was a champion.
    standing TEXT    NOT NULL,  -- stands, voided, or quarantined (two bodies under its id).
    disputed TEXT,              -- JSON list of fields; null for none.
    payload  TEXT               -- As corrected; null while it is as recorded, which is nearly always.
) STRICT, WITHOUT ROWID;

-- Whatever a corrected record ever named, in its first words or in any correction. A record that no longer names a
-- person must still be able to tell a device to forget them.
CREATE TABLE mention (
    target BLOB NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (target, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_record ON mention (record);
