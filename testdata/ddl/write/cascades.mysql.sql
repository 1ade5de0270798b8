-- MySQL script

CREATE TABLE owners (
  id int NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE shops (
  id int NOT NULL,
  owner_id int NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE people (
  id int NOT NULL,
  owner_id int NOT NULL,
  shop_id int,
  boss_id int,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: visits.kind_id: int becomes smallint, like the column it refers to: MySQL wants the same type.

CREATE TABLE visits (
  shop_id int NOT NULL,
  person_id int NOT NULL DEFAULT 1,
  kind_id smallint
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE kinds (
  id smallint NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE shops ADD CONSTRAINT shops_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE;

ALTER TABLE people ADD CONSTRAINT people_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE;

ALTER TABLE people ADD CONSTRAINT people_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE SET NULL;

ALTER TABLE people ADD CONSTRAINT people_boss_id_fkey FOREIGN KEY (boss_id) REFERENCES people (id) ON DELETE SET NULL;

ALTER TABLE visits ADD CONSTRAINT visits_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE visits ADD CONSTRAINT visits_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id);

ALTER TABLE visits ADD CONSTRAINT visits_kind_id_fkey FOREIGN KEY (kind_id) REFERENCES kinds (id) ON DELETE RESTRICT ON UPDATE NO ACTION;

-- note: The action ON DELETE of the foreign key visits_person_id_fkey is left out: InnoDB knows no SET DEFAULT.
