-- Direct messages: a conversation is an item, its messages are the entries.

CREATE TABLE conversations (
    id              INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL UNIQUE,
    account         INTEGER NOT NULL REFERENCES accounts (id),
    item            INTEGER NOT NULL UNIQUE REFERENCES items (id),
    person          TEXT,                      -- Instagram-scoped id of the other side
    username        TEXT,
    name            TEXT,                      -- of the profile; asked for only where no handle was told
    profile_at      INTEGER,                   -- when the profile was asked for last, whatever came of it
    updated_at      INTEGER NOT NULL,          -- updated_time as the platform told it last
    read_to         INTEGER,                   -- the updated_time up to which messages were read; NULL: none was
    checked_at      INTEGER,                   -- when its newest messages were read last
    retry_at        INTEGER,                   -- it could not be read: not again before this
    theirs_at       INTEGER                    -- their last message, which opens the window for answers
) STRICT;

CREATE INDEX conversations_to_read ON conversations (account, updated_at) WHERE read_to IS NULL OR read_to < updated_at;
CREATE INDEX conversations_by_person ON conversations (account, person) WHERE person IS NOT NULL;

CREATE TABLE messages (
    -- What was said. Words are kept here; of media that people sent only the kind and the id, never the file or its
    -- address: a rule of the platform. AUTOINCREMENT: of equal seconds the number says which came later.
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    mid             TEXT NOT NULL,
    account         INTEGER NOT NULL REFERENCES accounts (id),
    item            INTEGER NOT NULL REFERENCES items (id),
    kind            INTEGER NOT NULL,          -- 1 text, 2 attachment, 3 shared post, 4 reply to a story,
                                               -- 5 mention in a story, 6 not shown to programs
    ours            INTEGER NOT NULL CHECK (ours IN (0, 1)),
    sent_by         TEXT,                      -- ours: member who wrote it here; NULL: on the phone or with another tool
    text            TEXT,
    attachments     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(attachments)), -- [{"kind": …, "id": …}]
    story           TEXT,                      -- media id of the story it answers or that mentions the account
    reply_to        TEXT,                      -- mid of the message it answers
    reaction_theirs TEXT,
    reaction_ours   TEXT,
    written_at      INTEGER,
    sort_at         INTEGER NOT NULL,          -- written_at, or first_seen_at where that is missing
    gap             INTEGER NOT NULL DEFAULT 0 CHECK (gap IN (0, 1)), -- what stands before it may not be readable any more
    gone_at         INTEGER,                   -- taken back: words and attachments were wiped
    read_at         INTEGER,
    done_at         INTEGER,
    answered        INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1)), -- theirs, and ours stands behind it
    first_seen_at   INTEGER NOT NULL,
    lang            TEXT,                      -- as of comments
    traits          INTEGER,                   -- as of comments
    UNIQUE (account, mid)
) STRICT;

-- The entries of a conversation in their order, with everything that is kept of them on the item and what filters ask.
CREATE INDEX messages_by_item
    ON messages (item, sort_at, id, ours, gone_at, done_at, answered, read_at, account, traits, lang);

-- The view of mentions.
CREATE INDEX messages_mentions ON messages (item) WHERE kind = 5 AND gone_at IS NULL;

-- What is still to be read of the words, newest first.
CREATE INDEX messages_to_tell ON messages (sort_at) WHERE traits IS NULL;

-- Words that changed are read again.
CREATE TRIGGER messages_words_changed AFTER UPDATE OF text ON messages
    WHEN NEW.text IS NOT OLD.text AND NEW.traits IS NOT NULL BEGIN
    UPDATE messages SET traits = NULL, lang = NULL WHERE id = NEW.id;
END;

-- The view of questions.
CREATE INDEX messages_open_questions ON messages (item)
    WHERE ours = 0 AND gone_at IS NULL AND done_at IS NULL AND answered = 0 AND traits & 1;

-- Conversations by when the other side last wrote: whose window closes soon.
CREATE INDEX conversations_by_theirs ON conversations (theirs_at, item) WHERE theirs_at IS NOT NULL;

-- When the time to answer ends, while less than a day of it is left; a task keeps it as time goes by.
ALTER TABLE items ADD COLUMN closes_at INTEGER;

CREATE INDEX items_with_close ON items (id) WHERE closes_at IS NOT NULL;
CREATE INDEX items_closing ON items (closes_at, account, id, open, snoozed_until, muted_at)
    WHERE open > 0 AND snoozed_until IS NULL AND muted_at IS NULL AND closes_at IS NOT NULL;

-- A comment can be answered in private once, by anybody.
ALTER TABLE comments ADD COLUMN private_reply_at INTEGER;  -- since when we know that it was
ALTER TABLE comments ADD COLUMN private_reply_mid TEXT;    -- the message, where it was sent here
ALTER TABLE comments ADD COLUMN private_reply_by TEXT;     -- the member who wrote it here

CREATE INDEX comments_private_replies ON comments (private_reply_mid) WHERE private_reply_mid IS NOT NULL;

ALTER TABLE outbox ADD COLUMN asked_at INTEGER;            -- when a person last said that it is to go; NULL: queued_at
