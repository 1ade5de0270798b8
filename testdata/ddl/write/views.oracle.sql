-- Oracle script

CREATE TABLE users (
  id number(10) NOT NULL,
  name clob,
  CONSTRAINT users_pkey PRIMARY KEY (id)
);

CREATE VIEW first AS
SELECT id, name
FROM users
WHERE name <> ';';

CREATE VIEW second AS
SELECT id FROM first;

-- note: The view "bad" is left out: it holds a semicolon.

-- note: The view "users" is called "users_2", because the name is taken.
-- note: The view "users" is left out: it reads from no table, which Oracle wants.

-- note: The view "worse" is left out: its definition is not a query.

-- note: The view "unknown" is left out: the diagram does not say its query.
