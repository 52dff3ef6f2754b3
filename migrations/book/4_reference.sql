-- What the centre sets up. The words of each stand in its payload; here is what a query joins or orders by.

CREATE TABLE authority (id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE team (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE venue (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE service (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    id         BLOB    NOT NULL PRIMARY KEY,
    venue      BLOB    NOT NULL,
    weekday    INTEGER NOT NULL,
    starts     TEXT    NOT NULL,
    valid_from TEXT    NOT NULL,
    valid_to   TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE champion (
    id      BLOB    NOT NULL PRIMARY KEY,
    name    TEXT    NOT NULL,
    team    BLOB    NOT NULL,
    cleared INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX champion_team ON champion (team);

CREATE TABLE form (
    id      BLOB    NOT NULL PRIMARY KEY,
    "key"   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    title   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE area_adopted (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE model_adopted (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE return_frozen (
    id       BLOB    NOT NULL PRIMARY KEY,
    week     TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    sha256   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
