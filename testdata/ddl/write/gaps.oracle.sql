-- Oracle script

-- note: The table "empty" is left out: it has no columns, and Oracle has no such tables.

-- note: A table without a name is called table.
-- note: A column without a name is called column.
-- note: A column without a name is called column_2.
-- note: table.column has no type; text stands in its place.
-- note: table.column_2 has no type; text stands in its place.
-- note: table.name has no type; text stands in its place.

CREATE TABLE "table" (
  "column" varchar2(255 char),
  column_2 varchar2(255 char),
  name varchar2(255 char)
);

-- note: The column "Id" is called "Id_2", because the name is taken.
-- note: The column "user" is called "user_2", because the name is taken.
-- note: Orders.USER has no type; text stands in its place.

CREATE TABLE Orders (
  ID number(10) NOT NULL,
  Id_2 number(10),
  "USER" varchar2(255 char),
  user_2 clob,
  CONSTRAINT Orders_pkey PRIMARY KEY (ID)
);

-- note: The table "orders" is called "orders_2", because the name is taken.
-- note: orders.id has no type; integer stands in its place.
-- note: orders.orders_id has no type; integer stands in its place.

CREATE TABLE orders_2 (
  id number(10) NOT NULL,
  orders_id number(10),
  CONSTRAINT orders_2_pkey PRIMARY KEY (id)
);

-- note: no key.id has no type; text stands in its place.

CREATE TABLE "no key" (
  id varchar2(255 char),
  code clob
);

-- note: many.no_key_id has no type; text stands in its place.
-- note: many.id has no type; text stands in its place.

CREATE TABLE many (
  no_key_id varchar2(255 char),
  id varchar2(255 char)
);

-- note: The unique key of other is left out: one of its columns is not there.
-- note: other has a second primary key; it is written as a unique key.
-- note: A unique key of other over (a) is left out: another key holds the same columns.
-- note: The unique key of other is left out: it has no columns.

CREATE TABLE other (
  a number(10) NOT NULL,
  CONSTRAINT other_pkey PRIMARY KEY (a)
);

-- note: odd.c: varchar(lots) has no length (written as varchar2(255 char)).
-- note: odd.d: varchar(0) has no length (written as varchar2(255 char)).
-- note: odd.e: decimal(900,400) is cut to what Oracle can hold (written as number(38,38)).
-- note: odd.f: blorp is not known to Oracle and becomes text (written as clob).
-- note: odd.g: email is no type of SQL and has no length (written as varchar2(255 char)).

CREATE TABLE odd (
  a clob,
  b number(10),
  c varchar2(255 char),
  d varchar2(255 char),
  e number(38,38),
  f clob,
  g varchar2(255 char),
  h timestamp(9)
);

ALTER TABLE orders_2 ADD CONSTRAINT orders_2_orders_id_fkey FOREIGN KEY (orders_id) REFERENCES orders_2 (id);

-- note: The foreign key of many to no key is left out: (id) is neither the primary key nor unique in no key.
-- ALTER TABLE many ADD CONSTRAINT many_no_key_id_fkey FOREIGN KEY (no_key_id) REFERENCES "no key" (id);

-- note: The many-to-many relationship between "many" and "other" is left out: it needs a junction table.
-- note: The relationship between "many" and "other" is left out: it names no columns.
-- note: The relationship between "many" and "other" and "odd" is left out: with more than two sides it needs a table of its own.
-- note: The relationship between "many" and "?" is left out: a table or column of it is not there.
