-- MySQL script

-- note: The table "empty" is left out: it has no columns, and MySQL has no such tables.

-- note: A table without a name is called table.
-- note: A column without a name is called column.
-- note: A column without a name is called column_2.
-- note: table.column has no type; text stands in its place.
-- note: table.column_2 has no type; text stands in its place.
-- note: table.name has no type; text stands in its place.

CREATE TABLE `table` (
  `column` varchar(255),
  column_2 varchar(255),
  name varchar(255)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: The column "Id" is called "Id_2", because the name is taken.
-- note: The column "user" is called "user_2", because the name is taken.
-- note: Orders.USER has no type; text stands in its place.

CREATE TABLE Orders (
  ID int NOT NULL,
  Id_2 int,
  USER varchar(255),
  user_2 text,
  PRIMARY KEY (ID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: The table "orders" is called "orders_2", because the name is taken.
-- note: orders.id has no type; integer stands in its place.
-- note: orders.orders_id has no type; integer stands in its place.

CREATE TABLE orders_2 (
  id int NOT NULL,
  orders_id int,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: no key.id has no type; text stands in its place.

CREATE TABLE `no key` (
  id varchar(255),
  code text
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: many.no_key_id has no type; text stands in its place.
-- note: many.id has no type; text stands in its place.

CREATE TABLE many (
  no_key_id varchar(255),
  id varchar(255)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: The unique key of other is left out: one of its columns is not there.
-- note: other has a second primary key; it is written as a unique key.
-- note: A unique key of other over (a) is left out: another key holds the same columns.
-- note: The unique key of other is left out: it has no columns.

CREATE TABLE other (
  a int NOT NULL,
  PRIMARY KEY (a)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: odd.c: varchar(lots) has no length (written as varchar(255)).
-- note: odd.d: varchar(0) has no length (written as varchar(255)).
-- note: odd.e: decimal(900,400) is cut to what MySQL can hold (written as decimal(65,30)).
-- note: odd.f: blorp is not known to MySQL and becomes text (written as text).
-- note: odd.g: email is no type of SQL and has no length (written as varchar(255)).

CREATE TABLE odd (
  a text,
  b int,
  c varchar(255),
  d varchar(255),
  e decimal(65,30),
  f text,
  g varchar(255),
  h datetime(6)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE orders_2 ADD CONSTRAINT orders_2_orders_id_fkey FOREIGN KEY (orders_id) REFERENCES orders_2 (id);

-- note: The foreign key of many to no key is left out: (id) is neither the primary key nor unique in no key.
-- ALTER TABLE many ADD CONSTRAINT many_no_key_id_fkey FOREIGN KEY (no_key_id) REFERENCES `no key` (id);

-- note: The many-to-many relationship between "many" and "other" is left out: it needs a junction table.
-- note: The relationship between "many" and "other" is left out: it names no columns.
-- note: The relationship between "many" and "other" and "odd" is left out: with more than two sides it needs a table of its own.
-- note: The relationship between "many" and "?" is left out: a table or column of it is not there.
