-- SQL Server script

CREATE SCHEMA Sales;
GO

CREATE SCHEMA [empty one];
GO

CREATE TABLE Sales.orders (
  id int IDENTITY(1,1) NOT NULL,
  kind nvarchar(1) NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_kind_check CHECK (kind IN (N'a'))
);

CREATE TABLE Orders (
  id int IDENTITY(1,1) NOT NULL,
  CONSTRAINT Orders_pkey PRIMARY KEY (id)
);

CREATE TABLE lines (
  order_id int NOT NULL,
  sales_order_id int NOT NULL
);

ALTER TABLE lines ADD CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES Orders (id);

ALTER TABLE lines ADD CONSTRAINT lines_sales_order_id_fkey FOREIGN KEY (sales_order_id) REFERENCES Sales.orders (id);
