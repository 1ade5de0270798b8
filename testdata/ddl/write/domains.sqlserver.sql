-- SQL Server script

-- note: users.many: email[] becomes text that holds JSON, because SQL Server has no lists (written as nvarchar(max)).

CREATE TABLE users (
  id int NOT NULL,
  email nvarchar(200) NOT NULL,
  born int NULL,
  short nvarchar(5) NULL,
  many nvarchar(max) NOT NULL,
  n int NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_check CHECK (email LIKE N'%@%'),
  CONSTRAINT users_born_check CHECK (born >= 1901 AND born <= 2155)
);
