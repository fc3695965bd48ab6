-- A kept list remembers what stands together in it: 0 nothing, 1 post, 2 author, 3 day.

ALTER TABLE saved_views ADD COLUMN grouping INTEGER NOT NULL DEFAULT 0;

-- Who the conversations are with, side by side with comments_by_username.
CREATE INDEX conversations_by_username ON conversations (account, username, item) WHERE username IS NOT NULL;
