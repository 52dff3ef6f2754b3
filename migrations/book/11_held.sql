-- Events that a device sent after its access was ended. They are taken in once a coordinator accepts them, be it before or
-- after they come; what follows from that stands in the other tables, and these stay as they are.
CREATE TABLE held (
    event_id  BLOB    NOT NULL,
    body_hash BLOB    NOT NULL,
    kind      TEXT    NOT NULL,
    on_date   TEXT    NOT NULL,
    hlc_ms    INTEGER NOT NULL,
    hlc_count INTEGER NOT NULL,
    champion  BLOB    NOT NULL,
    "of"      BLOB,              -- The event that it corrects, as it says.
    payload   TEXT,              -- Null once what it corrects is erased.
    PRIMARY KEY (event_id, body_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_of ON held ("of") WHERE "of" IS NOT NULL;

-- Each place at which such an event came.
CREATE TABLE held_at (
    event_id  BLOB    NOT NULL,
    body_hash BLOB    NOT NULL,
    stream    BLOB    NOT NULL,
    seq       INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    PRIMARY KEY (event_id, body_hash, stream, seq)
) STRICT, WITHOUT ROWID;

-- What coordinators accepted, with the least change number at which somebody did.
CREATE TABLE accepted (
    event_id  BLOB    NOT NULL,
    body_hash BLOB    NOT NULL,
    n         INTEGER NOT NULL,
    PRIMARY KEY (event_id, body_hash)
) STRICT, WITHOUT ROWID;
