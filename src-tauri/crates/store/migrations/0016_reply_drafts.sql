-- A begun reply remembers which saved reply it began as, so that it counts as used when it is sent after a restart.

ALTER TABLE reply_drafts ADD COLUMN saved_reply INTEGER REFERENCES saved_replies (id);
