-- Oracle script

CREATE TABLE flights (
  carrier char(2 char) NOT NULL,
  "number" number(10) NOT NULL,
  day date NOT NULL,
  gate varchar2(8 char),
  CONSTRAINT flights_pkey PRIMARY KEY (carrier, "number", day)
);

-- note: The unique key one seat of seats refuses rows that are alike in all but columns with NULL, which other databases take.

CREATE TABLE seats (
  flight_day date NOT NULL,
  flight_number number(10) NOT NULL,
  flight_carrier char(2 char) NOT NULL,
  seat varchar2(4 char),
  CONSTRAINT "one seat" UNIQUE (flight_carrier, seat)
);

CREATE TABLE notes (
  seat_carrier char(2 char),
  seat varchar2(4 char)
);

ALTER TABLE seats ADD CONSTRAINT seats_flight_carrier_flight_number_flight_day_fkey FOREIGN KEY (flight_carrier, flight_number, flight_day) REFERENCES flights (carrier, "number", day);

ALTER TABLE notes ADD CONSTRAINT notes_seat_carrier_seat_fkey FOREIGN KEY (seat_carrier, seat) REFERENCES seats (flight_carrier, seat);
