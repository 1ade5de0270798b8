-- SQL Server script of Line ends; DROP TABLE a; --

CREATE TABLE a (
  id int NOT NULL,
  b int NULL,
  CONSTRAINT a_pkey PRIMARY KEY (id)
);

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'it''s a
*/ DROP TABLE a; --
back\slash',
  @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'a';

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'first
DROP TABLE a;',
  @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'a',
  @level2type = N'COLUMN', @level2name = N'id';

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'last   one',
  @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'a',
  @level2type = N'COLUMN', @level2name = N'b';

-- note: c.d has no type; text stands in its place.
-- note: The constraint or index "x\"; DROP TABLE a; --\n" of c is called "x\"; DROP TABLE a; --".

CREATE TABLE c (
  a_id int NULL,
  d nvarchar(255) NULL
);

-- note: The comment of c is cut: SQL Server holds 7500 bytes of it.

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long lon…',
  @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'c';

ALTER TABLE c ADD CONSTRAINT [x"; DROP TABLE a; --] FOREIGN KEY (a_id) REFERENCES a (id);
