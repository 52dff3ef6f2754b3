-- The ledger on PostgreSQL. Its twin for SQLite stands in ../sqlite; one suite of tests runs on both.
--
-- Every key begins with authority_id: one authority's rows lie together, so that a table can be partitioned or sharded by
-- it without a change, and no statement can reach another authority's rows by leaving a column out.
--
-- Ids are of type uuid: sixteen bytes with no length before them, and readable in psql. Streams are 128 random bits and no
-- UUID of any version, but the type does not ask. Hashes are bytea of 32.
--
-- Events are never updated but to erase them. The account that serves owns these tables, since it also migrates them,
-- and an owner cannot be refused by a grant; so triggers do it, as in the twin. Whoever drops them can still be told by
-- the hash chains.

CREATE TABLE authority (
    authority_id uuid   PRIMARY KEY,
    name         text   NOT NULL,
    -- Goes up when this ledger is restored from a backup: a device that has seen a greater head then knows why.
    epoch        bigint NOT NULL CHECK (epoch >= 1),
    own_stream   uuid   NOT NULL,
    -- The change counter. It is a row and not a sequence: a sequence gives numbers out of commit order, and a reader
    -- who has seen 7 then never sees the 6 that commits later (hasura/graphql-engine #8632). Each writer updates it
    -- last, and so holds it for the shortest time; the next waits until that commit can be seen by all.
    n            bigint NOT NULL DEFAULT 0
)
-- Every write makes a new version of this one row. With room left on its page that is done in place, and no index grows.
WITH (fillfactor = 10);

CREATE TABLE device (
    authority_id uuid   NOT NULL REFERENCES authority,
    device_id    uuid   NOT NULL,
    champion_id  uuid   NOT NULL,
    stream       uuid   NOT NULL,
    signing_key  bytea  NOT NULL CHECK (octet_length(signing_key) = 32),
    deposit_key  bytea  NOT NULL CHECK (octet_length(deposit_key) = 32),
    enrolled_ms  bigint NOT NULL,
    -- Change numbers, so that a return counted again at its n sees the devices of that moment and no other.
    enrolled_n   bigint NOT NULL,
    revoked_ms   bigint,
    revoked_n    bigint,
    PRIMARY KEY (authority_id, device_id),
    CHECK ((revoked_ms IS NULL) = (revoked_n IS NULL))
);

-- One row per stream, locked first while it is appended to. Its head stands here and not only in the last position, so
-- that the check "is it still where I worked this out" is one row.
CREATE TABLE stream (
    authority_id uuid   NOT NULL,
    stream       uuid   NOT NULL,
    -- Null for the centre's own.
    device_id    uuid,
    champion_id  uuid,
    seq          bigint NOT NULL DEFAULT 0,
    h            bytea  NOT NULL CHECK (octet_length(h) = 32),
    -- Up to here it is in a backup that was restored in a drill.
    durable_seq  bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (authority_id, stream),
    CHECK ((device_id IS NULL) = (champion_id IS NULL))
)
-- Heads move with every push, in place for the same reason as above.
WITH (fillfactor = 50);

-- What happened, once per id and body: a phone that was restored sends the same event in a new stream, and it is
-- one event. Two bodies under one id both stay, and both are quarantined.
CREATE TABLE event (
    authority_id uuid  NOT NULL,
    event_id     uuid  NOT NULL,
    body_hash    bytea NOT NULL CHECK (octet_length(body_hash) = 32),
    -- Null once erased. The hash stays, which says nothing without the salt, so that the chain stays provable.
    salt         bytea CHECK (octet_length(salt) = 16),
    -- Bytes and not text: text here cannot hold a zero byte, and what came is stored whatever is in it.
    body         bytea,
    PRIMARY KEY (authority_id, event_id, body_hash),
    CHECK ((salt IS NULL) = (body IS NULL))
);

CREATE TABLE position (
    authority_id uuid   NOT NULL,
    stream       uuid   NOT NULL,
    seq          bigint NOT NULL CHECK (seq >= 1),
    event_id     uuid   NOT NULL,
    body_hash    bytea  NOT NULL,
    h            bytea  NOT NULL CHECK (octet_length(h) = 32),
    n            bigint NOT NULL,
    PRIMARY KEY (authority_id, stream, seq),
    FOREIGN KEY (authority_id, stream) REFERENCES stream (authority_id, stream),
    FOREIGN KEY (authority_id, event_id, body_hash) REFERENCES event (authority_id, event_id, body_hash)
);

-- The order in which a book reads the ledger. Unique, so that a number given twice could not be committed.
CREATE UNIQUE INDEX position_by_n ON position (authority_id, n);

-- Files too large for an event, named by the hash that an event states.
CREATE TABLE blob (
    authority_id uuid  NOT NULL REFERENCES authority,
    kind         text  NOT NULL CHECK (kind IN ('area_pack', 'birth_list', 'frozen_return', 'linkage_model')),
    sha256       bytea NOT NULL CHECK (octet_length(sha256) = 32),
    bytes        bytea NOT NULL,
    PRIMARY KEY (authority_id, kind, sha256)
);

-- Of a one-time code only its keyed hash is here, and the key is not: who reads this table can enrol nobody.
CREATE TABLE invitation (
    authority_id uuid   NOT NULL REFERENCES authority,
    code_hash    bytea  NOT NULL CHECK (octet_length(code_hash) = 32),
    champion_id  uuid   NOT NULL,
    expires_ms   bigint NOT NULL,
    -- The device that used it up. It may ask again with the same keys, since its first reply may have been lost.
    device_id    uuid,
    PRIMARY KEY (authority_id, code_hash)
);

CREATE TABLE audit (
    authority_id uuid   NOT NULL REFERENCES authority,
    seq          bigint NOT NULL CHECK (seq >= 1),
    -- Canonical JSON: it is what the hash is over.
    line         text   NOT NULL,
    h            bytea  NOT NULL CHECK (octet_length(h) = 32),
    PRIMARY KEY (authority_id, seq)
);

CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END
$$;

-- Once per statement and not per row: the statement is refused whatever it would touch, and no insert pays for it.
CREATE TRIGGER position_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON position
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses('positions are never changed or deleted');
CREATE TRIGGER event_remains BEFORE DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses('events are erased, not deleted');
CREATE TRIGGER event_stays BEFORE UPDATE ON event
FOR EACH ROW WHEN (
    NEW.body IS NOT NULL OR NEW.authority_id <> OLD.authority_id
    OR NEW.event_id <> OLD.event_id OR NEW.body_hash <> OLD.body_hash
)
EXECUTE FUNCTION ledger_refuses('an event is never changed but to erase it');
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses('the audit is never changed or deleted');
