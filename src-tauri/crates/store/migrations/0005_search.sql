-- Search. The table holds no text, only where folded terms stand; `store/search` writes and reads it.

CREATE VIRTUAL TABLE search USING fts5(
    words, -- what was written: words, emoji, signs and pairs of signs
    tags,  -- its handles and hashtags as a whole
    names, -- who wrote it
    content = '', contentless_delete = 1,
    -- The categories beyond those of letters and digits are those of emoji. The terms are folded already; what the
    -- tokenizer still does is to cut at spaces.
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co So Sk'",
    prefix = '2 3'
);

CREATE TABLE search_backlog (
    -- Comments that were there before the index and are not in it yet: `next` to `last`. No row: all are.
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    first INTEGER NOT NULL,
    next  INTEGER NOT NULL,
    last  INTEGER NOT NULL,
    CHECK (first <= next AND next <= last + 1)
) STRICT;

INSERT INTO search_backlog (id, first, next, last)
SELECT 1, min(id), min(id), max(id) FROM comments HAVING count(*) > 0;
