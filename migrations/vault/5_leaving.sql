-- What may leave this device, and when. All times are the centre's, as it told them at a contact: no clock of the device
-- makes anything leave sooner or stay longer.

-- When a mark of a stream was first seen to be so far. An event behind it was acknowledged, or durable, no later than the
-- first of these that names it. Where a mark goes back, those beyond it go too.
CREATE TABLE reached (
    stream     INTEGER NOT NULL REFERENCES stream (number),
    mark       TEXT    NOT NULL CHECK (mark IN ('acked', 'durable')),
    through    INTEGER NOT NULL,
    at_ms      INTEGER NOT NULL,
    PRIMARY KEY (stream, mark, through)
) STRICT, WITHOUT ROWID;

-- Own events that were erased at the centre: their words are gone, and what anybody says of them later is moot. A table
-- of its own, because the words of an event may also leave for having been held long enough.
CREATE TABLE erased (
    event_id BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- When this device last let go of what may leave.
CREATE TABLE let_go (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    at_ms INTEGER NOT NULL
) STRICT;

-- Sealed copies of records that this vault does not have, since its file went back in time, and that the centre keeps now.
CREATE TABLE sent_beside (
    stream BLOB    NOT NULL,
    seq    INTEGER NOT NULL,
    mark   BLOB    NOT NULL,
    PRIMARY KEY (stream, seq, mark)
) STRICT, WITHOUT ROWID;

-- Contacts at which the centre asked for this vault to be destroyed.
CREATE TABLE told_to_wipe (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    tries INTEGER NOT NULL
) STRICT;
