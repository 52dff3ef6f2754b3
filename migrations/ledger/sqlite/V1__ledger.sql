-- The ledger on SQLite. Its twin for PostgreSQL stands in ../postgres; one suite of tests runs on both.
--
-- Every key begins with authority_id: one authority's rows lie together, and can be moved to a database or shard of
-- their own without touching another's. A file holds one authority today; the shape does not assume it.
--
-- Ids are their 16 bytes, hashes their 32: as text they would be twice as long, in each row and each index.
-- Events are never updated but to erase them. SQLite has no roles to forbid it, so triggers do; the owner of the
-- file can drop them, and the hash chains are what shows it.

CREATE TABLE authority (
    authority_id BLOB    PRIMARY KEY CHECK (length(authority_id) = 16),
    name         TEXT    NOT NULL,
    -- Goes up when this ledger is restored from a backup: a device that has seen a greater head then knows why.
    epoch        INTEGER NOT NULL CHECK (epoch >= 1),
    own_stream   BLOB    NOT NULL CHECK (length(own_stream) = 16),
    -- The change counter. It is a row and not a sequence: a sequence gives numbers out of commit order, and a reader
    -- who has seen 7 then never sees the 6 that commits later (hasura/graphql-engine #8632). Each writer updates it
    -- last, and so holds it for the shortest time.
    n            INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE device (
    authority_id BLOB    NOT NULL REFERENCES authority,
    device_id    BLOB    NOT NULL CHECK (length(device_id) = 16),
    champion_id  BLOB    NOT NULL CHECK (length(champion_id) = 16),
    stream       BLOB    NOT NULL CHECK (length(stream) = 16),
    signing_key  BLOB    NOT NULL CHECK (length(signing_key) = 32),
    deposit_key  BLOB    NOT NULL CHECK (length(deposit_key) = 32),
    enrolled_ms  INTEGER NOT NULL,
    -- Change numbers, so that a return counted again at its n sees the devices of that moment and no other.
    enrolled_n   INTEGER NOT NULL,
    revoked_ms   INTEGER,
    revoked_n    INTEGER,
    PRIMARY KEY (authority_id, device_id)
) WITHOUT ROWID;

-- One row per stream, locked while it is appended to. Its head stands here and not only in the last position, so
-- that the check "is it still where I worked this out" is one row.
CREATE TABLE stream (
    authority_id BLOB    NOT NULL REFERENCES authority,
    stream       BLOB    NOT NULL CHECK (length(stream) = 16),
    -- Null for the centre's own.
    device_id    BLOB,
    champion_id  BLOB,
    seq          INTEGER NOT NULL DEFAULT 0,
    h            BLOB    NOT NULL CHECK (length(h) = 32),
    -- Up to here it is in a backup that was restored in a drill.
    durable_seq  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (authority_id, stream),
    CHECK ((device_id IS NULL) = (champion_id IS NULL))
) WITHOUT ROWID;

-- What happened, once per id and body: a phone that was restored sends the same event in a new stream, and it is
-- one event. Two bodies under one id both stay, and both are quarantined.
CREATE TABLE event (
    authority_id BLOB    NOT NULL,
    event_id     BLOB    NOT NULL CHECK (length(event_id) = 16),
    body_hash    BLOB    NOT NULL CHECK (length(body_hash) = 32),
    -- Null once erased. The hash stays, which says nothing without the salt, so that the chain stays provable.
    salt         BLOB,
    -- Bytes and not text: what came is stored whatever is in it.
    body         BLOB,
    PRIMARY KEY (authority_id, event_id, body_hash),
    CHECK ((salt IS NULL) = (body IS NULL))
) WITHOUT ROWID;

CREATE TABLE position (
    authority_id BLOB    NOT NULL,
    stream       BLOB    NOT NULL,
    seq          INTEGER NOT NULL CHECK (seq >= 1),
    event_id     BLOB    NOT NULL,
    body_hash    BLOB    NOT NULL,
    h            BLOB    NOT NULL CHECK (length(h) = 32),
    n            INTEGER NOT NULL,
    PRIMARY KEY (authority_id, stream, seq),
    FOREIGN KEY (authority_id, stream) REFERENCES stream (authority_id, stream),
    FOREIGN KEY (authority_id, event_id, body_hash) REFERENCES event (authority_id, event_id, body_hash)
) WITHOUT ROWID;

-- The order in which a book reads the ledger.
CREATE UNIQUE INDEX position_by_n ON position (authority_id, n);

-- Files too large for an event, named by the hash that an event states.
CREATE TABLE blob (
    authority_id BLOB NOT NULL REFERENCES authority,
    kind         TEXT NOT NULL CHECK (kind IN ('area_pack', 'birth_list', 'frozen_return', 'linkage_model')),
    sha256       BLOB NOT NULL CHECK (length(sha256) = 32),
    bytes        BLOB NOT NULL,
    PRIMARY KEY (authority_id, kind, sha256)
);

-- Of a one-time code only its keyed hash is here, and the key is not: who reads this table can enrol nobody.
CREATE TABLE invitation (
    authority_id BLOB    NOT NULL REFERENCES authority,
    code_hash    BLOB    NOT NULL CHECK (length(code_hash) = 32),
    champion_id  BLOB    NOT NULL CHECK (length(champion_id) = 16),
    expires_ms   INTEGER NOT NULL,
    -- The device that used it up. It may ask again with the same keys, since its first reply may have been lost.
    device_id    BLOB,
    PRIMARY KEY (authority_id, code_hash)
) WITHOUT ROWID;

CREATE TABLE audit (
    authority_id BLOB    NOT NULL REFERENCES authority,
    seq          INTEGER NOT NULL CHECK (seq >= 1),
    -- Canonical JSON: it is what the hash is over.
    line         TEXT    NOT NULL,
    h            BLOB    NOT NULL CHECK (length(h) = 32),
    PRIMARY KEY (authority_id, seq)
) WITHOUT ROWID;

CREATE TRIGGER position_stays BEFORE UPDATE ON position BEGIN SELECT RAISE(ABORT, 'positions are never changed'); END;
CREATE TRIGGER position_remains BEFORE DELETE ON position BEGIN SELECT RAISE(ABORT, 'positions are never deleted'); END;
CREATE TRIGGER event_remains BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are erased, not deleted'); END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event
WHEN NEW.body IS NOT NULL OR NEW.event_id <> OLD.event_id OR NEW.body_hash <> OLD.body_hash
BEGIN SELECT RAISE(ABORT, 'an event is never changed but to erase it'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never deleted'); END;
