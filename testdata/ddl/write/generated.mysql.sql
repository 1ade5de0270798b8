-- MySQL script

-- note: lines.label is written as a plain column: its expression is left out: the operator || does not mean the same in every database: upper("label" || 'x')
-- note: lines.bad is written as a plain column: its expression is left out: it depends on the column that numbers rows: id + 1
-- note: The check of lines.Price is left out: it is not an SQL expression: must be positive
-- note: The check of lines is left out: MySQL allows none on a column that numbers rows: id > 0
-- note: The check of lines is left out: a bracket is closed that was not opened: quantity > 0); DROP TABLE lines; --
-- note: The check of lines is left out: it holds a query: quantity > (SELECT 1)
-- note: The check of lines is left out: it holds a comment: price /* hidden */ > 0

CREATE TABLE `lines` (
  id int NOT NULL AUTO_INCREMENT,
  quantity int NOT NULL,
  Price decimal(10,2) NOT NULL,
  total decimal(10,2) GENERATED ALWAYS AS (quantity * Price) STORED,
  label varchar(30),
  bad int,
  PRIMARY KEY (id),
  CONSTRAINT lines_quantity_check CHECK (quantity > 0),
  CONSTRAINT `price range` CHECK (Price BETWEEN 0 AND 9999 AND quantity <> 13),
  CONSTRAINT lines_check CHECK (label IN ('a', 'it''s', 'x;y') OR label IS NULL),
  CONSTRAINT lines_check_2 CHECK (CASE WHEN quantity > 1 THEN Price < 10 ELSE true END)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
