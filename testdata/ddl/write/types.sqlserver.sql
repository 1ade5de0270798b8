-- SQL Server script

-- note: plain.e: decimal has no precision (written as decimal(38,10)).
-- note: plain.g: numeric(60,30) is cut to what SQL Server can hold (written as decimal(38,30)).
-- note: plain.n: string has no length (written as nvarchar(255)).
-- note: plain.t: timetz loses its time zone (written as time).
-- note: plain.w: interval becomes text (written as varchar(64)).
-- note: plain.bb: bit(9) becomes bytes (written as varbinary(2)).
-- note: plain.ee: inet becomes text (written as varchar(45)).
-- note: plain.ff: cidr becomes text (written as varchar(49)).
-- note: plain.gg: macaddr becomes text (written as varchar(23)).
-- note: plain.ii: int[] becomes text that holds JSON, because SQL Server has no lists (written as nvarchar(max)).
-- note: plain.kk: blorp is not known to SQL Server and becomes text (written as nvarchar(max)).

CREATE TABLE plain (
  id int NOT NULL,
  a smallint NULL,
  b int NULL,
  c bigint NULL,
  d decimal(20,0) NULL,
  e decimal(38,10) NULL,
  f decimal(12,0) NULL,
  g decimal(38,30) NULL,
  h decimal(19,4) NULL,
  i real NULL,
  j float NULL,
  k nchar(1) NULL,
  l nchar(3000) NULL,
  m nvarchar(max) NULL,
  n nvarchar(255) NULL,
  o nvarchar(max) NULL,
  p binary(16) NULL,
  q varbinary(3000) NULL,
  r varbinary(max) NULL,
  s time(3) NULL,
  t time NULL,
  u datetime2(0) NULL,
  v datetimeoffset(7) NULL,
  w varchar(64) NULL,
  x uniqueidentifier NULL,
  y nvarchar(max) NULL,
  z xml NULL,
  aa bit NULL,
  bb varbinary(2) NULL,
  cc nvarchar(6) NULL,
  dd nvarchar(3) NULL,
  ee varchar(45) NULL,
  ff varchar(49) NULL,
  gg varchar(23) NULL,
  hh geography NULL,
  ii nvarchar(max) NULL,
  jj smallint NULL,
  kk nvarchar(max) NULL,
  CONSTRAINT plain_pkey PRIMARY KEY (id),
  CONSTRAINT plain_y_check CHECK (ISJSON(N'[' + y + N']') = 1),
  CONSTRAINT plain_cc_check CHECK (cc IN (N'a', N'größer', N''))
);

-- note: filled.l: bit(3) becomes bytes (written as varbinary(1)).
-- note: The default of filled.i is left out: a column of type blob can't have it: 'x'
-- note: The default of filled.l is left out: a column of type bit(3) can't have it: '101'
-- note: The default of filled.q is left out: a column of type text can't have it: true

CREATE TABLE filled (
  id bigint IDENTITY(1,1) NOT NULL,
  a smallint NULL CONSTRAINT filled_a_default DEFAULT 5,
  b date NULL CONSTRAINT filled_b_default DEFAULT N'2024-02-29',
  c datetime2 NULL CONSTRAINT filled_c_default DEFAULT N'2024-02-29 10:20:30',
  d datetimeoffset NULL CONSTRAINT filled_d_default DEFAULT N'2024-02-29',
  e time NULL CONSTRAINT filled_e_default DEFAULT N'10:20:30',
  f uniqueidentifier NULL CONSTRAINT filled_f_default DEFAULT N'00000000-0000-4000-8000-000000000001',
  g nvarchar(max) NULL CONSTRAINT filled_g_default DEFAULT LOWER(CONVERT(nvarchar(36), NEWID())),
  h nvarchar(max) NULL CONSTRAINT filled_h_default DEFAULT N'',
  i varbinary(max) NULL,
  j nvarchar(1) NULL CONSTRAINT filled_j_default DEFAULT N'b',
  k nvarchar(3) NULL CONSTRAINT filled_k_default DEFAULT N'a,b',
  l varbinary(1) NULL,
  m nvarchar(max) NULL CONSTRAINT filled_m_default DEFAULT N'{"a": 1}',
  n nvarchar(max) NULL CONSTRAINT filled_n_default DEFAULT 12,
  o bit NULL CONSTRAINT filled_o_default DEFAULT 0,
  p int NULL CONSTRAINT filled_p_default DEFAULT (1 + 1),
  q nvarchar(max) NULL,
  r datetimeoffset NULL CONSTRAINT filled_r_default DEFAULT SYSDATETIMEOFFSET(),
  s time NULL CONSTRAINT filled_s_default DEFAULT CAST(SYSDATETIME() AS time),
  t date NULL CONSTRAINT filled_t_default DEFAULT CAST(SYSDATETIME() AS date),
  CONSTRAINT filled_pkey PRIMARY KEY (id),
  CONSTRAINT filled_j_check CHECK (j IN (N'a', N'b')),
  CONSTRAINT filled_m_check CHECK (ISJSON(N'[' + m + N']') = 1)
);
