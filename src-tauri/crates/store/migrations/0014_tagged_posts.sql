-- Posts of others that tag an account: a third kind of item. Each is the only entry of its item.

-- What `items` checks named the first two kinds. SQLite changes a check where the schema itself is written: no row is
-- touched, and the table below makes every other connection read the schema anew.
PRAGMA writable_schema = ON;

UPDATE sqlite_schema
SET sql = replace(replace(sql, 'CHECK (kind IN (1, 2) AND', 'CHECK (kind IN (1, 2, 3) AND'),
                  '-- 1 thread of comments, 2 conversation', '-- 1 thread of comments, 2 conversation, 3 tagged post')
WHERE type = 'table' AND name = 'items';

PRAGMA writable_schema = RESET;

CREATE TABLE tagged_posts (
    -- Somebody else's post: its words and where it is, never its picture. AUTOINCREMENT: the number says which came later.
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    media_id      TEXT NOT NULL,
    account       INTEGER NOT NULL REFERENCES accounts (id), -- whom it tags; one post can tag several
    item          INTEGER NOT NULL UNIQUE REFERENCES items (id), -- its subject is `<user_id>/<media_id>`
    kind          INTEGER NOT NULL,            -- as of media
    username      TEXT,                        -- of who published it; the platform gives no id
    text          TEXT,                        -- its caption
    permalink     TEXT,
    written_at    INTEGER,                     -- when it was published
    sort_at       INTEGER NOT NULL,            -- written_at, or first_seen_at where that is missing
    met_at        INTEGER NOT NULL,            -- when the last walk through the whole list began that met it
    gone_at       INTEGER,                     -- not to be seen any more: its words were wiped
    read_at       INTEGER,
    done_at       INTEGER,
    first_seen_at INTEGER NOT NULL,
    lang          TEXT,                        -- as of comments
    traits        INTEGER,                     -- as of comments
    UNIQUE (account, media_id)
) STRICT;

-- The view of mentions, beside the mentions in stories.
CREATE INDEX tagged_posts_shown ON tagged_posts (item) WHERE gone_at IS NULL;

-- Who tags, side by side with comments_by_username.
CREATE INDEX tagged_posts_by_username ON tagged_posts (account, username, item) WHERE username IS NOT NULL;

-- What is still to be read of the words, newest first.
CREATE INDEX tagged_posts_to_tell ON tagged_posts (sort_at) WHERE traits IS NULL;

-- Words that changed are read again.
CREATE TRIGGER tagged_posts_words_changed AFTER UPDATE OF text ON tagged_posts
    WHEN NEW.text IS NOT OLD.text AND NEW.traits IS NOT NULL BEGIN
    UPDATE tagged_posts SET traits = NULL, lang = NULL WHERE id = NEW.id;
END;
