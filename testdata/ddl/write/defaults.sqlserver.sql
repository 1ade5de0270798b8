-- SQL Server script

-- note: t.w: int[] becomes text that holds JSON, because SQL Server has no lists (written as nvarchar(max)).
-- note: The default of t.d is left out: it is a word and no value: many
-- note: The default of t.i is left out: it is a word and no value: maybe
-- note: The default of t.r is left out: it is no point in time: '0000-00-00'
-- note: The default of t.t is left out: it is no UUID: 'nonsense'
-- note: The default of t.v is left out: it is no JSON: 'no json'
-- note: The default of t.x is left out: it holds a semicolon: 0; DROP TABLE t
-- note: The default of t.y is left out: it holds several values: 0, z int
-- note: The default of t.aa is left out: a bracket is closed that was not opened: 0) --
-- note: The default of t.cc is left out: a column of type varchar(10) can't have it: now()
-- note: The default of t.dd is left out: it is not an SQL expression: 0 PRIMARY KEY
-- note: The default of t.ee is left out: it holds a query: (SELECT 1)
-- note: The default of t.gg is left out: a quote is not closed: $$x
-- note: The default of t.hh is left out: a quote is not closed: 'open
-- note: The default of t.jj is left out: the function unknown_function does not mean the same in every database: unknown_function(1)

CREATE TABLE t (
  id int NOT NULL,
  a int NULL CONSTRAINT t_a_default DEFAULT 0,
  b int NULL CONSTRAINT t_b_default DEFAULT -1,
  c int NULL CONSTRAINT t_c_default DEFAULT 42,
  d int NULL,
  e decimal(5,2) NULL CONSTRAINT t_e_default DEFAULT 1.50,
  f float NULL CONSTRAINT t_f_default DEFAULT 1e3,
  g bit NULL CONSTRAINT t_g_default DEFAULT 1,
  h bit NULL CONSTRAINT t_h_default DEFAULT 0,
  i bit NULL,
  j nvarchar(20) NULL CONSTRAINT t_j_default DEFAULT N'it',
  k nvarchar(max) NULL CONSTRAINT t_k_default DEFAULT N'it''s; ok',
  l nvarchar(max) NULL CONSTRAINT t_l_default DEFAULT (N'a' + N'b'),
  m date NULL CONSTRAINT t_m_default DEFAULT CAST(SYSDATETIME() AS date),
  n date NULL CONSTRAINT t_n_default DEFAULT N'2024-02-29',
  o time NULL CONSTRAINT t_o_default DEFAULT CAST(SYSDATETIME() AS time),
  p datetime2 NULL CONSTRAINT t_p_default DEFAULT SYSDATETIME(),
  q datetime2 NULL CONSTRAINT t_q_default DEFAULT SYSDATETIME(),
  r datetimeoffset NULL,
  s uniqueidentifier NULL CONSTRAINT t_s_default DEFAULT NEWID(),
  t uniqueidentifier NULL,
  u nvarchar(max) NULL CONSTRAINT t_u_default DEFAULT N'{}',
  v nvarchar(max) NULL,
  w nvarchar(max) NULL CONSTRAINT t_w_default DEFAULT N'[]',
  x int NULL,
  y int NULL,
  aa int NULL,
  bb int NULL,
  cc nvarchar(10) NULL,
  dd int NULL,
  ee int NULL,
  ff bigint IDENTITY(1,1) NOT NULL,
  gg nvarchar(max) NULL,
  hh nvarchar(max) NULL,
  ii nvarchar(max) NULL CONSTRAINT t_ii_default DEFAULT N'back\slash',
  jj int NULL,
  kk date NOT NULL CONSTRAINT t_kk_default DEFAULT CAST(SYSDATETIME() AS date),
  ll nvarchar(9) NULL CONSTRAINT t_ll_default DEFAULT N'active',
  CONSTRAINT t_pkey PRIMARY KEY (id),
  CONSTRAINT t_u_check CHECK (ISJSON(N'[' + u + N']') = 1),
  CONSTRAINT t_v_check CHECK (ISJSON(N'[' + v + N']') = 1)
);
