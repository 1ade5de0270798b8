-- SQL Server script

SET QUOTED_IDENTIFIER ON;

-- note: users.name: string has no length (written as nvarchar(255)).

IF OBJECT_ID(N'[users]', N'U') IS NULL
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

-- note: posts.slug: text has no length that a key could hold (written as nvarchar(450)).
-- note: The index of posts is left out: SQL Server can't sort values of type nvarchar(max).
-- note: The index of posts is left out: indexes on expressions are not written for SQL Server.
-- note: The index of posts is left out: it needs a full-text catalog, which the diagram does not have.
-- note: The index of posts is left out: SQL Server has no indexes of the kind gin.
-- note: The index of posts is left out: indexes on expressions are not written for SQL Server.
-- note: The index PRIMARY of posts is of the usual kind: SQL Server has none of the kind hash.
-- note: The index gone of posts is left out: one of its columns is not there.
-- note: The constraint or index "posts_by_author" of posts is called "posts_by_author_2".
-- note: The unique index posts_slug_idx of posts is over the rows without NULL, because SQL Server would take one NULL only.
-- note: The index posts_title_idx of posts may be longer than 1700 bytes: SQL Server refuses such rows.

IF OBJECT_ID(N'[posts]', N'U') IS NULL
CREATE TABLE posts (
  id int IDENTITY(1,1) NOT NULL,
  title nvarchar(1000) NULL,
  body nvarchar(max) NULL,
  author_id int NOT NULL,
  created datetime2 NULL,
  data nvarchar(max) NULL,
  slug nvarchar(450) NULL,
  Mixed nvarchar(max) NULL,
  CONSTRAINT posts_pkey PRIMARY KEY (id),
  CONSTRAINT posts_data_check CHECK (ISJSON(N'[' + data + N']') = 1)
);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'[posts]', N'U') AND name = N'posts_by_author')
CREATE INDEX posts_by_author ON posts (author_id, created DESC);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'[posts]', N'U') AND name = N'posts_title_idx')
CREATE INDEX posts_title_idx ON posts (title);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'[posts]', N'U') AND name = N'posts_slug_idx')
CREATE UNIQUE INDEX posts_slug_idx ON posts (slug) WHERE slug IS NOT NULL;

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'[posts]', N'U') AND name = N'posts_by_author_2')
CREATE INDEX posts_by_author_2 ON posts (created) WHERE author_id > 0 AND Mixed IS NOT NULL;

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'[posts]', N'U') AND name = N'posts_created_idx')
CREATE UNIQUE INDEX posts_created_idx ON posts (created) WHERE created IS NOT NULL;

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'[posts]', N'U') AND name = N'posts_author_id_idx')
CREATE INDEX posts_author_id_idx ON posts (author_id) INCLUDE (created);

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'[posts]', N'U') AND name = N'posts_author_id_idx_2')
CREATE INDEX posts_author_id_idx_2 ON posts (author_id);

-- note: orders.tags: text[] becomes text that holds JSON, because SQL Server has no lists (written as nvarchar(max)).

IF OBJECT_ID(N'[orders]', N'U') IS NULL
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

IF OBJECT_ID(N'[lines]', N'U') IS NULL
CREATE TABLE lines (
  order_id bigint NOT NULL,
  line int NOT NULL,
  product_code nvarchar(450) NULL,
  note nvarchar(255) NULL,
  CONSTRAINT lines_pkey PRIMARY KEY (order_id, line)
);

-- note: products.code, products.parent: text has no length that a key could hold (written as nvarchar(450)).

IF OBJECT_ID(N'[products]', N'U') IS NULL
CREATE TABLE products (
  code nvarchar(450) NOT NULL,
  parent nvarchar(450) NULL,
  price decimal(19,4) NULL,
  CONSTRAINT products_pkey PRIMARY KEY (code)
);

IF OBJECT_ID(N'[orders_user_id_fkey]', N'F') IS NULL
ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

IF OBJECT_ID(N'[lines_order_id_fkey]', N'F') IS NULL
ALTER TABLE lines ADD CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id);

IF OBJECT_ID(N'[lines_product_code_fkey]', N'F') IS NULL
ALTER TABLE lines ADD CONSTRAINT lines_product_code_fkey FOREIGN KEY (product_code) REFERENCES products (code);

IF OBJECT_ID(N'[products_parent_fkey]', N'F') IS NULL
ALTER TABLE products ADD CONSTRAINT products_parent_fkey FOREIGN KEY (parent) REFERENCES products (code);

-- note: The action ON DELETE of the foreign key products_parent_fkey is left out: a change would reach the same rows by two ways, which SQL Server refuses.
