-- What can be told of a comment by reading it: see the module `words`.

ALTER TABLE comments ADD COLUMN lang TEXT;        -- ISO 639-1; NULL: not clear
ALTER TABLE comments ADD COLUMN traits INTEGER;   -- bits: 1 asks something, 2 has a link, 4 mentions somebody, 8 has an
                                                  -- emoji, 16 has no words; NULL: not read yet

-- What is still to be read, newest first. It is empty nearly always.
CREATE INDEX comments_to_read ON comments (sort_at) WHERE traits IS NULL;

-- Words that changed are read again.
CREATE TRIGGER comments_words_changed AFTER UPDATE OF text ON comments
    WHEN NEW.text IS NOT OLD.text AND NEW.traits IS NOT NULL BEGIN
    UPDATE comments SET traits = NULL, lang = NULL WHERE id = NEW.id;
END;

-- The same index with what filters ask of an entry, so that it alone answers them.
DROP INDEX comments_by_item;
CREATE INDEX comments_by_item
    ON comments (item, sort_at, id, ours, gone_at, hidden, done_at, answered, read_at, account, traits, lang);

-- The view of questions.
CREATE INDEX comments_open_questions ON comments (item)
    WHERE ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0 AND traits & 1;
