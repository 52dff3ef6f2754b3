-- Questions to champions about two records, and what they answered. Decisions themselves are in `link`.

CREATE TABLE enquiry (
    id       BLOB NOT NULL PRIMARY KEY,
    "left"   BLOB NOT NULL,
    "right"  BLOB NOT NULL,
    champion BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enquiry_answer (
    id      BLOB NOT NULL PRIMARY KEY,
    enquiry BLOB NOT NULL,
    says    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX enquiry_answer_enquiry ON enquiry_answer (enquiry);
