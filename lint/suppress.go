package lint

import "crowsfoot/diagram"

// silencer knows the ignores of a diagram.
type silencer struct {
	byObject map[diagram.ID][]*diagram.Ignore
}

// silence gathers the ignores that still hold on this day.
func silence(d *diagram.Diagram, today string) *silencer {
	s := &silencer{byObject: map[diagram.ID][]*diagram.Ignore{}}
	for _, i := range d.SortedIgnores() {
		if today != "" && i.Until != "" && i.Until < today {
			continue
		}
		s.byObject[i.Object] = append(s.byObject[i.Object], i)
	}
	return s
}

// match returns the ignore that silences a finding, or nothing. An ignore speaks of one of
// the finding's objects, or of the table that holds the first.
func (s *silencer) match(f *Finding) diagram.ID {
	if len(s.byObject) == 0 {
		return ""
	}
	for i, o := range f.Objects {
		ids := []diagram.ID{o.ID}
		if i == 0 && o.TableID != "" && o.TableID != o.ID {
			ids = append(ids, o.TableID)
		}
		for _, id := range ids {
			for _, ignore := range s.byObject[id] {
				if ignore.Rule == f.Rule && (ignore.Fingerprint == "" || ignore.Fingerprint == f.Fingerprint) {
					return ignore.ID
				}
			}
		}
	}
	return ""
}
