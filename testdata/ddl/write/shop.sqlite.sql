-- SQLite script of Shop

CREATE TABLE users (
  id INTEGER CONSTRAINT users_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  email VARCHAR(255) NOT NULL,
  name TEXT,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  active BOOLEAN NOT NULL DEFAULT 1,
  role TEXT NOT NULL DEFAULT 'guest',
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_active_check CHECK (active IN (0, 1)),
  CONSTRAINT users_role_check CHECK (role IN ('admin', 'guest'))
);

-- note: orders.tags: text[] becomes text that holds JSON, because SQLite has no lists (written as TEXT).

CREATE TABLE orders (
  id INTEGER CONSTRAINT orders_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  user_id INTEGER NOT NULL,
  total NUMERIC(10,2) NOT NULL DEFAULT 0,
  status TEXT DEFAULT 'new',
  tags TEXT DEFAULT '[]',
  data TEXT,
  uid TEXT DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
  CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- note: lines.note has no type; text stands in its place.

CREATE TABLE lines (
  order_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  product_code TEXT,
  note TEXT,
  CONSTRAINT lines_pkey PRIMARY KEY (order_id, line),
  CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT lines_product_code_fkey FOREIGN KEY (product_code) REFERENCES products (code)
);

CREATE TABLE products (
  code TEXT NOT NULL,
  parent TEXT,
  price NUMERIC(19,4),
  CONSTRAINT products_pkey PRIMARY KEY (code),
  CONSTRAINT products_parent_fkey FOREIGN KEY (parent) REFERENCES products (code) ON DELETE SET NULL
);
