-- Grown over the years, and never looked at. Every table here has something to find.
CREATE TABLE customers (
  id integer PRIMARY KEY,
  name varchar(120),
  email varchar(255),
  phone1 varchar(32),
  phone2 varchar(32),
  phone3 varchar(32)
);
-- dependency: customer_id -> customer_email; the one of the account
CREATE TABLE orders (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL,
  customer_email varchar(255),
  coupon_ids text,
  ordered_on date
);
CREATE TABLE order_lines (
  order_id integer NOT NULL REFERENCES orders (id),
  article_id integer NOT NULL REFERENCES articles (id),
  quantity integer
);
CREATE TABLE articles (
  id integer PRIMARY KEY,
  supplier_id bigint REFERENCES suppliers (id),
  name varchar(200) NOT NULL,
  tags varchar(500)
);
CREATE TABLE suppliers (
  id integer PRIMARY KEY,
  name varchar(120) NOT NULL,
  contact varchar(120)
);
CREATE TABLE coupons (
  id integer PRIMARY KEY,
  code varchar(24) NOT NULL,
  percent integer
);
CREATE TABLE stock_log (
  article_id integer,
  changed_at timestamp,
  amount integer
);
CREATE TABLE warehouses (
  code varchar(8),
  city varchar(80)
);
CREATE TABLE deliveries (
  id integer PRIMARY KEY,
  order_id integer NOT NULL,
  warehouse_code varchar(8),
  FOREIGN KEY (warehouse_code) REFERENCES warehouses (code)
);
