-- What only a centre asks: which records are this champion's, and which changed since. A device has its own alone, and each index is a page more
-- that a save must encrypt and flush.
CREATE INDEX IF NOT EXISTS record_champion ON record (champion, kind) WHERE champion IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_n ON record (n);
