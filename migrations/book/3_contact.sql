-- What champions record of their work.

CREATE TABLE session (
    id       BLOB NOT NULL PRIMARY KEY,
    venue    BLOB NOT NULL,
    slot     BLOB,
    activity TEXT NOT NULL,
    on_date  TEXT NOT NULL,
    starts   TEXT NOT NULL,
    ends     TEXT NOT NULL,
    status   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The natural key, by which twins are found: two champions who open one drop-in offline make two records of it.
CREATE INDEX session_twins ON session (venue, on_date, activity, starts);
CREATE INDEX session_day ON session (on_date);

CREATE TABLE attendance (
    id      BLOB NOT NULL PRIMARY KEY,
    session BLOB NOT NULL,
    person  BLOB,                -- Null for people counted without a name,
    band    TEXT,                -- of whom this is known
    count   INTEGER NOT NULL,    -- and their number; 1 for a person.
    on_date TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_session ON attendance (session);
CREATE INDEX attendance_person ON attendance (person) WHERE person IS NOT NULL;

CREATE TABLE visit (
    id      BLOB NOT NULL PRIMARY KEY,
    family  BLOB,
    setting TEXT NOT NULL,
    outcome TEXT NOT NULL,
    minutes INTEGER,
    on_date TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_family ON visit (family) WHERE family IS NOT NULL;

CREATE TABLE visit_person (
    visit  BLOB NOT NULL,
    person BLOB NOT NULL,
    PRIMARY KEY (visit, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_person_person ON visit_person (person);

CREATE TABLE signpost (
    id       BLOB NOT NULL PRIMARY KEY,
    person   BLOB,
    session  BLOB,
    service  BLOB,
    unlisted TEXT,               -- The name of a service that is not in the directory.
    outcome  TEXT NOT NULL,
    on_date  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE response (
    id      BLOB NOT NULL PRIMARY KEY,
    form    BLOB NOT NULL,
    person  BLOB,
    session BLOB,
    channel TEXT NOT NULL,
    on_date TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE shift (
    id       BLOB NOT NULL PRIMARY KEY,
    champion BLOB NOT NULL,
    session  BLOB,
    minutes  INTEGER,            -- Null where it has the session's own length.
    on_date  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE week_closed (
    id          BLOB    NOT NULL PRIMARY KEY,
    stream      BLOB    NOT NULL,
    week        TEXT    NOT NULL,
    through_seq INTEGER NOT NULL  -- The 64 bits of an unsigned number.
) STRICT, WITHOUT ROWID;
