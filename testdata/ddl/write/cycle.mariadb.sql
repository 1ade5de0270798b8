-- MariaDB script

CREATE TABLE employees (
  id int NOT NULL AUTO_INCREMENT,
  manager_id int,
  department_id int NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE departments (
  id int NOT NULL AUTO_INCREMENT,
  head_id int,
  code varchar(10),
  PRIMARY KEY (id),
  CONSTRAINT departments_code_key UNIQUE (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE a (
  id int NOT NULL,
  b_id int,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE b (
  id int NOT NULL,
  c_id int,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE c (
  id int NOT NULL,
  a_id int,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE employees ADD CONSTRAINT employees_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES employees (id) ON DELETE SET NULL;

ALTER TABLE employees ADD CONSTRAINT employees_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments (id) ON UPDATE CASCADE;

ALTER TABLE departments ADD CONSTRAINT departments_head_id_fkey FOREIGN KEY (head_id) REFERENCES employees (id);

-- note: The foreign key departments_head_id_fkey is checked with each statement: MariaDB can't put that off.

ALTER TABLE a ADD CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES b (id);

ALTER TABLE b ADD CONSTRAINT b_c_id_fkey FOREIGN KEY (c_id) REFERENCES c (id);

ALTER TABLE c ADD CONSTRAINT `closing the circle` FOREIGN KEY (a_id) REFERENCES a (id);

-- note: The foreign key closing the circle is checked with each statement: MariaDB can't put that off.
