-- SQL Server script

SET QUOTED_IDENTIFIER ON;

-- note: lines.label is written as a plain column: its expression is left out: it depends on itself: upper("label" || 'x')
-- note: The check of lines.Price is left out: it is not an SQL expression: must be positive
-- note: The check of lines is left out: a bracket is closed that was not opened: quantity > 0); DROP TABLE lines; --
-- note: The check of lines is left out: it takes a condition for a value: CASE WHEN quantity > 1 THEN Price < 10 ELSE true END
-- note: The check of lines is left out: it holds a query: quantity > (SELECT 1)
-- note: The check of lines is left out: it holds a comment: price /* hidden */ > 0

CREATE TABLE lines (
  id int IDENTITY(1,1) NOT NULL,
  quantity int NOT NULL,
  Price decimal(10,2) NOT NULL,
  total AS (CAST(quantity * Price AS decimal(10,2))) PERSISTED,
  label nvarchar(30) NULL,
  bad AS (CAST(id + 1 AS int)),
  CONSTRAINT lines_pkey PRIMARY KEY (id),
  CONSTRAINT lines_quantity_check CHECK (quantity > 0),
  CONSTRAINT [price range] CHECK (Price BETWEEN 0 AND 9999 AND quantity <> 13),
  CONSTRAINT lines_check CHECK (id > 0),
  CONSTRAINT lines_check_2 CHECK (label IN (N'a', N'it''s', N'x;y') OR label IS NULL)
);
