-- SQLite script

-- note: lines.label is written as a plain column: its expression is left out: it depends on itself: upper("label" || 'x')
-- note: The check of lines.Price is left out: it is not an SQL expression: must be positive
-- note: The check of lines is left out: a bracket is closed that was not opened: quantity > 0); DROP TABLE lines; --
-- note: The check of lines is left out: it holds a query: quantity > (SELECT 1)
-- note: The check of lines is left out: it holds a comment: price /* hidden */ > 0

CREATE TABLE lines (
  id INTEGER CONSTRAINT lines_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  quantity INTEGER NOT NULL,
  Price NUMERIC(10,2) NOT NULL,
  total NUMERIC(10,2) GENERATED ALWAYS AS (quantity * Price) STORED,
  label VARCHAR(30),
  bad INTEGER GENERATED ALWAYS AS (id + 1),
  CONSTRAINT lines_quantity_check CHECK (quantity > 0),
  CONSTRAINT "price range" CHECK (Price BETWEEN 0 AND 9999 AND quantity <> 13),
  CONSTRAINT lines_check CHECK (id > 0),
  CONSTRAINT lines_check_2 CHECK (label IN ('a', 'it''s', 'x;y') OR label IS NULL),
  CONSTRAINT lines_check_3 CHECK (CASE WHEN quantity > 1 THEN Price < 10 ELSE true END)
);
