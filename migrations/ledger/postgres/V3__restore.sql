-- What a centre must still know after it was restored. Its twin for SQLite stands in ../sqlite.

-- Events that were erased. For ever: one that comes again, from a phone that lay in a drawer, is stored without its words.
CREATE TABLE erased (
    authority_id uuid NOT NULL REFERENCES authority,
    event_id     uuid NOT NULL,
    PRIMARY KEY (authority_id, event_id)
);
CREATE TRIGGER erased_remains BEFORE UPDATE OR DELETE OR TRUNCATE ON erased
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses('erased stays erased');

-- The last backup that was restored in a drill and found whole. What a stream had then is in stream.durable_seq.
CREATE TABLE drill (
    authority_id uuid   PRIMARY KEY REFERENCES authority,
    -- The backup's change number, and when it was made and tried, by the centre's wall clock.
    n            bigint NOT NULL,
    made_ms      bigint NOT NULL,
    drilled_ms   bigint NOT NULL
);

-- Streams of which a second history was seen: a phone was restored from a backup, or copied. Both histories are kept;
-- somebody should look at the phone.
CREATE TABLE fork (
    authority_id uuid   NOT NULL,
    stream       uuid   NOT NULL,
    device_id    uuid   NOT NULL,
    -- The first number known to differ, and when that was first seen.
    at_seq       bigint NOT NULL,
    seen_ms      bigint NOT NULL,
    PRIMARY KEY (authority_id, stream),
    FOREIGN KEY (authority_id, stream) REFERENCES stream (authority_id, stream)
);
