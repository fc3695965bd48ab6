-- Everything Postroom keeps in its database file. Instants are INTEGER milliseconds since 1970 (UTC); booleans are 0 or 1;
-- ids of the platform are TEXT because they exceed what a JavaScript number holds. The local number `id` of a row never
-- leaves the machine. A released migration is never edited: a change is a new file that only adds.

CREATE TABLE meta (
    -- What the program remembers about itself: installation id, member name, app id …
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE change_counter (
    -- One row. Raised once in every write transaction that changes an item row; `comments.change_seq` carries its value.
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    value INTEGER NOT NULL
) STRICT;

INSERT INTO change_counter (id, value) VALUES (1, 0);

CREATE TABLE machines (
    -- Names of computers, so that an event holds a small number.
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE accounts (
    -- Instagram accounts. A disconnected or erased account keeps its row: events point at its number.
    id              INTEGER PRIMARY KEY,
    user_id         TEXT NOT NULL UNIQUE,      -- `user_id` of /me: the account's key everywhere
    app_scoped_id   TEXT NOT NULL,             -- `id` of /me: how comments of our own name the author
    username        TEXT NOT NULL,
    name            TEXT,
    account_type    TEXT,
    picture_url     TEXT,
    followers       INTEGER,
    media_count     INTEGER,
    permissions     TEXT NOT NULL,             -- JSON array of granted scopes
    client_id       TEXT,                      -- Meta app the token belongs to; NULL for a token pasted from the dashboard
    host_set        TEXT NOT NULL,             -- hosts the token may be sent to
    token_issued_at INTEGER NOT NULL,
    token_expires_at INTEGER,
    connected_at    INTEGER NOT NULL,
    disconnected_at INTEGER,                   -- not NULL: no row of the account is shown anywhere
    colour          INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 12),
    mark            TEXT NOT NULL,             -- two letters
    last_sync_at    INTEGER,                   -- end of the last sync without an error
    sync_error_code TEXT,
    usage_percent   INTEGER,                   -- of the platform's rate limit, as it told last
    paused_reason   TEXT                       -- machine code; NULL: the account works
) STRICT;

CREATE TABLE media (
    -- What is on Instagram.
    id               INTEGER PRIMARY KEY,
    media_id         TEXT NOT NULL UNIQUE,
    account          INTEGER NOT NULL REFERENCES accounts (id),
    kind             INTEGER NOT NULL,         -- 1 image, 2 video, 3 carousel
    product_type     TEXT,
    caption          TEXT,
    permalink        TEXT,
    taken_at         INTEGER,
    like_count       INTEGER,
    comments_count   INTEGER,                  -- as the platform counts, replies included
    comments_enabled INTEGER CHECK (comments_enabled IN (0, 1)),
    picture_url      TEXT,                     -- expires; the picture cache is keyed by media_id
    children         INTEGER NOT NULL DEFAULT 0,
    held_comments    INTEGER NOT NULL DEFAULT 0, -- comments we hold that are not gone; kept by triggers
    walk_after       TEXT,                     -- cursor where an unfinished walk through the comments goes on
    walked_at        INTEGER,                  -- end of the last complete walk
    walked_gap       INTEGER,                  -- comments_count minus held_comments at that moment: what cannot be read
    gone_at          INTEGER,
    first_seen_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX media_by_account ON media (account, taken_at);

CREATE TABLE comments (
    -- Items of the inbox: comments and replies, ours included. AUTOINCREMENT: an open list holds these numbers, so a
    -- number is never given to another row.
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id    TEXT NOT NULL UNIQUE,
    account       INTEGER NOT NULL REFERENCES accounts (id),
    media         INTEGER NOT NULL REFERENCES media (id),
    parent        TEXT,                        -- comment_id of the top-level comment; NULL: this is one
    person        TEXT,                        -- Instagram-scoped id of the author
    username      TEXT,
    text          TEXT,                        -- NULL: the platform gave none (GIF, photo, sticker)
    written_at    INTEGER,
    sort_at       INTEGER NOT NULL,            -- written_at, or first_seen_at where that is missing: the order of lists
    like_count    INTEGER NOT NULL DEFAULT 0,
    hidden        INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    ours          INTEGER NOT NULL DEFAULT 0 CHECK (ours IN (0, 1)),
    answers       TEXT,                        -- our reply: comment_id it was written to
    sent_by       TEXT,                        -- our reply: member who wrote it here
    gone_at       INTEGER,
    read_at       INTEGER,
    done_at       INTEGER,
    answered      INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1)),
    first_seen_at INTEGER NOT NULL,
    change_seq    INTEGER NOT NULL
) STRICT;

CREATE INDEX comments_by_media ON comments (media, sort_at);
CREATE INDEX comments_by_parent ON comments (parent, sort_at) WHERE parent IS NOT NULL;
CREATE INDEX comments_own_replies ON comments (parent, sort_at) WHERE ours = 1 AND gone_at IS NULL AND parent IS NOT NULL;
CREATE INDEX comments_by_person ON comments (account, person) WHERE person IS NOT NULL;
CREATE INDEX comments_by_username ON comments (account, username) WHERE username IS NOT NULL;
CREATE INDEX comments_by_change ON comments (change_seq);

