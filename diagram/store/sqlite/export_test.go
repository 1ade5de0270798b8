package sqlite

import (
	"context"
	"fmt"
)

// LimitPages makes the disk full for the writer beyond a number of pages, and 0 makes
// room again.
func (s *Store) LimitPages(n int) error {
	if n == 0 {
		n = 1 << 30
	}
	_, err := s.writer.ExecContext(context.Background(), fmt.Sprintf(`PRAGMA max_page_count = %d`, n))
	return err
}

// Pragma returns a setting of the writer's connection.
func (s *Store) Pragma(name string) (value string, err error) {
	err = s.writer.QueryRowContext(context.Background(), `PRAGMA `+name).Scan(&value)
	return value, err
}

// ReaderPragma returns a setting of a reader's connection.
func (s *Store) ReaderPragma(name string) (value string, err error) {
	err = s.reader.QueryRowContext(context.Background(), `PRAGMA `+name).Scan(&value)
	return value, err
}
