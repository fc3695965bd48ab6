-- Lists that people keep: a fixed view, narrowed, under a name of their own.

CREATE TABLE saved_views (
    id       INTEGER PRIMARY KEY,
    uid      BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    view     INTEGER NOT NULL,
    sort     INTEGER NOT NULL,
    accounts TEXT NOT NULL CHECK (json_valid(accounts)), -- ids; an empty list means all
    line     TEXT NOT NULL,                              -- in the filter language
    place    INTEGER NOT NULL                            -- order in the pane; there may be gaps
) STRICT;
