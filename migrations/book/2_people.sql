-- Tables of nouns hold only what stands: a voided record has its row in `record` and none here, so that no query can
-- forget to leave it out. References are not declared as foreign keys, since what a record names may arrive later.

CREATE TABLE person (
    id         BLOB NOT NULL PRIMARY KEY,
    role       TEXT NOT NULL,
    family     BLOB,
    given_name TEXT,
    surname    TEXT,
    -- The names folded to plain letters, each word after a space: found by the beginning of any word.
    search     TEXT NOT NULL,
    birth      TEXT,
    postcode   TEXT,
    relation   TEXT,
    due        TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX person_family ON person (family) WHERE family IS NOT NULL;

-- Every value asserted for a birth or postcode of a person that was corrected. For anybody else the person's own row
-- says it all. Residence on an earlier day is read from here.
CREATE TABLE assertion (
    person    BLOB    NOT NULL,
    field     TEXT    NOT NULL,
    on_date   TEXT    NOT NULL,
    hlc_ms    INTEGER NOT NULL,
    hlc_count INTEGER NOT NULL,
    event_id  BLOB    NOT NULL,
    value     TEXT,              -- Null where it was taken out or is no text.
    stands    INTEGER NOT NULL,
    PRIMARY KEY (person, field, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE family (
    id    BLOB NOT NULL PRIMARY KEY,
    label TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE registration (
    id      BLOB NOT NULL PRIMARY KEY,
    person  BLOB NOT NULL,
    on_date TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_person ON registration (person);

-- People's decisions on pairs. An unlinked one is voided, and so not here.
CREATE TABLE link (
    id       BLOB NOT NULL PRIMARY KEY,
    "left"   BLOB NOT NULL,
    "right"  BLOB NOT NULL,
    verdict  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
