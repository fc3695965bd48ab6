-- What people began at this machine and have not sent.

CREATE TABLE reply_drafts (
    -- The text of a reply that was begun, one an item.
    item       INTEGER PRIMARY KEY REFERENCES items (id),
    text       TEXT NOT NULL CHECK (text <> ''),
    written_at INTEGER NOT NULL
) STRICT;
