-- A request to be let in that somebody carries to the centre as a file: the keys that it named, until the answer comes.
CREATE TABLE asked (
    only        INTEGER PRIMARY KEY CHECK (only = 1),
    address     TEXT NOT NULL,
    signing_key BLOB NOT NULL,
    deposit_key BLOB NOT NULL
) STRICT;
