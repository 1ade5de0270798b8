-- MariaDB script

CREATE TABLE flights (
  carrier char(2) NOT NULL,
  number int NOT NULL,
  day date NOT NULL,
  gate varchar(8),
  PRIMARY KEY (carrier, number, day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE seats (
  flight_day date NOT NULL,
  flight_number int NOT NULL,
  flight_carrier char(2) NOT NULL,
  seat varchar(4),
  CONSTRAINT `one seat` UNIQUE (flight_carrier, seat)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE notes (
  seat_carrier char(2),
  seat varchar(4)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE seats ADD CONSTRAINT seats_flight_carrier_flight_number_flight_day_fkey FOREIGN KEY (flight_carrier, flight_number, flight_day) REFERENCES flights (carrier, number, day);

ALTER TABLE notes ADD CONSTRAINT notes_seat_carrier_seat_fkey FOREIGN KEY (seat_carrier, seat) REFERENCES seats (flight_carrier, seat);
