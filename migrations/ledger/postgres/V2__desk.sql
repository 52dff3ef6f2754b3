-- What the desk keeps beside the ledger. Its twin for SQLite stands in ../sqlite and says why each table is as it is.

CREATE TABLE account (
    authority_id     uuid   NOT NULL REFERENCES authority,
    account_id       uuid   NOT NULL,
    name             text   NOT NULL,
    name_key         text   NOT NULL,
    role             text   NOT NULL CHECK (role IN ('coordinator', 'commissioner', 'data_officer', 'administrator')),
    team_id          uuid,
    created_ms       bigint NOT NULL,
    totp_salt        bytea  NOT NULL CHECK (octet_length(totp_salt) = 16),
    totp_step        bigint NOT NULL DEFAULT 0,
    password_hash    text,
    setup_hash       bytea,
    setup_expires_ms bigint,
    last_sign_in_ms  bigint,
    ended_ms         bigint,
    PRIMARY KEY (authority_id, account_id),
    UNIQUE (authority_id, name_key),
    CHECK ((setup_hash IS NULL) = (setup_expires_ms IS NULL))
);

CREATE TABLE account_recovery (
    authority_id uuid  NOT NULL,
    account_id   uuid  NOT NULL,
    code_hash    bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    PRIMARY KEY (authority_id, account_id, code_hash),
    FOREIGN KEY (authority_id, account_id) REFERENCES account (authority_id, account_id)
);

CREATE TABLE desk_session (
    authority_id uuid   NOT NULL,
    token_hash   bytea  NOT NULL CHECK (octet_length(token_hash) = 32),
    account_id   uuid   NOT NULL,
    started_ms   bigint NOT NULL,
    seen_ms      bigint NOT NULL,
    stepped_ms   bigint NOT NULL,
    PRIMARY KEY (authority_id, token_hash),
    FOREIGN KEY (authority_id, account_id) REFERENCES account (authority_id, account_id)
);

CREATE TABLE device_seen (
    authority_id uuid   NOT NULL,
    device_id    uuid   NOT NULL,
    seen_ms      bigint NOT NULL,
    PRIMARY KEY (authority_id, device_id)
);

CREATE TABLE invitation_check (
    authority_id uuid  NOT NULL,
    code_hash    bytea NOT NULL,
    PRIMARY KEY (authority_id, code_hash),
    FOREIGN KEY (authority_id, code_hash) REFERENCES invitation (authority_id, code_hash)
);

-- Asked at each pull: by which code a device was let in.
CREATE INDEX invitation_by_device ON invitation (authority_id, device_id);

CREATE TABLE device_check (
    authority_id uuid   NOT NULL,
    device_id    uuid   NOT NULL,
    confirmed_ms bigint NOT NULL,
    account_id   uuid   NOT NULL,
    PRIMARY KEY (authority_id, device_id),
    FOREIGN KEY (authority_id, device_id) REFERENCES device (authority_id, device_id)
);

CREATE TABLE release (
    authority_id uuid NOT NULL REFERENCES authority,
    month        text NOT NULL,
    json         text NOT NULL,
    PRIMARY KEY (authority_id, month)
);

CREATE TRIGGER release_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON release
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses('a release is never changed or deleted');
