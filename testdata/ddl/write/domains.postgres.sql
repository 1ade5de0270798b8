-- PostgreSQL script

CREATE DOMAIN email AS varchar(200) NOT NULL CHECK (VALUE LIKE '%@%');

COMMENT ON DOMAIN email IS 'An address';

CREATE DOMAIN year AS integer DEFAULT 2000 CHECK (VALUE >= 1901 AND VALUE <= 2155);

-- note: PostgreSQL has a type "text" of its own.

CREATE DOMAIN text_domain AS varchar(5);

-- note: The domain "users" is called "users_2", because the name is taken.

CREATE DOMAIN users_2 AS integer;

CREATE TABLE users (
  id integer NOT NULL,
  email email NOT NULL,
  born year,
  short text_domain,
  many email[] NOT NULL,
  n users_2,
  CONSTRAINT users_pkey PRIMARY KEY (id)
);
