package format

import (
	"bytes"
	"encoding/json"

	"crowsfoot/diagram"
)

// The form of `read --json`: a contract for scripts, so names and order of the fields
// stay as they are, and lists are never null.
type (
	readFile struct {
		File     string        `json:"file"`
		Format   string        `json:"format"`
		Pages    []readPage    `json:"pages"`
		Warnings []readWarning `json:"warnings"`
	}
	readPage struct {
		Name          string             `json:"name"`
		Tables        []readTable        `json:"tables"`
		Relationships []readRelationship `json:"relationships"`
		Notes         []string           `json:"notes"`
	}
	readTable struct {
		Name    string       `json:"name"`
		Kind    string       `json:"kind"`
		Columns []readColumn `json:"columns"`
	}
	readColumn struct {
		Name       string `json:"name"`
		Type       string `json:"type"`
		PK         bool   `json:"pk"`
		FK         bool   `json:"fk"`
		NotNull    bool   `json:"not_null"`
		Confidence string `json:"confidence"`
	}
	readRelationship struct {
		From        string    `json:"from,omitempty"`
		FromColumns []string  `json:"from_columns"`
		To          string    `json:"to,omitempty"`
		ToColumns   []string  `json:"to_columns"`
		Name        string    `json:"name"`
		Kind        string    `json:"kind"`
		Directed    bool      `json:"directed"`
		Ends        []readEnd `json:"ends,omitempty"`
		FromCard    string    `json:"from_card,omitempty"`
		ToCard      string    `json:"to_card,omitempty"`
		Attributes  []string  `json:"attributes"`
		Confidence  string    `json:"confidence"`
		Why         string    `json:"why,omitempty"`
	}
	readEnd struct {
		Table string `json:"table"`
		Card  string `json:"card"`
	}
	readWarning struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Where   string `json:"where"`
	}
)

// ReadJSON returns what was recognised in a file in the form of `read --json`: every
// page in file order, empty ones too, names and relationships as drawn. The file is
// named as given.
func ReadJSON(file string, s *diagram.Source) ([]byte, error) {
	out := readFile{File: file, Format: s.Format, Pages: []readPage{}, Warnings: []readWarning{}}
	for _, p := range s.Pages {
		out.Pages = append(out.Pages, readPageOf(p))
	}
	for _, w := range s.Warnings {
		out.Warnings = append(out.Warnings, readWarning{w.Code, w.Message, w.Where})
	}
	return encodeJSON(out)
}

func readPageOf(p *diagram.Page) readPage {
	d := p.Diagram
	out := readPage{Name: p.Name, Tables: []readTable{}, Relationships: []readRelationship{}, Notes: []string{}}
	foreign := foreignColumns(p)
	for _, t := range d.SortedTables() {
		table := readTable{Name: t.Name, Kind: string(t.Kind), Columns: []readColumn{}}
		if t.Kind == diagram.KindPlain {
			table.Kind = "table"
		}
		for _, c := range t.Columns {
			table.Columns = append(table.Columns, readColumn{
				Name: c.Name, Type: c.Type, PK: t.InPrimaryKey(c.ID), FK: foreign[c.ID],
				NotNull: t.NotNull(c), Confidence: confidence(p, c.ID),
			})
		}
		out.Tables = append(out.Tables, table)
	}
	for _, r := range d.SortedRelationships() {
		out.Relationships = append(out.Relationships, readRelationshipOf(p, r))
	}
	for _, n := range d.SortedNotes() {
		out.Notes = append(out.Notes, n.Text)
	}
	return out
}

// foreignColumns are the columns that a foreign key starts from, by a mark or a line.
func foreignColumns(p *diagram.Page) map[diagram.ID]bool {
	foreign := map[diagram.ID]bool{}
	for id, marked := range p.ForeignMarks {
		foreign[id] = marked
	}
	for _, r := range p.Diagram.Relationships {
		if r.IsForeignKey() && r.Directed {
			for _, id := range r.FromColumns() {
				foreign[id] = true
			}
		}
	}
	return foreign
}

func confidence(p *diagram.Page, id diagram.ID) string {
	if p.Readings[id].Guessed {
		return "guessed"
	}
	return "certain"
}

func readRelationshipOf(p *diagram.Page, r *diagram.Relationship) readRelationship {
	out := readRelationship{
		FromColumns: []string{}, ToColumns: []string{}, Name: r.Name, Kind: relationshipKind(r),
		Directed: r.Directed, Attributes: []string{},
		Confidence: confidence(p, r.ID), Why: p.Readings[r.ID].Why,
	}
	for _, a := range r.Attributes {
		out.Attributes = append(out.Attributes, a.Name)
	}
	tables := make([]*diagram.Table, len(r.Ends))
	for i, e := range r.Ends {
		if tables[i] = p.Diagram.Tables[e.Table]; tables[i] == nil {
			tables[i] = &diagram.Table{}
		}
	}
	if len(r.Ends) != 2 {
		for i, e := range r.Ends {
			out.Ends = append(out.Ends, readEnd{tables[i].Name, string(cardOf(e))})
		}
		return out
	}
	out.From, out.FromCard = tables[0].Name, string(cardOf(r.Ends[0]))
	out.To, out.ToCard = tables[1].Name, string(cardOf(r.Ends[1]))
	out.FromColumns = tables[0].Names(r.FromColumns())
	out.ToColumns = tables[1].Names(r.ToColumns())
	return out
}

// relationshipKind sorts a relationship into the four kinds of the contract. A line
// between two tables that holds no columns yet counts as a foreign key to be.
func relationshipKind(r *diagram.Relationship) string {
	switch {
	case r.Inheritance:
		return "inheritance"
	case len(r.Ends) != 2:
		return "n-ary"
	case r.IsManyToMany():
		return "many-to-many"
	}
	return "foreign-key"
}

func cardOf(e diagram.End) diagram.Cardinality {
	if e.Card == "" {
		return diagram.Unknown
	}
	return e.Card
}

// encodeJSON writes a value for people and scripts: indented, without the escapes that
// only matter inside web pages.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
