-- MariaDB script

-- note: wide.caa, wide.cab, wide.cac, wide.cad, wide.cae, wide.caf, wide.cag, wide.cah and 19 more: becomes text, because a row holds 65535 bytes at most.

CREATE TABLE wide (
  id int NOT NULL,
  caa text,
  cab text,
  cac text,
  cad text,
  cae text,
  caf text,
  cag text,
  cah text,
  cai text,
  caj text,
  cak text,
  cal text,
  cam text,
  can text,
  cao text,
  cap text,
  caq text,
  car text,
  cas text,
  cat text,
  cau text,
  cav text,
  caw text,
  cax text,
  cay text,
  caz text,
  cba text,
  cbb varchar(255),
  cbc varchar(255),
  cbd varchar(255),
  cbe varchar(255),
  cbf varchar(255),
  cbg varchar(255),
  cbh varchar(255),
  cbi varchar(255),
  cbj varchar(255),
  cbk varchar(255),
  cbl varchar(255),
  cbm varchar(255),
  cbn varchar(255),
  cbo varchar(255),
  cbp varchar(255),
  cbq varchar(255),
  cbr varchar(255),
  cbs varchar(255),
  cbt varchar(255),
  cbu varchar(255),
  cbv varchar(255),
  cbw varchar(255),
  cbx varchar(255),
  cby varchar(255),
  cbz varchar(255),
  cca varchar(255),
  ccb varchar(255),
  ccc varchar(255),
  ccd varchar(255),
  cce varchar(255),
  ccf varchar(255),
  ccg varchar(255),
  cch varchar(255),
  cci varchar(255),
  ccj varchar(255),
  cck varchar(255),
  ccl varchar(255),
  ccm varchar(255),
  ccn varchar(255),
  cco varchar(255),
  ccp varchar(255),
  ccq varchar(255),
  ccr varchar(255),
  ccs varchar(255),
  cct varchar(255),
  ccu varchar(255),
  ccv varchar(255),
  ccw varchar(255),
  ccx varchar(255),
  ccy varchar(255),
  ccz varchar(255),
  cda varchar(255),
  cdb varchar(255),
  cdc varchar(255),
  cdd varchar(255),
  cde varchar(255),
  cdf varchar(255),
  cdg varchar(255),
  cdh varchar(255),
  cdi varchar(255),
  cdj varchar(255),
  cdk varchar(255),
  cdl varchar(255),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: keys.e: varchar(20000) is longer than a row may be (written as longtext).
-- note: keys.f: text has no length that a key could hold (written as varchar(255)).
-- note: keys.g: blob has no length that a key could hold (written as varbinary(255)).
-- note: keys.h: varbinary(9000) has no length that a key could hold (written as varbinary(255)).
-- note: keys.a, keys.b: cut to varchar(383), because a key holds 3072 bytes at most.
-- note: keys.c: cut to varchar(767), because a key holds 3072 bytes at most.
-- note: The index x of keys holds the first 383 characters of d: MariaDB indexes no long values as a whole.
-- note: The index x of keys holds the first 191 characters of e: MariaDB indexes no long values as a whole.

CREATE TABLE `keys` (
  a varchar(383) NOT NULL,
  b varchar(383) NOT NULL,
  c varchar(767),
  d varchar(5000),
  e longtext,
  f varchar(255),
  g varbinary(255),
  h varbinary(255),
  PRIMARY KEY (a, b),
  CONSTRAINT keys_c_key UNIQUE (c),
  CONSTRAINT keys_f_key UNIQUE (f),
  CONSTRAINT keys_g_key UNIQUE (g),
  CONSTRAINT keys_h_key UNIQUE (h),
  KEY x (d(383), e(191))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: child.f: text has no length that a key could hold (written as varchar(255)).
-- note: child.a, child.b: cut to varchar(383), because a key holds 3072 bytes at most.

CREATE TABLE child (
  a varchar(383),
  b varchar(383),
  f varchar(255)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE child ADD CONSTRAINT child_a_b_fkey FOREIGN KEY (a, b) REFERENCES `keys` (a, b);

ALTER TABLE child ADD CONSTRAINT child_f_fkey FOREIGN KEY (f) REFERENCES `keys` (f);
