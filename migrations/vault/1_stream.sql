-- What happened, as this device recorded it. These tables are the only copy of it until a receipt says otherwise, so
-- nothing here is ever deleted to recover from an error, and no migration rewrites a row: the book beside them is
-- rebuilt instead.

-- The streams of this vault; the last is the one that grows. There is one until a fork or a lost chain mints another,
-- which is why a stream is a row and not a setting.
CREATE TABLE stream (
    number          INTEGER PRIMARY KEY,
    stream          BLOB    NOT NULL UNIQUE,
    -- The head is stored although the last position has it: an empty stream has a head too, and a head that disagrees
    -- with the positions is how a torn or restored file is noticed.
    head_seq        INTEGER NOT NULL DEFAULT 0,
    head_hash       BLOB    NOT NULL,
    -- How far receipts go. The outbox is what lies behind: it is not a table, because a table of what waits could
    -- disagree with what the centre proved to hold, and then "all sent" would be a guess.
    acked_through   INTEGER NOT NULL DEFAULT 0,
    durable_through INTEGER NOT NULL DEFAULT 0,
    -- The hybrid logical clock; that of the last stream goes. It is not read off the last event, because what the centre
    -- told advances it too, and it lies here because each save writes this row anyway: a page fewer to encrypt and flush.
    hlc_ms          INTEGER NOT NULL DEFAULT 0,  -- The 64 bits of an unsigned number.
    hlc_count       INTEGER NOT NULL DEFAULT 0,
    -- Where another history of it was found: what stands behind that goes on in a later stream, and is not sent in this
    -- one. None where the whole of it is its own.
    closed_at       INTEGER,
    CHECK (0 <= durable_through AND durable_through <= acked_through
           AND acked_through <= coalesce(closed_at, head_seq) AND coalesce(closed_at, 0) <= head_seq)
) STRICT;

-- One row per event, in the order of recording.
CREATE TABLE event (
    number     INTEGER PRIMARY KEY,
    event_id   BLOB NOT NULL UNIQUE,
    body_hash  BLOB NOT NULL,
    -- Erasing takes salt and body and leaves the hash, so that the chain stays provable.
    salt       BLOB,
    body       TEXT,
    -- A salted hash of the draft as it was typed. The same id with the same draft is the same tap once more, even
    -- where by now the draft would come to another fact: a date left out is another day after midnight.
    draft_hash BLOB,
    CHECK ((salt IS NULL) = (body IS NULL))
) STRICT;

-- Where each event stands in a stream. After a fork an event stands in two, under one id.
CREATE TABLE position (
    stream INTEGER NOT NULL REFERENCES stream (number),
    seq    INTEGER NOT NULL,
    event  INTEGER NOT NULL REFERENCES event (number),
    h      BLOB    NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX position_event ON position (event);
