-- SQLite script

-- note: SQLite has no schemas inside a database; all tables stand side by side.

CREATE TABLE orders (
  id INTEGER CONSTRAINT orders_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  kind TEXT,
  CONSTRAINT orders_kind_check CHECK (kind IN ('a'))
);

-- note: The table "Orders" is called "Orders_2", because the name is taken.

CREATE TABLE Orders_2 (
  id INTEGER CONSTRAINT Orders_2_pkey PRIMARY KEY AUTOINCREMENT NOT NULL
);

CREATE TABLE lines (
  order_id INTEGER NOT NULL,
  sales_order_id INTEGER NOT NULL,
  CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES Orders_2 (id),
  CONSTRAINT lines_sales_order_id_fkey FOREIGN KEY (sales_order_id) REFERENCES orders (id)
);
