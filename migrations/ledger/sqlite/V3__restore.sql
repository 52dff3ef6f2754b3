-- What a centre must still know after it was restored. Its twin for PostgreSQL stands in ../postgres.

-- Events that were erased. For ever: one that comes again, from a phone that lay in a drawer, is stored without its words.
CREATE TABLE erased (
    authority_id BLOB NOT NULL REFERENCES authority,
    event_id     BLOB NOT NULL CHECK (length(event_id) = 16),
    PRIMARY KEY (authority_id, event_id)
) WITHOUT ROWID;
CREATE TRIGGER erased_remains BEFORE DELETE ON erased BEGIN SELECT RAISE(ABORT, 'erased stays erased'); END;

-- The last backup that was restored in a drill and found whole. What a stream had then is in stream.durable_seq.
CREATE TABLE drill (
    authority_id BLOB    PRIMARY KEY REFERENCES authority,
    -- The backup's change number, and when it was made and tried, by the centre's wall clock.
    n            INTEGER NOT NULL,
    made_ms      INTEGER NOT NULL,
    drilled_ms   INTEGER NOT NULL
) WITHOUT ROWID;

-- Streams of which a second history was seen: a phone was restored from a backup, or copied. Both histories are kept;
-- somebody should look at the phone.
CREATE TABLE fork (
    authority_id BLOB    NOT NULL,
    stream       BLOB    NOT NULL,
    device_id    BLOB    NOT NULL,
    -- The first number known to differ, and when that was first seen.
    at_seq       INTEGER NOT NULL,
    seen_ms      INTEGER NOT NULL,
    PRIMARY KEY (authority_id, stream),
    FOREIGN KEY (authority_id, stream) REFERENCES stream (authority_id, stream)
) WITHOUT ROWID;
