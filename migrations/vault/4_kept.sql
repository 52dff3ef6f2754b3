-- What is typed on a screen and not recorded yet. It is no event and never leaves the device; it is here, and not in
-- the browser's own storage, because here it is encrypted and flushed through to the disk.
CREATE TABLE kept (
    key     TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    at_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
