-- SQL Server script

SET QUOTED_IDENTIFIER ON;

CREATE TABLE employees (
  id int IDENTITY(1,1) NOT NULL,
  manager_id int NULL,
  department_id int NOT NULL,
  CONSTRAINT employees_pkey PRIMARY KEY (id)
);

-- note: The unique key departments_code_key of departments is a unique index over the rows without NULL: a key of SQL Server would take one NULL only.

CREATE TABLE departments (
  id int IDENTITY(1,1) NOT NULL,
  head_id int NULL,
  code nvarchar(10) NULL,
  CONSTRAINT departments_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX departments_code_key ON departments (code) WHERE code IS NOT NULL;

CREATE TABLE a (
  id int NOT NULL,
  b_id int NULL,
  CONSTRAINT a_pkey PRIMARY KEY (id)
);

CREATE TABLE b (
  id int NOT NULL,
  c_id int NULL,
  CONSTRAINT b_pkey PRIMARY KEY (id)
);

CREATE TABLE c (
  id int NOT NULL,
  a_id int NULL,
  CONSTRAINT c_pkey PRIMARY KEY (id)
);

ALTER TABLE employees ADD CONSTRAINT employees_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES employees (id);

ALTER TABLE employees ADD CONSTRAINT employees_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments (id) ON UPDATE CASCADE;

-- note: The action ON DELETE of the foreign key employees_manager_id_fkey is left out: a change would reach the same rows by two ways, which SQL Server refuses.

ALTER TABLE departments ADD CONSTRAINT departments_head_id_fkey FOREIGN KEY (head_id) REFERENCES employees (id);

-- note: The foreign key departments_head_id_fkey is checked with each statement: SQL Server can't put that off.

ALTER TABLE a ADD CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES b (id);

ALTER TABLE b ADD CONSTRAINT b_c_id_fkey FOREIGN KEY (c_id) REFERENCES c (id);

ALTER TABLE c ADD CONSTRAINT [closing the circle] FOREIGN KEY (a_id) REFERENCES a (id);

-- note: The foreign key closing the circle is checked with each statement: SQL Server can't put that off.
