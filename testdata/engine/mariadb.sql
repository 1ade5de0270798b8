CREATE TABLE `odd ``table``` (
  `the id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `select` varchar(40) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'a;b\'c',
  CONSTRAINT `odd key` PRIMARY KEY (`the id`)
);
CREATE TABLE users (
  id int NOT NULL AUTO_INCREMENT,
  email varchar(200) NOT NULL COMMENT 'it''s where mail goes',
  feels enum('sad','it''s ok','happy') DEFAULT 'happy',
  doc json,
  made datetime(3) NOT NULL DEFAULT current_timestamp(3),
  half decimal(10,2) GENERATED ALWAYS AS (char_length(email) / 2) STORED,
  odd_id bigint unsigned,
  CONSTRAINT users_pk PRIMARY KEY (id),
  CONSTRAINT users_email UNIQUE (email),
  CONSTRAINT users_email_check CHECK (email LIKE '%@%'),
  KEY users_made (made, email(10)),
  FULLTEXT KEY users_text (email),
  CONSTRAINT users_odd FOREIGN KEY (odd_id) REFERENCES `odd ``table``` (`the id`) ON DELETE SET NULL
) COMMENT='people; who log in';
CREATE TABLE orders (
  id int NOT NULL,
  user_id int NOT NULL,
  line smallint NOT NULL,
  CONSTRAINT PRIMARY KEY (id, line),
  CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE profile (
  user_id int NOT NULL,
  CONSTRAINT PRIMARY KEY (user_id),
  CONSTRAINT profile_user FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE VIEW happy AS SELECT u.id, u.email AS mail FROM users u WHERE u.feels = 'happy';
