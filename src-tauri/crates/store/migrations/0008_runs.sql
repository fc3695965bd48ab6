-- Runs: many actions of one cause, decided, stopped and taken back together. Their actions carry `outbox.run`.

CREATE TABLE runs (
    id         INTEGER PRIMARY KEY,
    uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    kind       INTEGER NOT NULL,                        -- that of its actions
    total      INTEGER NOT NULL CHECK (total > 0),
    decided_at INTEGER NOT NULL,
    stopped    INTEGER CHECK (stopped IN (1, 2)),       -- nothing of it is sent: 1 a person said so, 2 the same error again
    resumed_at INTEGER,                                 -- errors before this instant no longer count
    closed_at  INTEGER                                  -- a person took the rest of it back
) STRICT;

CREATE INDEX runs_stopped ON runs (uid) WHERE stopped IS NOT NULL;

CREATE INDEX runs_by_decision ON runs (decided_at);

CREATE INDEX outbox_by_run ON outbox (run, delivery) WHERE run IS NOT NULL;