-- One index a view: the order of its list, then what its statement looks at, so that the index alone answers. The columns
-- after `id` are 0 or NULL in nearly every row and take a byte each.
CREATE INDEX comments_needs_reply ON comments (sort_at, account, id, ours, gone_at, hidden, done_at, answered)
    WHERE ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0;
CREATE INDEX comments_unread ON comments (sort_at, account, id, ours, gone_at, hidden, done_at, read_at)
    WHERE ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND read_at IS NULL;
CREATE INDEX comments_hidden ON comments (sort_at, account, id, ours, gone_at, hidden)
    WHERE ours = 0 AND gone_at IS NULL AND hidden = 1;
CREATE INDEX comments_done ON comments (sort_at, account, id, ours, gone_at, done_at)
    WHERE ours = 0 AND gone_at IS NULL AND done_at IS NOT NULL;
CREATE INDEX comments_all ON comments (sort_at, account, id, ours) WHERE ours = 0;

CREATE TRIGGER comments_held_insert AFTER INSERT ON comments WHEN NEW.gone_at IS NULL BEGIN
    UPDATE media SET held_comments = held_comments + 1 WHERE id = NEW.media;
END;

CREATE TRIGGER comments_held_gone AFTER UPDATE OF gone_at ON comments
    WHEN (OLD.gone_at IS NULL) <> (NEW.gone_at IS NULL) BEGIN
    UPDATE media SET held_comments = held_comments + iif(NEW.gone_at IS NULL, 1, -1) WHERE id = NEW.media;
END;

CREATE TRIGGER comments_held_delete AFTER DELETE ON comments WHEN OLD.gone_at IS NULL BEGIN
    UPDATE media SET held_comments = held_comments - 1 WHERE id = OLD.media;
END;

CREATE TABLE outbox (
    -- Every action that leaves the machine is a row here before it is a request.
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    uid                BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7
    account            INTEGER NOT NULL REFERENCES accounts (id),
    kind               INTEGER NOT NULL,       -- 1 reply, 2 hide, 3 unhide, 4 delete, 5 comment switch
    subject            TEXT NOT NULL,          -- comment id, or media id for the switch
    media              TEXT,
    parent             TEXT,                   -- reply: top-level comment it is attached to
    value              INTEGER CHECK (value IN (0, 1)),
    delivery           INTEGER NOT NULL,       -- below 10 live: 1 waiting, 2 held, 3 sending, 4 checking, 5 failed,
                                               -- 6 needs you; ended: 10 sent, 11 withdrawn, 12 discarded
    reason             TEXT,                   -- machine code
    error_code         INTEGER,
    error_subcode      INTEGER,
    grace_ms           INTEGER NOT NULL,
    queued_at          INTEGER NOT NULL,
    attempts           INTEGER NOT NULL DEFAULT 0,
    attempt_started_at INTEGER,
    attempt_ended_at   INTEGER,
    clean_reads        INTEGER NOT NULL DEFAULT 0, -- complete, error-free reads since the doubt
    last_clean_read_at INTEGER,
    next_at            INTEGER,
    remote_id          TEXT,                   -- what the platform called the result
    finished_at        INTEGER,
    run                BLOB CHECK (run IS NULL OR length(run) = 16),
    CHECK (delivery < 10 OR finished_at IS NOT NULL)
) STRICT;

CREATE INDEX outbox_live ON outbox (id) WHERE delivery < 10;
CREATE INDEX outbox_by_subject ON outbox (subject);
CREATE INDEX outbox_by_account ON outbox (account);
CREATE INDEX outbox_finished ON outbox (finished_at) WHERE delivery >= 10;

CREATE TABLE content (
    -- Words that events and actions point at, so that erasing a person leaves the log whole.
    subject TEXT PRIMARY KEY NOT NULL,         -- `action:<uid>`, `comment:<id>`
    text    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    -- The memory of decisions: audit log, undo source and what a team will replicate. Append-only. Ids, codes and states
    -- only, never anybody's words or name.
    seq     INTEGER PRIMARY KEY,
    uid     BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7
    at      INTEGER NOT NULL,
    actor   INTEGER NOT NULL,                  -- 1 member, 2 rule, 3 outside, 4 system
    machine INTEGER NOT NULL REFERENCES machines (id),
    account INTEGER REFERENCES accounts (id),
    kind    INTEGER NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;

CREATE INDEX events_by_subject ON events (subject, seq);

CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN
    SELECT raise(ABORT, 'an event is never changed');
END;

CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN
    SELECT raise(ABORT, 'an event is never deleted');
END;

-- Without this INSERT OR REPLACE would slip past the two triggers above.
CREATE TRIGGER events_add BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq OR uid = NEW.uid) BEGIN
    SELECT raise(ABORT, 'an event is never replaced');
END;

CREATE TABLE pending_logins (
    -- Logins waiting for the browser, so that a link which starts the program finds its own.
    state_hash   BLOB PRIMARY KEY NOT NULL CHECK (length(state_hash) = 32), -- SHA-256 of `state`
    client_id    TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    reconnect    TEXT,                         -- user_id of the account being reconnected
    started_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
