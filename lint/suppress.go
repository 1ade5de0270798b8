package lint

import (
	"path"
	"strings"

	"crowsfoot/diagram"
)

// NamedIgnore silences findings by the names of their objects: the ignore of a
// configuration, which knows no IDs.
type NamedIgnore struct {
	Rule string // code
	// Table and Column are names in any case, with * and ? as in file names. Table is with
	// its schema in front where it has one. An empty column means the table and all in it.
	Table, Column string
	Reason        string
	Until         string // last day, YYYY-MM-DD; empty means for ever
	// At is where it stands in its file.
	At diagram.Position
}

// ended tells whether the last day of an ignore is over.
func ended(until, today string) bool { return today != "" && until != "" && until < today }

// silencer knows the ignores of a diagram and of a configuration.
type silencer struct {
	byObject map[diagram.ID][]*diagram.Ignore
	named    []*NamedIgnore
}

// silence gathers the ignores that still hold on this day.
func silence(d *diagram.Diagram, c *Config) *silencer {
	s := &silencer{byObject: map[diagram.ID][]*diagram.Ignore{}}
	for _, i := range d.SortedIgnores() {
		if !ended(i.Until, c.Today) {
			s.byObject[i.Object] = append(s.byObject[i.Object], i)
		}
	}
	for _, n := range c.Ignores {
		if !ended(n.Until, c.Today) {
			s.named = append(s.named, n)
		}
	}
	return s
}

// hush says of a finding what silences it, and tells whether that is another than before.
func (s *silencer) hush(f *Finding) (changed bool) {
	if strings.HasPrefix(f.Rule, bookkeepingFamily) {
		return false
	}
	was, wasNamed := f.Ignored, f.named
	f.Ignored, f.named, f.Reason = "", nil, ""
	if i := s.match(f); i != nil {
		f.Ignored, f.Reason = i.ID, i.Reason
	} else {
		for _, n := range s.named {
			if n.match(f) {
				f.named, f.Reason = n, n.Reason
				break
			}
		}
	}
	return was != f.Ignored || wasNamed != f.named
}

// silenced tells whether an ignore of the diagram or of the configuration speaks of it.
func (f *Finding) silenced() bool { return f.Ignored != "" || f.named != nil }

// match returns the ignore of the diagram that silences a finding, or nil. An ignore
// speaks of one of the finding's objects, or of the table that holds the first.
func (s *silencer) match(f *Finding) *diagram.Ignore {
	if len(s.byObject) == 0 {
		return nil
	}
	for i, o := range f.Objects {
		ids := []diagram.ID{o.ID}
		if i == 0 && o.TableID != "" && o.TableID != o.ID {
			ids = append(ids, o.TableID)
		}
		for _, id := range ids {
			for _, ignore := range s.byObject[id] {
				if ignore.Rule == f.Rule && (ignore.Fingerprint == "" || ignore.Fingerprint == f.Fingerprint) {
					return ignore
				}
			}
		}
	}
	return nil
}

// match tells whether the ignore speaks of one of the finding's objects, or of the table
// that holds the first.
func (n *NamedIgnore) match(f *Finding) bool {
	if n.Rule != f.Rule {
		return false
	}
	for i, o := range f.Objects {
		whole := i == 0 || o.Kind == diagram.KindTable
		if matchName(n.Table, o.Table) && (n.Column == "" && whole || n.Column != "" && matchName(n.Column, o.Column)) {
			return true
		}
	}
	return false
}

// matchName compares a pattern with a name in any case. The pattern has been checked.
func matchName(pattern, name string) bool {
	ok, _ := path.Match(strings.ToLower(pattern), strings.ToLower(name))
	return ok && name != ""
}
