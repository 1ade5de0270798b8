-- +goose Up

-- An import that waits for a person's review is a diagram like any other, but not in the
-- library yet: draft names the import, which several pages of one file share.
ALTER TABLE diagram ADD COLUMN draft TEXT NOT NULL DEFAULT '';

-- page is the page of the file, from 0, or -1 for several in one; scale_x and scale_y are
-- how far it was drawn apart; settled is a JSON list
-- of the warnings, by their place in the list, that a person has looked at.
ALTER TABLE source ADD COLUMN page INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN scale_x REAL NOT NULL DEFAULT 1;
ALTER TABLE source ADD COLUMN scale_y REAL NOT NULL DEFAULT 1;
ALTER TABLE source ADD COLUMN settled TEXT NOT NULL DEFAULT '[]';

CREATE INDEX source_name ON source (name, format);
