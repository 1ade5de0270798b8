package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
)

// file is a source in the form of its table.
type file struct {
	store.Source
	sum      []byte
	warnings string
	settled  string
	packed   []byte
}

func packSources(list []store.Source) ([]file, error) {
	files := make([]file, len(list))
	for i, s := range list {
		warnings, err := listJSON(s.Warnings)
		if err != nil {
			return nil, fmt.Errorf("encode the warnings of %q: %w", s.Name, err)
		}
		settled, err := listJSON(s.Settled)
		if err != nil {
			return nil, fmt.Errorf("encode what is settled of %q: %w", s.Name, err)
		}
		sum := s.Sum()
		files[i] = file{s, sum[:], warnings, settled, pack(s.Content)}
	}
	return files, nil
}

// listJSON encodes a list; none is an empty one.
func listJSON[T any](list []T) (string, error) {
	if list == nil {
		list = []T{}
	}
	b, err := json.Marshal(list)
	return string(b), err
}

func (t *writing) addSources(id diagram.ID, files []file) error {
	for _, f := range files {
		if _, err := t.exec(t.prepared.dropSource, id, f.sum); err != nil {
			return fmt.Errorf("keep the file %q: %w", f.Name, err)
		}
		if _, err := t.exec(t.prepared.addSource, id, f.sum, f.Name, f.Format, f.warnings, f.Added.UnixMilli(), f.Page, f.Scale.X, f.Scale.Y, f.settled, f.packed); err != nil {
			return fmt.Errorf("keep the file %q: %w", f.Name, err)
		}
	}
	return nil
}

// AddSource keeps a file that a diagram was read from.
func (s *Store) AddSource(ctx context.Context, id diagram.ID, src store.Source) error {
	if _, err := s.Info(ctx, id); err != nil {
		return err
	}
	files, err := packSources([]store.Source{src})
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *writing) error { return t.addSources(id, files) })
}

// Sources returns the files of a diagram, oldest first.
func (s *Store) Sources(ctx context.Context, id diagram.ID) ([]store.Source, error) {
	if _, err := s.Info(ctx, id); err != nil {
		return nil, err
	}
	found, err := s.reader.QueryContext(ctx,
		`SELECT name, format, warnings, added_at, page, scale_x, scale_y, settled, content FROM source WHERE diagram_id = ? ORDER BY rowid`, id)
	if err != nil {
		return nil, fmt.Errorf("read the files of %s: %w", id, readable(err))
	}
	defer found.Close()
	var list []store.Source
	for found.Next() {
		var f store.Source
		var warnings, settled, packed []byte
		var added int64
		if err := found.Scan(&f.Name, &f.Format, &warnings, &added, &f.Page, &f.Scale.X, &f.Scale.Y, &settled, &packed); err != nil {
			return nil, fmt.Errorf("read the files of %s: %w", id, err)
		}
		f.Added = time.UnixMilli(added).UTC()
		if f.Content, err = unpack(packed); err != nil {
			return nil, fmt.Errorf("read the file %q of %s: %w", f.Name, id, err)
		}
		if err := json.Unmarshal(warnings, &f.Warnings); err != nil {
			return nil, fmt.Errorf("read the warnings of %q: %w", f.Name, err)
		}
		if err := json.Unmarshal(settled, &f.Settled); err != nil {
			return nil, fmt.Errorf("read what is settled of %q: %w", f.Name, err)
		}
		list = append(list, f)
	}
	return list, found.Err()
}

// Settle replaces the list of what has been looked at in the newest file of a diagram.
func (s *Store) Settle(ctx context.Context, id diagram.ID, settled []int) error {
	if _, err := s.Info(ctx, id); err != nil {
		return err
	}
	list, err := listJSON(settled)
	if err != nil {
		return fmt.Errorf("encode what is settled of %s: %w", id, err)
	}
	return s.write(ctx, func(t *writing) error {
		_, err := t.exec(t.prepared.settle, list, id)
		return err
	})
}

// ReadFrom returns the diagrams of the library that have a file of this name and format.
func (s *Store) ReadFrom(ctx context.Context, name, format string) ([]store.Info, error) {
	return s.list(ctx, `SELECT `+infoColumns+` FROM diagram
		WHERE draft = '' AND deleted_at IS NULL
		  AND id IN (SELECT diagram_id FROM source WHERE name = ? AND format = ?)
		ORDER BY edited_at DESC, id`, name, format)
}
