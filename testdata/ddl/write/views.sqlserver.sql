-- SQL Server script

CREATE TABLE users (
  id int NOT NULL,
  name nvarchar(max) NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id)
);
GO

CREATE VIEW first AS
SELECT id, name
FROM users
WHERE name <> N';';
GO

CREATE VIEW second AS
SELECT id FROM first;
GO

-- note: The view "bad" is left out: it holds a semicolon.

-- note: The view "users" is called "users_2", because the name is taken.

CREATE VIEW users_2 AS
SELECT 1 AS one;
GO

-- note: The view "worse" is left out: its definition is not a query.

-- note: The view "unknown" is left out: the diagram does not say its query.
