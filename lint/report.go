package lint

import "crowsfoot/diagram"

// Checked is one file and what was found in it; reports are written from a list of them.
type Checked struct {
	// File is the name as given.
	File string
	// Page is the diagram that was checked, with the places of its objects in the text.
	Page     *diagram.Page
	Findings []Finding
}

// position is where in the file a finding's first object stands, line and column from 1;
// 0 when the file is no text.
func (c *Checked) position(f *Finding) diagram.Position {
	if c.Page == nil {
		return diagram.Position{}
	}
	for _, o := range f.Objects {
		for _, id := range []diagram.ID{o.ID, o.TableID} {
			if at, ok := c.Page.Places[id]; ok && id != "" {
				return at
			}
		}
	}
	return diagram.Position{}
}
