-- PostgreSQL script

CREATE DOMAIN code AS varchar(5);

CREATE TABLE orders (
  id integer NOT NULL,
  product_id integer,
  code code,
  CONSTRAINT orders_pkey PRIMARY KEY (id)
);

CREATE TABLE lines (
  order_id integer
);

-- note: The foreign key of orders to "products" is left out: "products" is not a table of this script.

ALTER TABLE lines ADD CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id);
