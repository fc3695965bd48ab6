-- Posts of ours, from draft until live, and every step on the way there.

CREATE TABLE posts (
    -- AUTOINCREMENT: `hosted_files` holds the number of a post that may be gone.
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- UUIDv7
    account     INTEGER NOT NULL REFERENCES accounts (id),
    state       INTEGER NOT NULL,              -- below 20 open: 1 draft, 2 scheduled, 3 preparing, 4 ready, 5 publishing,
                                               -- 6 checking, 7 failed, 8 needs you, 9 held, 10 missed;
                                               -- ended: 20 live, 21 discarded
    reason      TEXT,                          -- machine code
    caption     TEXT NOT NULL DEFAULT '',
    ratio       INTEGER NOT NULL,              -- 1 portrait (4:5), 2 square, 3 landscape (1.91:1)
    revision    INTEGER NOT NULL DEFAULT 0,    -- raised by every change of a person
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    decided_at  INTEGER,                       -- a person said publish
    due_at      INTEGER,
    zone        TEXT,                          -- IANA name of the zone `wall_time` is meant in
    wall_time   TEXT,                          -- `2026-11-19T18:00`
    baseline    TEXT CHECK (baseline IS NULL OR json_valid(baseline)), -- JSON array: newest media ids before publish
    media       TEXT,                          -- what the platform called the result
    permalink   TEXT,
    finished_at INTEGER,
    CHECK (state < 20 OR finished_at IS NOT NULL),
    CHECK ((zone IS NULL) = (wall_time IS NULL)),
    CHECK (zone IS NULL OR due_at IS NOT NULL)
) STRICT;

CREATE INDEX posts_open ON posts (state) WHERE state < 20;
CREATE INDEX posts_live ON posts (finished_at) WHERE state = 20;
CREATE INDEX posts_by_account ON posts (account);

CREATE TABLE slides (
    -- The pictures of a post. The file itself lies in the data folder.
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid       BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    post      INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position  INTEGER CHECK (position >= 1),   -- NULL: taken out of the post, the file is kept for undo
    file_name TEXT NOT NULL,                   -- as the person knows it
    sha256    BLOB NOT NULL CHECK (length(sha256) = 32),
    width     INTEGER NOT NULL CHECK (width > 0),  -- upright
    height    INTEGER NOT NULL CHECK (height > 0), -- upright
    bytes     INTEGER NOT NULL CHECK (bytes > 0),
    focus_x   REAL NOT NULL DEFAULT 0.5 CHECK (focus_x BETWEEN 0 AND 1), -- of the upright picture
    focus_y   REAL NOT NULL DEFAULT 0.5 CHECK (focus_y BETWEEN 0 AND 1),
    zoom      REAL NOT NULL DEFAULT 1.0 CHECK (zoom BETWEEN 1 AND 4),
    alt_text  TEXT NOT NULL DEFAULT '',
    added_at  INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX slides_by_post ON slides (post, position);
CREATE INDEX slides_removed ON slides (post) WHERE position IS NULL;

CREATE TABLE post_steps (
    -- Each step between a decision to publish and the post on Instagram is a row before it is a request.
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    post               INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    kind               INTEGER NOT NULL,       -- 1 prepare, 2 upload, 3 container, 4 processing, 5 parent container,
                                               -- 6 parent processing, 7 publish, 8 link
    slide              INTEGER REFERENCES slides (id) ON DELETE CASCADE, -- kinds 1 to 4
    state              INTEGER NOT NULL,       -- 1 waiting, 2 running, 3 done, 4 failed, 5 checking
    attempts           INTEGER NOT NULL DEFAULT 0,
    started_at         INTEGER,
    ended_at           INTEGER,
    next_at            INTEGER,
    remote_id          TEXT,                   -- key of the hosted file, container id, media id
    clean_reads        INTEGER NOT NULL DEFAULT 0, -- complete, error-free reads since the doubt
    last_clean_read_at INTEGER,
    reason             TEXT,                   -- machine code
    error_code         INTEGER,
    error_subcode      INTEGER
) STRICT;

CREATE INDEX post_steps_by_post ON post_steps (post);
CREATE INDEX post_steps_by_slide ON post_steps (slide) WHERE slide IS NOT NULL;
-- Live posts whose address on Instagram is still looked for.
CREATE INDEX post_steps_links ON post_steps (post, kind, state) WHERE kind = 8 AND state <> 3 AND state <> 4;

CREATE TABLE hosted_files (
    -- Files of ours that lie on a media host, where anybody who has the address can fetch them. A row outlives its post
    -- until its file was taken off the host.
    key        TEXT PRIMARY KEY NOT NULL,      -- random, says nothing
    post       INTEGER NOT NULL,               -- posts.id, perhaps of a post that is gone
    host       TEXT NOT NULL,
    put_at     INTEGER NOT NULL,
    remove_at  INTEGER,
    removed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX hosted_files_by_post ON hosted_files (post);
CREATE INDEX hosted_files_removable ON hosted_files (remove_at) WHERE removed_at IS NULL;

CREATE TRIGGER posts_leave_no_file AFTER DELETE ON posts BEGIN
    DELETE FROM hosted_files WHERE post = OLD.id AND removed_at IS NOT NULL;
    UPDATE hosted_files SET remove_at = put_at WHERE post = OLD.id;
END;

CREATE TRIGGER hosted_files_end AFTER UPDATE OF removed_at ON hosted_files
    WHEN NEW.removed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM posts WHERE id = NEW.post) BEGIN
    DELETE FROM hosted_files WHERE key = NEW.key;
END;
