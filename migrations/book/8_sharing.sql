-- What other controllers share. No row here says anything of a child: a list is a file in the ledger, and a row of it is
-- named by a keyed hash.

CREATE TABLE agreement (id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE birth_list (id BLOB NOT NULL PRIMARY KEY, agreement BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE birth_list_run (id BLOB NOT NULL PRIMARY KEY, list BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE follow_up (id BLOB NOT NULL PRIMARY KEY, list BLOB NOT NULL) STRICT, WITHOUT ROWID;
