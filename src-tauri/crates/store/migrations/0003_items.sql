-- Items of the inbox: one a thread, with what is kept of its comments, and what people decided about it as a whole.

CREATE TABLE members (
    -- People of the team. One of them is the person at this machine.
    id     INTEGER PRIMARY KEY,
    uid    BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7, the same on every machine
    name   TEXT NOT NULL,
    colour INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 12),
    here   INTEGER NOT NULL CHECK (here IN (0, 1)) -- the person at this machine
) STRICT;

CREATE UNIQUE INDEX members_here ON members (here) WHERE here = 1;

CREATE TABLE items (
    -- AUTOINCREMENT: an open list holds these numbers, so a number is never given to another row. The columns from
    -- `open` to `newest_at` are worked out from the item's entries in the transaction that changes those; an entry is
    -- a comment, and only those of other people count.
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          INTEGER NOT NULL,            -- 1 thread of comments, 2 conversation
    account       INTEGER NOT NULL REFERENCES accounts (id),
    media         INTEGER REFERENCES media (id), -- a thread's; a conversation has none
    subject       TEXT NOT NULL UNIQUE,        -- comment_id of the top-level comment, or id of the conversation
    open          INTEGER NOT NULL DEFAULT 0,  -- entries that wait for an answer
    unread        INTEGER NOT NULL DEFAULT 0,  -- not gone, not hidden, not read
    hidden        INTEGER NOT NULL DEFAULT 0,  -- not gone
    done          INTEGER NOT NULL DEFAULT 0,  -- not gone
    waiting_at    INTEGER,                     -- sort_at of the oldest open entry
    newest_at     INTEGER,                     -- sort_at of the newest entry, a gone one included; NULL: there is none
    snoozed_until INTEGER,
    muted_at      INTEGER,
    flagged_at    INTEGER,
    assignee      INTEGER REFERENCES members (id),
    change_seq    INTEGER NOT NULL,
    CHECK (kind IN (1, 2) AND (kind = 1) = (media IS NOT NULL))
) STRICT;

ALTER TABLE comments ADD COLUMN item INTEGER REFERENCES items (id); -- never NULL; a column that is added cannot say so

INSERT INTO items (kind, account, media, subject, change_seq)
SELECT 1, account, media, coalesce(parent, comment_id) AS top, max(change_seq)
FROM comments GROUP BY top ORDER BY min(id);

UPDATE comments SET item = (SELECT id FROM items WHERE subject = coalesce(comments.parent, comments.comment_id));

-- The entries of an item in their order, with everything that is kept of them on the item.
CREATE INDEX comments_by_item
    ON comments (item, sort_at, id, ours, gone_at, hidden, done_at, answered, read_at);

UPDATE items
SET open = kept.open, unread = kept.unread, hidden = kept.hidden, done = kept.done, waiting_at = kept.waiting_at,
    newest_at = kept.newest_at
FROM (SELECT item,
             sum(gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0) AS open,
             sum(gone_at IS NULL AND hidden = 0 AND read_at IS NULL) AS unread,
             sum(gone_at IS NULL AND hidden = 1) AS hidden,
             sum(gone_at IS NULL AND done_at IS NOT NULL) AS done,
             min(iif(gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0, sort_at, NULL)) AS waiting_at,
             max(sort_at) AS newest_at
      FROM comments WHERE ours = 0 GROUP BY item) AS kept
WHERE items.id = kept.item;

-- A list is made of items now.
DROP INDEX comments_needs_reply;
DROP INDEX comments_unread;
DROP INDEX comments_hidden;
DROP INDEX comments_done;
DROP INDEX comments_all;
DROP INDEX comments_by_change;

CREATE INDEX items_by_media ON items (media) WHERE media IS NOT NULL;
CREATE INDEX items_by_change ON items (change_seq);

-- The order of a list, then what its statement looks at, so that the index alone answers. The columns after `id` are
-- small numbers or NULL and take a byte or two each.
CREATE INDEX items_needs_reply ON items (waiting_at, account, id, open, snoozed_until, muted_at, assignee)
    WHERE open > 0 AND snoozed_until IS NULL AND muted_at IS NULL;
CREATE INDEX items_needs_reply_newest ON items (newest_at, account, id, open, snoozed_until, muted_at, assignee)
    WHERE open > 0 AND snoozed_until IS NULL AND muted_at IS NULL;
CREATE INDEX items_mine ON items (assignee, waiting_at, account, id, open, snoozed_until, muted_at)
    WHERE open > 0 AND snoozed_until IS NULL AND muted_at IS NULL AND assignee IS NOT NULL;
CREATE INDEX items_mine_newest ON items (assignee, newest_at, account, id, open, snoozed_until, muted_at)
    WHERE open > 0 AND snoozed_until IS NULL AND muted_at IS NULL AND assignee IS NOT NULL;
CREATE INDEX items_unread ON items (newest_at, account, id, unread, snoozed_until, muted_at)
    WHERE unread > 0 AND snoozed_until IS NULL AND muted_at IS NULL;
CREATE INDEX items_snoozed ON items (snoozed_until, account, id) WHERE snoozed_until IS NOT NULL;
CREATE INDEX items_hidden ON items (newest_at, account, id, hidden) WHERE hidden > 0;
CREATE INDEX items_done ON items (newest_at, account, id, open, done) WHERE open = 0 AND done > 0;
CREATE INDEX items_all ON items (newest_at, account, id) WHERE newest_at IS NOT NULL;
