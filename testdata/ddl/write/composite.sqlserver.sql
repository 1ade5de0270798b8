-- SQL Server script

CREATE TABLE flights (
  carrier nchar(2) NOT NULL,
  number int NOT NULL,
  day date NOT NULL,
  gate nvarchar(8) NULL,
  CONSTRAINT flights_pkey PRIMARY KEY (carrier, number, day)
);

-- note: The unique key one seat of seats takes one row with NULL only: a foreign key refers to it.

CREATE TABLE seats (
  flight_day date NOT NULL,
  flight_number int NOT NULL,
  flight_carrier nchar(2) NOT NULL,
  seat nvarchar(4) NULL,
  CONSTRAINT [one seat] UNIQUE (flight_carrier, seat)
);

CREATE TABLE notes (
  seat_carrier nchar(2) NULL,
  seat nvarchar(4) NULL
);

ALTER TABLE seats ADD CONSTRAINT seats_flight_carrier_flight_number_flight_day_fkey FOREIGN KEY (flight_carrier, flight_number, flight_day) REFERENCES flights (carrier, number, day);

ALTER TABLE notes ADD CONSTRAINT notes_seat_carrier_seat_fkey FOREIGN KEY (seat_carrier, seat) REFERENCES seats (flight_carrier, seat);
