-- Answers a team writes once and uses often, and the words in a comment that bring them up.

CREATE TABLE keyword_rules (
    -- Words that say what a comment is about. The four with a topic are built in; their common words are the program's,
    -- `words` adds the team's own.
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7
    topic       INTEGER UNIQUE,                -- 1 price, 2 availability, 3 shipping, 4 complaint; NULL: a team's own rule
    name        TEXT NOT NULL,                 -- of a team's own rule; empty for a topic
    words       TEXT NOT NULL CHECK (json_valid(words)), -- JSON array
    needs_human INTEGER NOT NULL CHECK (needs_human IN (0, 1)), -- offers nothing: a person has to look
    active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    removed_at  INTEGER
) STRICT;

INSERT INTO keyword_rules (uid, topic, name, words, needs_human) VALUES
    (x'00000000000070008000000000000001', 1, '', '[]', 0),
    (x'00000000000070008000000000000002', 2, '', '[]', 0),
    (x'00000000000070008000000000000003', 3, '', '[]', 0),
    (x'00000000000070008000000000000004', 4, '', '[]', 1);

CREATE TABLE saved_replies (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7
    title      TEXT NOT NULL,
    shortcut   TEXT,                           -- what is typed after `;`, in small letters
    text       TEXT NOT NULL,                  -- with variables in braces
    account    INTEGER REFERENCES accounts (id), -- NULL: for every account
    rule       INTEGER REFERENCES keyword_rules (id), -- the words that bring it up
    removed_at INTEGER                         -- not NULL: shown nowhere; it can be brought back
) STRICT;

CREATE TABLE saved_reply_uses (
    -- Which saved reply an action of the outbox began as; written in the transaction that queues the action.
    action BLOB PRIMARY KEY NOT NULL CHECK (length(action) = 16), -- uid in `outbox`
    reply  INTEGER NOT NULL REFERENCES saved_replies (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX saved_reply_uses_by_reply ON saved_reply_uses (reply);
