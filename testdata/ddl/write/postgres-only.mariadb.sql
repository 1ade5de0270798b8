-- MariaDB script

-- note: things.name: citext has no length that a key could hold (written as varchar(255)).
-- note: things.span: tstzrange is not known to MariaDB and becomes text (written as text).
-- note: things.ip: inet holds IPv4 addresses as ::ffff:1.2.3.4 (written as inet6).
-- note: things.made: timestamp(3) with time zone becomes a type that ends in the year 2038 (written as timestamp(3)).
-- note: things.wait: interval becomes text (written as varchar(64)).
-- note: The collation C of things.kind is left out: MariaDB does not know it.
-- note: things.tags: character varying(20)[] becomes json, because MariaDB has no lists (written as json).
-- note: things.price: numeric has no precision (written as decimal(38,10)).
-- note: The index of things is left out: MariaDB has no indexes of the kind gin.
-- note: The index of things is left out: MariaDB has no indexes of the kind gin.
-- note: The index of things is left out: MariaDB can't sort values of type json.
-- note: The index of things is left out: MariaDB has no indexes of the kind gist.
-- note: things.parent: int becomes bigint, like the column it refers to: MariaDB wants the same type.
-- note: The default of things.wait is left out: it may not be a value of its type: '1 day'::interval
-- note: The default of things.tags is left out: array is no column of the table: ARRAY['x'::text]
-- note: The default of things.flags is left out: it is a word and no value: B'101'
-- note: The check of things is left out: the operator ~* does not mean the same in every database: name ~* '^[a-z]+$'
-- note: The check of things is left out: it holds a cast to date: (made AT TIME ZONE 'UTC')::date > DATE '2000-01-01'

CREATE TABLE things (
  id bigint NOT NULL AUTO_INCREMENT,
  name varchar(255) NOT NULL,
  span text,
  ip inet6 DEFAULT '::ffff:127.0.0.1',
  search longtext,
  made timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3),
  wait varchar(64),
  kind varchar(10) NOT NULL DEFAULT 'a',
  tags json,
  doc json,
  at point,
  amount decimal(19,4),
  price decimal(38,10),
  flags bit(3),
  parent bigint,
  PRIMARY KEY (id),
  CONSTRAINT things_name_key UNIQUE (name),
  KEY things_kind_idx (kind),
  CONSTRAINT kind_check CHECK (((kind) IN ('a', 'b')))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id);
