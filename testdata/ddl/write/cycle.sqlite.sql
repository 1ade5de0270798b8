-- SQLite script

CREATE TABLE employees (
  id INTEGER CONSTRAINT employees_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  manager_id INTEGER,
  department_id INTEGER NOT NULL,
  CONSTRAINT employees_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT employees_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments (id) ON UPDATE CASCADE
);

CREATE TABLE departments (
  id INTEGER CONSTRAINT departments_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  head_id INTEGER,
  code VARCHAR(10),
  CONSTRAINT departments_code_key UNIQUE (code),
  CONSTRAINT departments_head_id_fkey FOREIGN KEY (head_id) REFERENCES employees (id) DEFERRABLE
);

CREATE TABLE a (
  id INTEGER NOT NULL,
  b_id INTEGER,
  CONSTRAINT a_pkey PRIMARY KEY (id),
  CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES b (id)
);

CREATE TABLE b (
  id INTEGER NOT NULL,
  c_id INTEGER,
  CONSTRAINT b_pkey PRIMARY KEY (id),
  CONSTRAINT b_c_id_fkey FOREIGN KEY (c_id) REFERENCES c (id)
);

CREATE TABLE c (
  id INTEGER NOT NULL,
  a_id INTEGER,
  CONSTRAINT c_pkey PRIMARY KEY (id),
  CONSTRAINT "closing the circle" FOREIGN KEY (a_id) REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED
);
