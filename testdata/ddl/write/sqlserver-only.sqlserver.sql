-- SQL Server script

SET QUOTED_IDENTIFIER ON;

-- note: The index by_words of things is left out: it needs a full-text catalog, which the diagram does not have.

CREATE TABLE things (
  id bigint IDENTITY(1,1) NOT NULL,
  code char(8) NULL,
  name nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT things_name_default DEFAULT N'it''s',
  body nvarchar(max) NULL,
  doc xml NULL,
  at geography NULL,
  made datetime2(3) NOT NULL CONSTRAINT things_made_default DEFAULT sysutcdatetime(),
  version rowversion NULL,
  flag bit NOT NULL CONSTRAINT things_flag_default DEFAULT 1,
  price money NULL CONSTRAINT things_price_default DEFAULT 0,
  guid uniqueidentifier NULL CONSTRAINT things_guid_default DEFAULT newsequentialid(),
  total AS (price * 2) PERSISTED,
  parent bigint NULL,
  CONSTRAINT things_pkey PRIMARY KEY (id),
  CONSTRAINT things_code_key UNIQUE (code),
  CONSTRAINT name_check CHECK (LEN(name) > 2 AND name LIKE N'[a-z]%')
);

CREATE INDEX by_name ON things (name DESC) INCLUDE (made) WHERE flag = 1;

CREATE SPATIAL INDEX by_place ON things (at);

CREATE NONCLUSTERED COLUMNSTORE INDEX by_columns ON things (made, price);

CREATE UNIQUE INDEX by_code ON things (code, name);

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id);
GO

CREATE VIEW named AS
SELECT [id], [name]
FROM [things]
WHERE [name] <> N'a GO
b';
GO

-- note: Line ends of the comment of named become spaces, where client programs would take a line of it for a command.

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'Things GO
with names',
  @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'VIEW', @level1name = N'named';
