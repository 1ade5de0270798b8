-- Oracle script

-- note: users.many: email[] becomes text that holds JSON, because Oracle has no lists (written as clob).

CREATE TABLE users (
  id number(10) NOT NULL,
  email varchar2(200 char) NOT NULL,
  born number(10),
  short varchar2(5 char),
  many clob NOT NULL,
  n number(10),
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_check CHECK (email LIKE '%@%'),
  CONSTRAINT users_born_check CHECK (born >= 1901 AND born <= 2155)
);
