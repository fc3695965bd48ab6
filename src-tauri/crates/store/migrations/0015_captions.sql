-- Captions of posts are searched too, and what calls for a person can be asked for.

CREATE VIRTUAL TABLE captions USING fts5(
    -- The same columns, terms and tokenizer as `search`, so that one expression asks both. A row has the number of its
    -- media. Nobody is called anything in a caption: `names` stays empty.
    words, tags, names,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co So Sk'",
    prefix = '2 3'
);

CREATE TABLE caption_backlog (
    -- Media whose captions were there before the index and are not in it yet. It is empty nearly always.
    media INTEGER PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE
) STRICT;

INSERT INTO caption_backlog (media) SELECT id FROM media WHERE caption IS NOT NULL;

CREATE TABLE human_read (
    -- Which words call for a person, and which older comments and messages were not read by them yet: those numbered up
    -- to here. One row; none before anything was read.
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    words    BLOB NOT NULL,                    -- their digest
    comments INTEGER NOT NULL,
    messages INTEGER NOT NULL
) STRICT;

-- What waits and calls for a person: bit 32 of the traits.
CREATE INDEX comments_open_human ON comments (item)
    WHERE ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0 AND traits & 32;
CREATE INDEX messages_open_human ON messages (item)
    WHERE ours = 0 AND gone_at IS NULL AND done_at IS NULL AND answered = 0 AND traits & 32;
