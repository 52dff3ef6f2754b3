-- Who is whom under the model in use and people's decisions: a copy of what linkage says, kept so that a pull need not
-- ask it again. It follows from the other tables and a model, so it is no part of the fingerprint.

-- One row for each record that is not the least of its person's: that record, and the least.
CREATE TABLE same_person (
    person BLOB NOT NULL PRIMARY KEY,
    least  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX same_person_least ON same_person (least);

-- What it was worked out from: the model, a hash of all that linkage was told, and the change number at which that was
-- so. Nearly everything that happens changes nobody, and a session may: two first names at one are two people.
CREATE TABLE same_person_of (
    only     INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    model    BLOB    NOT NULL,
    compared BLOB    NOT NULL,
    head     INTEGER NOT NULL
) STRICT;
