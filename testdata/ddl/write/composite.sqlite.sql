-- SQLite script

CREATE TABLE flights (
  carrier VARCHAR(2) NOT NULL,
  number INTEGER NOT NULL,
  day DATE NOT NULL,
  gate VARCHAR(8),
  CONSTRAINT flights_pkey PRIMARY KEY (carrier, number, day)
);

CREATE TABLE seats (
  flight_day DATE NOT NULL,
  flight_number INTEGER NOT NULL,
  flight_carrier VARCHAR(2) NOT NULL,
  seat VARCHAR(4),
  CONSTRAINT "one seat" UNIQUE (flight_carrier, seat),
  CONSTRAINT seats_flight_carrier_flight_number_flight_day_fkey FOREIGN KEY (flight_carrier, flight_number, flight_day) REFERENCES flights (carrier, number, day)
);

CREATE TABLE notes (
  seat_carrier VARCHAR(2),
  seat VARCHAR(4),
  CONSTRAINT notes_seat_carrier_seat_fkey FOREIGN KEY (seat_carrier, seat) REFERENCES seats (flight_carrier, seat)
);
