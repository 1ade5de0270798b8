-- +goose Up

-- score is 0 to 100, how clean the diagram is; NULL as long as nobody has looked.
ALTER TABLE diagram ADD COLUMN score INTEGER;

-- The last numbers of findings of each day on which they changed, day as YYYY-MM-DD in
-- UTC: the trend, which the log could only give by replaying and checking every state.
CREATE TABLE score (
  diagram_id TEXT NOT NULL REFERENCES diagram (id),
  day        TEXT NOT NULL,
  score      INTEGER NOT NULL,
  errors     INTEGER NOT NULL,
  warnings   INTEGER NOT NULL,
  infos      INTEGER NOT NULL,
  PRIMARY KEY (diagram_id, day)
) STRICT, WITHOUT ROWID;
