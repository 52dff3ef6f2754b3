-- What the desk keeps beside the ledger: who may sign in, who is signed in, and what was said of devices there. Its twin
-- for PostgreSQL stands in ../postgres.
--
-- These rows may change and go: they say who may look, not what happened. What was done at the desk is in the audit.
-- Nothing here lets anybody in by itself. Passwords are argon2id with a key that is not in this database; codes and
-- sessions are keyed hashes; the secret of an authenticator app is worked out from that key and totp_salt.

CREATE TABLE account (
    authority_id     BLOB    NOT NULL REFERENCES authority,
    account_id       BLOB    NOT NULL CHECK (length(account_id) = 16),
    name             TEXT    NOT NULL,
    -- The name as it is compared: two that differ by case or spaces would be taken for each other.
    name_key         TEXT    NOT NULL,
    role             TEXT    NOT NULL CHECK (role IN ('coordinator', 'commissioner', 'data_officer', 'administrator')),
    -- The team it is bound to; null for the whole programme.
    team_id          BLOB,
    created_ms       INTEGER NOT NULL,
    totp_salt        BLOB    NOT NULL CHECK (length(totp_salt) = 16),
    -- The last half minute whose code was used: a code is good once.
    totp_step        INTEGER NOT NULL DEFAULT 0,
    -- Null until it is set up, and again once it is to be set up anew.
    password_hash    TEXT,
    setup_hash       BLOB,
    setup_expires_ms INTEGER,
    last_sign_in_ms  INTEGER,
    ended_ms         INTEGER,
    PRIMARY KEY (authority_id, account_id),
    UNIQUE (authority_id, name_key),
    CHECK ((setup_hash IS NULL) = (setup_expires_ms IS NULL))
) WITHOUT ROWID;

-- Codes for when the authenticator app is lost. A used one is gone.
CREATE TABLE account_recovery (
    authority_id BLOB NOT NULL,
    account_id   BLOB NOT NULL,
    code_hash    BLOB NOT NULL CHECK (length(code_hash) = 32),
    PRIMARY KEY (authority_id, account_id, code_hash),
    FOREIGN KEY (authority_id, account_id) REFERENCES account (authority_id, account_id)
) WITHOUT ROWID;

CREATE TABLE desk_session (
    authority_id BLOB    NOT NULL,
    -- Of the cookie only its keyed hash is here: who reads this table is nobody by it.
    token_hash   BLOB    NOT NULL CHECK (length(token_hash) = 32),
    account_id   BLOB    NOT NULL,
    started_ms   INTEGER NOT NULL,
    seen_ms      INTEGER NOT NULL,
    -- When a password and a code were last given.
    stepped_ms   INTEGER NOT NULL,
    PRIMARY KEY (authority_id, token_hash),
    FOREIGN KEY (authority_id, account_id) REFERENCES account (authority_id, account_id)
) WITHOUT ROWID;

-- When a device last asked for anything, to the minute.
CREATE TABLE device_seen (
    authority_id BLOB    NOT NULL,
    device_id    BLOB    NOT NULL,
    seen_ms      INTEGER NOT NULL,
    PRIMARY KEY (authority_id, device_id)
) WITHOUT ROWID;

-- Codes that were made at the desk: a device let in by one waits for its check phrase to be confirmed.
CREATE TABLE invitation_check (
    authority_id BLOB NOT NULL,
    code_hash    BLOB NOT NULL,
    PRIMARY KEY (authority_id, code_hash),
    FOREIGN KEY (authority_id, code_hash) REFERENCES invitation (authority_id, code_hash)
) WITHOUT ROWID;

-- Asked at each pull: by which code a device was let in.
CREATE INDEX invitation_by_device ON invitation (authority_id, device_id);

CREATE TABLE device_check (
    authority_id BLOB    NOT NULL,
    device_id    BLOB    NOT NULL,
    confirmed_ms INTEGER NOT NULL,
    account_id   BLOB    NOT NULL,
    PRIMARY KEY (authority_id, device_id),
    FOREIGN KEY (authority_id, device_id) REFERENCES device (authority_id, device_id)
) WITHOUT ROWID;

-- What commissioners were shown, once per month and never again otherwise: two versions of one month could be set
-- against each other, and the difference is a child.
CREATE TABLE release (
    authority_id BLOB NOT NULL REFERENCES authority,
    month        TEXT NOT NULL,
    json         TEXT NOT NULL,
    PRIMARY KEY (authority_id, month)
) WITHOUT ROWID;

CREATE TRIGGER release_stays BEFORE UPDATE ON release BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;
CREATE TRIGGER release_remains BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'a release is never deleted'); END;
