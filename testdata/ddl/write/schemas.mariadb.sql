-- MariaDB script

-- note: MariaDB has no schemas inside a database; all tables stand side by side.

CREATE TABLE orders (
  id int NOT NULL AUTO_INCREMENT,
  kind enum('a'),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: The table "Orders" is called "Orders_2", because the name is taken.

CREATE TABLE Orders_2 (
  id int NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE `lines` (
  order_id int NOT NULL,
  sales_order_id int NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE `lines` ADD CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES Orders_2 (id);

ALTER TABLE `lines` ADD CONSTRAINT lines_sales_order_id_fkey FOREIGN KEY (sales_order_id) REFERENCES orders (id);
