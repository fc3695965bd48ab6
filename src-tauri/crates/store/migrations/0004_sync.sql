-- What the background reading remembers: over restarts it goes on where it stood.

ALTER TABLE media ADD COLUMN sighted_count INTEGER;    -- comments_count at first sight; raised when what moved since was read
ALTER TABLE media ADD COLUMN newest_read_at INTEGER;   -- when the newest page of comments was read last
ALTER TABLE media ADD COLUMN unreadable_cause INTEGER; -- why walked_gap > 0: 1 access level, 2 people

CREATE TABLE sync_tasks (
    -- The named tasks that read an account: when each ran last and runs next.
    account     INTEGER NOT NULL REFERENCES accounts (id),
    task        INTEGER NOT NULL,              -- 1 counts, 2 young posts, 3 daily walk, 4 old posts, 5 stories, 6 backfill
    last_run_at INTEGER,
    next_run_at INTEGER NOT NULL,
    calls       INTEGER NOT NULL DEFAULT 0,    -- of the last run
    calls_total INTEGER NOT NULL DEFAULT 0,
    error_code  TEXT,                          -- machine code of what stopped the last run
    cursor      TEXT,                          -- where the next run goes on
    PRIMARY KEY (account, task)
) STRICT, WITHOUT ROWID;

CREATE TABLE backfills (
    -- How far back the history of an account is read, and how far that has come.
    account    INTEGER PRIMARY KEY REFERENCES accounts (id),
    since      INTEGER,                        -- posts older than this are left out; NULL: everything
    paused     INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    listed     INTEGER NOT NULL DEFAULT 0 CHECK (listed IN (0, 1)), -- every post since then is known
    list_after TEXT,                           -- cursor where the list of posts goes on
    calls      INTEGER NOT NULL DEFAULT 0,
    comments   INTEGER NOT NULL DEFAULT 0,     -- comments it brought
    active_ms  INTEGER NOT NULL DEFAULT 0,     -- time spent in calls
    asked_at   INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
