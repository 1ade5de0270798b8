-- MariaDB script of Shop

-- note: users.name: string has no length (written as varchar(255)).
-- note: users.created_at: timestamptz becomes a type that ends in the year 2038 (written as timestamp(6)).

CREATE TABLE users (
  id int NOT NULL AUTO_INCREMENT,
  email varchar(255) NOT NULL,
  name varchar(255),
  created_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  active tinyint(1) NOT NULL DEFAULT 1,
  role enum('admin', 'guest') NOT NULL DEFAULT 'guest',
  PRIMARY KEY (id),
  CONSTRAINT users_email_key UNIQUE (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: orders.tags: text[] becomes json, because MariaDB has no lists (written as json).

CREATE TABLE orders (
  id bigint NOT NULL AUTO_INCREMENT,
  user_id int NOT NULL,
  total decimal(10,2) NOT NULL DEFAULT 0,
  status text DEFAULT ('new'),
  tags json DEFAULT ('[]'),
  data json,
  uid uuid DEFAULT (uuid()),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: lines.note has no type; text stands in its place.
-- note: lines.product_code: text has no length that a key could hold (written as varchar(255)).

CREATE TABLE `lines` (
  order_id bigint NOT NULL,
  line int NOT NULL,
  product_code varchar(255),
  note varchar(255),
  PRIMARY KEY (order_id, line)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: products.code, products.parent: text has no length that a key could hold (written as varchar(255)).

CREATE TABLE products (
  code varchar(255) NOT NULL,
  parent varchar(255),
  price decimal(19,4),
  PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

ALTER TABLE `lines` ADD CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id);

ALTER TABLE `lines` ADD CONSTRAINT lines_product_code_fkey FOREIGN KEY (product_code) REFERENCES products (code);

ALTER TABLE products ADD CONSTRAINT products_parent_fkey FOREIGN KEY (parent) REFERENCES products (code) ON DELETE SET NULL;
