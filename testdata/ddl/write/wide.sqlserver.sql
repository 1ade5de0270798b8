-- SQL Server script

SET QUOTED_IDENTIFIER ON;

CREATE TABLE wide (
  id int NOT NULL,
  caa nvarchar(255) NULL,
  cab nvarchar(255) NULL,
  cac nvarchar(255) NULL,
  cad nvarchar(255) NULL,
  cae nvarchar(255) NULL,
  caf nvarchar(255) NULL,
  cag nvarchar(255) NULL,
  cah nvarchar(255) NULL,
  cai nvarchar(255) NULL,
  caj nvarchar(255) NULL,
  cak nvarchar(255) NULL,
  cal nvarchar(255) NULL,
  cam nvarchar(255) NULL,
  can nvarchar(255) NULL,
  cao nvarchar(255) NULL,
  cap nvarchar(255) NULL,
  caq nvarchar(255) NULL,
  car nvarchar(255) NULL,
  cas nvarchar(255) NULL,
  cat nvarchar(255) NULL,
  cau nvarchar(255) NULL,
  cav nvarchar(255) NULL,
  caw nvarchar(255) NULL,
  cax nvarchar(255) NULL,
  cay nvarchar(255) NULL,
  caz nvarchar(255) NULL,
  cba nvarchar(255) NULL,
  cbb nvarchar(255) NULL,
  cbc nvarchar(255) NULL,
  cbd nvarchar(255) NULL,
  cbe nvarchar(255) NULL,
  cbf nvarchar(255) NULL,
  cbg nvarchar(255) NULL,
  cbh nvarchar(255) NULL,
  cbi nvarchar(255) NULL,
  cbj nvarchar(255) NULL,
  cbk nvarchar(255) NULL,
  cbl nvarchar(255) NULL,
  cbm nvarchar(255) NULL,
  cbn nvarchar(255) NULL,
  cbo nvarchar(255) NULL,
  cbp nvarchar(255) NULL,
  cbq nvarchar(255) NULL,
  cbr nvarchar(255) NULL,
  cbs nvarchar(255) NULL,
  cbt nvarchar(255) NULL,
  cbu nvarchar(255) NULL,
  cbv nvarchar(255) NULL,
  cbw nvarchar(255) NULL,
  cbx nvarchar(255) NULL,
  cby nvarchar(255) NULL,
  cbz nvarchar(255) NULL,
  cca nvarchar(255) NULL,
  ccb nvarchar(255) NULL,
  ccc nvarchar(255) NULL,
  ccd nvarchar(255) NULL,
  cce nvarchar(255) NULL,
  ccf nvarchar(255) NULL,
  ccg nvarchar(255) NULL,
  cch nvarchar(255) NULL,
  cci nvarchar(255) NULL,
  ccj nvarchar(255) NULL,
  cck nvarchar(255) NULL,
  ccl nvarchar(255) NULL,
  ccm nvarchar(255) NULL,
  ccn nvarchar(255) NULL,
  cco nvarchar(255) NULL,
  ccp nvarchar(255) NULL,
  ccq nvarchar(255) NULL,
  ccr nvarchar(255) NULL,
  ccs nvarchar(255) NULL,
  cct nvarchar(255) NULL,
  ccu nvarchar(255) NULL,
  ccv nvarchar(255) NULL,
  ccw nvarchar(255) NULL,
  ccx nvarchar(255) NULL,
  ccy nvarchar(255) NULL,
  ccz nvarchar(255) NULL,
  cda nvarchar(255) NULL,
  cdb nvarchar(255) NULL,
  cdc nvarchar(255) NULL,
  cdd nvarchar(255) NULL,
  cde nvarchar(255) NULL,
  cdf nvarchar(255) NULL,
  cdg nvarchar(255) NULL,
  cdh nvarchar(255) NULL,
  cdi nvarchar(255) NULL,
  cdj nvarchar(255) NULL,
  cdk nvarchar(255) NULL,
  cdl nvarchar(255) NULL,
  CONSTRAINT wide_pkey PRIMARY KEY (id)
);

-- note: keys.f: text has no length that a key could hold (written as nvarchar(450)).
-- note: keys.g: blob has no length that a key could hold (written as varbinary(900)).
-- note: keys.h: varbinary(9000) has no length that a key could hold (written as varbinary(900)).
-- note: The index x of keys is left out: SQL Server can't sort values of type nvarchar(max).
-- note: The primary key of keys may be longer than 900 bytes: SQL Server refuses such rows.
-- note: The unique key keys_c_key of keys is a unique index over the rows without NULL: a key of SQL Server would take one NULL only.
-- note: The unique key keys_f_key of keys takes one row with NULL only: a foreign key refers to it.
-- note: The unique key keys_g_key of keys is a unique index over the rows without NULL: a key of SQL Server would take one NULL only.
-- note: The unique key keys_h_key of keys is a unique index over the rows without NULL: a key of SQL Server would take one NULL only.
-- note: The index keys_c_key of keys may be longer than 1700 bytes: SQL Server refuses such rows.

CREATE TABLE keys (
  a nvarchar(700) NOT NULL,
  b nvarchar(700) NOT NULL,
  c nvarchar(2000) NULL,
  d nvarchar(max) NULL,
  e nvarchar(max) NULL,
  f nvarchar(450) NULL,
  g varbinary(900) NULL,
  h varbinary(900) NULL,
  CONSTRAINT keys_pkey PRIMARY KEY (a, b),
  CONSTRAINT keys_f_key UNIQUE (f)
);

CREATE UNIQUE INDEX keys_c_key ON keys (c) WHERE c IS NOT NULL;

CREATE UNIQUE INDEX keys_g_key ON keys (g) WHERE g IS NOT NULL;

CREATE UNIQUE INDEX keys_h_key ON keys (h) WHERE h IS NOT NULL;

-- note: child.f: text has no length that a key could hold (written as nvarchar(450)).

CREATE TABLE child (
  a nvarchar(700) NULL,
  b nvarchar(700) NULL,
  f nvarchar(450) NULL
);

ALTER TABLE child ADD CONSTRAINT child_a_b_fkey FOREIGN KEY (a, b) REFERENCES keys (a, b);

ALTER TABLE child ADD CONSTRAINT child_f_fkey FOREIGN KEY (f) REFERENCES keys (f);
