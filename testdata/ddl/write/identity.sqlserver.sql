-- SQL Server script

CREATE TABLE a (
  id int IDENTITY(1,1) NOT NULL,
  CONSTRAINT a_pkey PRIMARY KEY (id)
);

CREATE TABLE b (
  id int IDENTITY(1,1) NOT NULL,
  CONSTRAINT b_pkey PRIMARY KEY (id)
);

-- note: c.other does not number rows by itself: SQL Server numbers by one column of a table.

CREATE TABLE c (
  id bigint IDENTITY(1,1) NOT NULL,
  other int NULL,
  CONSTRAINT c_pkey PRIMARY KEY (id)
);

-- note: d.name: text has no length that a key could hold (written as nvarchar(450)).

CREATE TABLE d (
  name nvarchar(450) NOT NULL,
  n int IDENTITY(1,1) NOT NULL,
  CONSTRAINT d_pkey PRIMARY KEY (name)
);

CREATE TABLE e (
  x int NOT NULL,
  y int IDENTITY(1,1) NOT NULL,
  CONSTRAINT e_pkey PRIMARY KEY (x, y)
);

-- note: f.id does not number rows by itself: a column of type uniqueidentifier can't.

CREATE TABLE f (
  id uniqueidentifier NOT NULL,
  CONSTRAINT f_pkey PRIMARY KEY (id)
);

-- note: g.id: numeric becomes a whole number, because only those count rows (written as bigint).
-- note: g.a_id does not number rows by itself: SQL Server numbers by one column of a table.

CREATE TABLE g (
  id bigint IDENTITY(1,1) NOT NULL,
  a_id int NULL,
  CONSTRAINT g_pkey PRIMARY KEY (id)
);

CREATE TABLE a_id_seq (
  id int IDENTITY(1,1) NOT NULL,
  CONSTRAINT a_id_seq_pkey PRIMARY KEY (id)
);

-- note: h.with_default does not number rows by itself: SQL Server numbers by one column of a table.

CREATE TABLE h (
  id bigint IDENTITY(1,1) NOT NULL,
  with_default int NULL CONSTRAINT h_with_default_default DEFAULT 5,
  CONSTRAINT h_pkey PRIMARY KEY (id)
);
