-- Who this device is and whom it believes. Written once, when the centre lets the device in; nothing is asked of the
-- network again before the first sync.
CREATE TABLE enrolment (
    only            INTEGER PRIMARY KEY CHECK (only = 1),
    address         TEXT NOT NULL,
    -- JSON, as the authority signed it: it re-admits the device to a centre restored from before.
    certificate     TEXT NOT NULL,
    authority_key   BLOB NOT NULL,
    centre_seal_key BLOB NOT NULL,
    centre_sign_key BLOB NOT NULL,
    -- The private half. It signs requests, and so needs an open vault; deposits without a PIN have a key of their own,
    -- outside.
    signing_key     BLOB NOT NULL
) STRICT;
