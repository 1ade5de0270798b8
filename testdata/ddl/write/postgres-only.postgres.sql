-- PostgreSQL script

CREATE EXTENSION IF NOT EXISTS "citext";

CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- note: The index of things is left out: PostgreSQL can't sort values of type json.

CREATE TABLE things (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  name citext NOT NULL,
  span tstzrange,
  ip inet DEFAULT '127.0.0.1',
  search tsvector,
  made timestamp(3) with time zone DEFAULT clock_timestamp(),
  wait interval DEFAULT '1 day',
  kind character varying(10) COLLATE "C" NOT NULL DEFAULT 'a',
  tags character varying(20)[] DEFAULT (ARRAY['x'::text]),
  doc json,
  at point,
  amount money,
  price numeric,
  flags bit(3) DEFAULT b'101',
  parent int,
  CONSTRAINT things_pkey PRIMARY KEY (id),
  CONSTRAINT things_name_key UNIQUE (name),
  CONSTRAINT kind_check CHECK (((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))),
  CONSTRAINT name_check CHECK (name ~* '^[a-z]+$'),
  CONSTRAINT things_check CHECK ((made AT TIME ZONE 'UTC')::date > DATE '2000-01-01')
);

CREATE INDEX things_search_idx ON things USING gin (search);

CREATE INDEX things_kind_idx ON things USING gin (kind gin_trgm_ops);

CREATE INDEX things_kind_idx_2 ON things (kind text_pattern_ops);

CREATE INDEX things_at_idx ON things USING gist (at);

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id);
