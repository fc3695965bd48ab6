-- What a team writes down for itself: labels, internal notes, who of the team decided what.

CREATE TABLE labels (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7, the same on every machine
    name       TEXT NOT NULL,
    folded     TEXT NOT NULL,                  -- the name in small letters: two labels never differ in case alone
    colour     INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 12),
    place      INTEGER NOT NULL,               -- order of the list
    removed_at INTEGER                         -- not NULL: shown nowhere; bringing it back brings back where it was
) STRICT;

CREATE UNIQUE INDEX labels_by_name ON labels (folded) WHERE removed_at IS NULL;

CREATE TABLE item_labels (
    item  INTEGER NOT NULL REFERENCES items (id),
    label INTEGER NOT NULL REFERENCES labels (id),
    PRIMARY KEY (item, label)
) STRICT, WITHOUT ROWID;

CREATE INDEX item_labels_by_label ON item_labels (label, item);

CREATE TABLE person_cards (
    -- People about whom something was written down, as one account sees them. Events name them by `uid`, so that the log
    -- holds no handle.
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    uid      BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7
    account  INTEGER NOT NULL REFERENCES accounts (id),
    person   TEXT,                             -- Instagram-scoped id
    username TEXT,                             -- how they are known where the platform gave no id
    CHECK (person IS NOT NULL OR username IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX person_cards_by_person ON person_cards (account, person) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX person_cards_by_username ON person_cards (account, username) WHERE person IS NULL;

CREATE TABLE person_labels (
    card  INTEGER NOT NULL REFERENCES person_cards (id),
    label INTEGER NOT NULL REFERENCES labels (id),
    PRIMARY KEY (card, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    -- Internal notes; their words lie in `content` under `note:<uid>`.
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7
    item       INTEGER REFERENCES items (id),
    card       INTEGER REFERENCES person_cards (id),
    author     INTEGER NOT NULL REFERENCES members (id),
    written_at INTEGER NOT NULL,
    removed_at INTEGER,                        -- taken away; forgotten for good at the next start
    CHECK ((item IS NULL) <> (card IS NULL))
) STRICT;

CREATE INDEX notes_by_item ON notes (item, removed_at, id);
CREATE INDEX notes_by_card ON notes (card, removed_at, id);
CREATE INDEX notes_removed ON notes (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE note_drafts (
    -- The words of a note that was begun at this machine and not saved, one an item and one a person.
    item       INTEGER UNIQUE REFERENCES items (id),
    card       INTEGER UNIQUE REFERENCES person_cards (id),
    text       TEXT NOT NULL CHECK (text <> ''),
    written_at INTEGER NOT NULL,
    CHECK ((item IS NULL) <> (card IS NULL))
) STRICT;

-- Who of the team decided. NULL where no member did, and in events older than this column.
ALTER TABLE events ADD COLUMN member INTEGER REFERENCES members (id);

-- The name of the person at this machine stood in two places; from here on it stands in `members`.
INSERT INTO members (uid, name, colour, here)
SELECT unhex(printf('%012x7%s8%s', CAST(unixepoch('subsec') * 1000 AS INTEGER),
                    substr(hex(randomblob(2)), 1, 3), substr(hex(randomblob(8)), 1, 15))),
       value, 1, 1
FROM meta WHERE key = 'member_name' AND NOT EXISTS (SELECT 1 FROM members WHERE here = 1);

UPDATE members SET name = (SELECT value FROM meta WHERE key = 'member_name')
WHERE here = 1 AND EXISTS (SELECT 1 FROM meta WHERE key = 'member_name');

DELETE FROM meta WHERE key = 'member_name';
