-- MariaDB script

-- note: plain.e: decimal has no precision (written as decimal(38,10)).
-- note: plain.n: string has no length (written as varchar(255)).
-- note: plain.t: timetz loses its time zone (written as time).
-- note: plain.v: timestamptz(9) becomes a type that ends in the year 2038 (written as timestamp(6)).
-- note: plain.w: interval becomes text (written as varchar(64)).
-- note: plain.ee: inet holds IPv4 addresses as ::ffff:1.2.3.4 (written as inet6).
-- note: plain.ff: cidr becomes text (written as varchar(49)).
-- note: plain.gg: macaddr becomes text (written as varchar(23)).
-- note: plain.ii: int[] becomes json, because MariaDB has no lists (written as json).
-- note: plain.kk: blorp is not known to MariaDB and becomes text (written as text).

CREATE TABLE plain (
  id int NOT NULL,
  a tinyint,
  b smallint unsigned,
  c int unsigned,
  d bigint unsigned,
  e decimal(38,10),
  f decimal(12),
  g decimal(60,30),
  h decimal(19,4),
  i float,
  j double,
  k char(1),
  l varchar(3000),
  m varchar(9000),
  n varchar(255),
  o text,
  p binary(16),
  q varbinary(3000),
  r blob,
  s time(3),
  t time,
  u datetime(0),
  v timestamp(6) NULL,
  w varchar(64),
  x uuid,
  y json,
  z longtext,
  aa tinyint(1),
  bb bit(9),
  cc enum('a', 'größer', ''),
  dd set('a', 'b'),
  ee inet6,
  ff varchar(49),
  gg varchar(23),
  hh geometry,
  ii json,
  jj smallint,
  kk text,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: filled.d, filled.r: timestamptz becomes a type that ends in the year 2038 (written as timestamp(6)).

CREATE TABLE filled (
  id bigint NOT NULL AUTO_INCREMENT,
  a tinyint DEFAULT 5,
  b date DEFAULT '2024-02-29',
  c datetime DEFAULT '2024-02-29 10:20:30',
  d timestamp(6) NULL DEFAULT '2024-02-29',
  e time DEFAULT '10:20:30',
  f uuid DEFAULT '00000000-0000-4000-8000-000000000001',
  g text DEFAULT (uuid()),
  h text DEFAULT (''),
  i blob DEFAULT ('x'),
  j enum('a', 'b') DEFAULT 'b',
  k set('a', 'b') DEFAULT 'a,b',
  l bit(3) DEFAULT b'101',
  m json DEFAULT ('{"a": 1}'),
  n text DEFAULT (12),
  o tinyint(1) DEFAULT 0,
  p int DEFAULT (1 + 1),
  q text DEFAULT (true),
  r timestamp(6) NULL DEFAULT CURRENT_TIMESTAMP(6),
  s time DEFAULT (CURRENT_TIME),
  t date DEFAULT (CURRENT_DATE),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
