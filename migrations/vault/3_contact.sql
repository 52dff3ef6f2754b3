-- What the centre said. One row, beside the receipts.
CREATE TABLE contact (
    only      INTEGER PRIMARY KEY CHECK (only = 1),
    epoch     INTEGER NOT NULL,
    -- The latest the centre's clock was seen to be: a wall clock far behind it is wrong. Never goes back.
    server_ms INTEGER NOT NULL,
    -- When the centre was last reached, by its own clock.
    last_ms   INTEGER NOT NULL,
    -- Where the next pull goes on; stored together with the page that it follows.
    cursor    TEXT,
    pulled_n  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every receipt whose signature and head were right, as it came: with it a champion can prove what was handed over.
CREATE TABLE receipt (
    number        INTEGER PRIMARY KEY,
    stream        INTEGER NOT NULL REFERENCES stream (number),
    acked_through INTEGER NOT NULL,
    json          TEXT    NOT NULL,
    signature     BLOB    NOT NULL
) STRICT;

-- The change numbers that receipts gave, in runs: what a champion and a coordinator both see as a receipt number.
CREATE TABLE number_run (
    stream      INTEGER NOT NULL REFERENCES stream (number),
    from_seq    INTEGER NOT NULL,
    through_seq INTEGER NOT NULL,
    first_n     INTEGER NOT NULL,
    PRIMARY KEY (stream, from_seq)
) STRICT, WITHOUT ROWID;

-- What the centre keeps aside of this device's events, with the reason, until it is mended.
CREATE TABLE quarantined (
    stream INTEGER NOT NULL REFERENCES stream (number),
    seq    INTEGER NOT NULL,
    code   TEXT    NOT NULL,
    field  TEXT,
    -- What mends it: 'again', 'coordinator', 'wait'.
    mend   TEXT    NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
