-- Events that are kept and that no book takes in: bodies that cannot be read, or that their sender may not state. Whoever
-- sees to the records is shown them; of their words nothing is here.
CREATE TABLE kept_out (
    stream   BLOB    NOT NULL,
    seq      INTEGER NOT NULL,
    event_id BLOB    NOT NULL,
    n        INTEGER NOT NULL,
    code     TEXT    NOT NULL,
    field    TEXT    NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
