-- Views that a device pulled from the centre. They are not made from this device's events: they survive a rebuild of
-- the book, are never hashed, and never overwrite what was recorded here; screens read own rows first, then these.
CREATE TABLE IF NOT EXISTS pulled (
    kind    TEXT    NOT NULL,
    id      BLOB    NOT NULL,
    n       INTEGER NOT NULL,
    -- Which full list last named it. When a full list ends, whatever it did not name has left the scope.
    listing INTEGER NOT NULL,
    body    TEXT    NOT NULL,
    search  TEXT,                -- Of a person: as in `person`.
    family  BLOB,                -- Of a person.
    on_date TEXT,                -- Of a session.
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pulled_family ON pulled (family) WHERE family IS NOT NULL;
CREATE INDEX IF NOT EXISTS pulled_day ON pulled (on_date) WHERE on_date IS NOT NULL;

-- The number of the full list that is being, or was last, received.
CREATE TABLE IF NOT EXISTS pulled_listing (
    only    INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    listing INTEGER NOT NULL
) STRICT;
