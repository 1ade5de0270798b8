-- SQL Server script of Shop

-- note: users.name: string has no length (written as nvarchar(255)).

CREATE TABLE users (
  id int IDENTITY(1,1) NOT NULL,
  email nvarchar(255) NOT NULL,
  name nvarchar(255) NULL,
  created_at datetimeoffset NOT NULL CONSTRAINT users_created_at_default DEFAULT SYSDATETIMEOFFSET(),
  active bit NOT NULL CONSTRAINT users_active_default DEFAULT 1,
  role nvarchar(5) NOT NULL CONSTRAINT users_role_default DEFAULT N'guest',
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_role_check CHECK (role IN (N'admin', N'guest'))
);

-- note: orders.tags: text[] becomes text that holds JSON, because SQL Server has no lists (written as nvarchar(max)).

CREATE TABLE orders (
  id bigint IDENTITY(1,1) NOT NULL,
  user_id int NOT NULL,
  total decimal(10,2) NOT NULL CONSTRAINT orders_total_default DEFAULT 0,
  status nvarchar(max) NULL CONSTRAINT orders_status_default DEFAULT N'new',
  tags nvarchar(max) NULL CONSTRAINT orders_tags_default DEFAULT N'[]',
  data nvarchar(max) NULL,
  uid uniqueidentifier NULL CONSTRAINT orders_uid_default DEFAULT NEWID(),
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_data_check CHECK (ISJSON(N'[' + data + N']') = 1)
);

-- note: lines.note has no type; text stands in its place.
-- note: lines.product_code: text has no length that a key could hold (written as nvarchar(450)).

CREATE TABLE lines (
  order_id bigint NOT NULL,
  line int NOT NULL,
  product_code nvarchar(450) NULL,
  note nvarchar(255) NULL,
  CONSTRAINT lines_pkey PRIMARY KEY (order_id, line)
);

-- note: products.code, products.parent: text has no length that a key could hold (written as nvarchar(450)).

CREATE TABLE products (
  code nvarchar(450) NOT NULL,
  parent nvarchar(450) NULL,
  price decimal(19,4) NULL,
  CONSTRAINT products_pkey PRIMARY KEY (code)
);

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

ALTER TABLE lines ADD CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id);

ALTER TABLE lines ADD CONSTRAINT lines_product_code_fkey FOREIGN KEY (product_code) REFERENCES products (code);

ALTER TABLE products ADD CONSTRAINT products_parent_fkey FOREIGN KEY (parent) REFERENCES products (code);

-- note: The action ON DELETE of the foreign key products_parent_fkey is left out: a change would reach the same rows by two ways, which SQL Server refuses.
