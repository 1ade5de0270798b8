package format

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// The plain schema JSON: tables, columns, keys and references by their names, for
// scripts and other tools. Everything but names may be left out; unknown keys are
// ignored.
var _ = add(&Format{
	Name:       "schema-json",
	Title:      "schema JSON",
	Extensions: []string{".json", ".schema.json"},
	Sniff:      func(_ string, data []byte) bool { return hasKey(data, "tables") && !hasKey(data, "crowsfoot") },
	Read:       readSchema,
	Write:      writeSchema,
})

type (
	schemaFile struct {
		Name    string        `json:"name"`
		Dialect string        `json:"dialect"`
		Comment string        `json:"comment,omitempty"`
		Tables  []schemaTable `json:"tables"`
	}
	schemaTable struct {
		Name        string            `json:"name"`
		Schema      string            `json:"schema,omitempty"`
		Kind        string            `json:"kind,omitempty"` // view, or empty for a table
		Columns     []schemaColumn    `json:"columns"`
		PrimaryKey  []string          `json:"primary_key"`
		Uniques     [][]string        `json:"uniques"`
		Indexes     []schemaIndex     `json:"indexes,omitempty"`
		ForeignKeys []schemaReference `json:"foreign_keys"`
		Comment     string            `json:"comment"`
		// X and Y are the top left corner of the card, where it is known.
		X *float64 `json:"x,omitempty"`
		Y *float64 `json:"y,omitempty"`
	}
	schemaColumn struct {
		Name string `json:"name"`
		Type string `json:"type"`
		// Nullable is true when it is left out, as in SQL.
		Nullable *bool  `json:"nullable"`
		PK       bool   `json:"pk"`
		Default  string `json:"default,omitempty"`
		Comment  string `json:"comment,omitempty"`
	}
	schemaIndex struct {
		Name    string   `json:"name,omitempty"`
		Unique  bool     `json:"unique,omitempty"`
		Columns []string `json:"columns"`
	}
	schemaReference struct {
		Name       string   `json:"name,omitempty"`
		Columns    []string `json:"columns"`
		RefTable   string   `json:"ref_table"`
		RefColumns []string `json:"ref_columns"`
		OnDelete   string   `json:"on_delete,omitempty"`
		OnUpdate   string   `json:"on_update,omitempty"`
	}
)

// schemaDialects are other words for the dialects.
var schemaDialects = map[string]string{
	"postgres": "postgres", "postgresql": "postgres", "mysql": "mysql", "mariadb": "mariadb",
	"sqlite": "sqlite", "sqlite3": "sqlite", "sqlserver": "sqlserver", "mssql": "sqlserver", "tsql": "sqlserver", "oracle": "oracle",
}

func readSchema(data []byte) (*diagram.Source, error) {
	var f schemaFile
	if err := decodeJSON(data, &f, "schema JSON"); err != nil {
		return nil, err
	}
	if f.Tables == nil {
		return nil, diagram.Errorf(diagram.Unreadable, `This is no schema JSON: the key "tables" is missing.`)
	}
	if err := schemaLimits(f); err != nil {
		return nil, err
	}
	r := &schemaReader{
		page:      diagram.NewPage(f.Name),
		schemas:   map[string]diagram.ID{},
		tables:    map[string]*diagram.Table{},
		columnIDs: map[*diagram.Table]map[string]diagram.ID{},
	}
	r.page.Diagram.Name, r.page.Diagram.Comment = diagram.CutName(f.Name), r.text(&diagram.Table{}, f.Comment, diagram.MaxText)
	r.page.Diagram.Dialect = schemaDialects[strings.ToLower(f.Dialect)]
	if f.Dialect != "" && r.page.Diagram.Dialect == "" {
		r.warn("unknown-dialect", "dialect", "", "The dialect %q is not one that is known here, so none is chosen.", f.Dialect)
	}
	built := make([]*diagram.Table, len(f.Tables))
	for i, t := range f.Tables {
		built[i] = r.table(i, t)
	}
	for i, t := range f.Tables {
		for n, k := range t.ForeignKeys {
			r.reference(built[i], n, k)
		}
	}
	return &diagram.Source{Format: "schema-json", Pages: []*diagram.Page{r.page}, Warnings: r.warnings}, nil
}

// schemaLimits refuses too large a file before anything is built from it.
func schemaLimits(f schemaFile) error {
	if len(f.Tables) > diagram.MaxTables {
		return diagram.Errorf(diagram.TooLarge, "The file has %d tables; the limit is %d.", len(f.Tables), diagram.MaxTables)
	}
	for _, t := range f.Tables {
		if len(t.Columns) > diagram.MaxColumns {
			return diagram.Errorf(diagram.TooLarge, "The table %q has %d columns; the limit is %d.", t.Name, len(t.Columns), diagram.MaxColumns)
		}
	}
	return nil
}

type schemaReader struct {
	page    *diagram.Page
	schemas map[string]diagram.ID
	tables  map[string]*diagram.Table // by lower-case name, with and without schema
	// columnIDs are the columns of a table by their names, as written and in lower case.
	columnIDs map[*diagram.Table]map[string]diagram.ID
	warnings  []diagram.Loss
}

// schemaMaxWarnings bounds the list of warnings; more help nobody.
const schemaMaxWarnings = 1000

func (r *schemaReader) warn(code, where string, object diagram.ID, format string, args ...any) {
	switch {
	case len(r.warnings) == schemaMaxWarnings:
		return
	case len(r.warnings) == schemaMaxWarnings-1:
		code, where, object, format, args = "more-warnings", "", "", "There are more warnings than these; the rest is left out.", nil
	}
	for i, a := range args {
		if name, ok := a.(string); ok {
			args[i] = diagram.CutName(name) // it may be a name of the file, of any length
		}
	}
	r.warnings = append(r.warnings, diagram.Loss{Code: code, Message: diagram.Errorf(diagram.Invalid, format, args...).Message, Where: where, Object: object})
}

// schemaMaxType bounds the text of a type, in characters.
const schemaMaxType = 4096

// text returns a text that a diagram can hold; one that is too long is left out.
func (r *schemaReader) text(t *diagram.Table, s string, limit int) string {
	if utf8.RuneCountInString(s) > limit {
		r.warn("too-large", t.Name, "", "A text of the table %q has more than %d characters, so it is left out.", t.Name, limit)
		return ""
	}
	return s
}

// table builds table number i. Tables that stand there twice are both kept.
func (r *schemaReader) table(i int, f schemaTable) *diagram.Table {
	t := &diagram.Table{Name: diagram.CutName(f.Name)}
	t.Comment = r.text(t, f.Comment, diagram.MaxText)
	if f.Kind == "view" {
		t.Kind = diagram.KindView
	}
	if f.Schema != "" {
		t.Schema = r.schema(diagram.CutName(f.Schema))
	}
	t.ID = r.newTableID(f, i)
	if f.X != nil && f.Y != nil {
		t.Pos = diagram.Point{X: diagram.Clamp(*f.X), Y: diagram.Clamp(*f.Y)}
		r.page.Positioned = true
	}
	names := map[string]diagram.ID{}
	r.columnIDs[t] = names
	primary := f.PrimaryKey
	for n, c := range f.Columns {
		name := diagram.CutName(c.Name)
		id := diagram.DerivedID(string(t.ID), "column", name)
		if _, twice := names[name]; twice {
			id = diagram.DerivedID(string(t.ID), "column", name, strconv.Itoa(n))
		} else {
			names[name] = id
		}
		if folded := strings.ToLower(name); names[folded] == "" {
			names[folded] = id
		}
		column := &diagram.Column{
			ID:   id,
			Name: name, Type: r.text(t, c.Type, schemaMaxType), Default: r.text(t, c.Default, diagram.MaxText), Comment: r.text(t, c.Comment, diagram.MaxText),
			NotNull: c.Nullable != nil && !*c.Nullable,
		}
		t.Columns = append(t.Columns, column)
		if c.PK && len(f.PrimaryKey) == 0 {
			primary = append(primary, c.Name)
		}
	}
	if len(primary) > 0 {
		r.key(t, primary, true)
	}
	for _, u := range f.Uniques {
		r.key(t, u, false)
	}
	for n, x := range f.Indexes {
		if ids, ok := r.columns(t, x.Columns, "index"); ok {
			index := &diagram.Index{ID: diagram.DerivedID(string(t.ID), "index", strconv.Itoa(n)), Name: diagram.CutName(x.Name), Unique: x.Unique}
			for _, id := range ids {
				index.Parts = append(index.Parts, diagram.IndexPart{Column: id})
			}
			t.Indexes = append(t.Indexes, index)
		}
	}
	r.page.Diagram.AddTable(t)
	for _, name := range []string{f.Name, f.Schema + "." + f.Name} {
		if key := strings.ToLower(name); r.tables[key] == nil {
			r.tables[key] = t
		}
	}
	return t
}

func (r *schemaReader) newTableID(f schemaTable, i int) diagram.ID {
	id := diagram.DerivedID("schema-json", f.Schema, f.Name)
	if r.page.Diagram.Tables[id] != nil {
		id = diagram.DerivedID("schema-json", f.Schema, f.Name, strconv.Itoa(i))
	}
	return id
}

func (r *schemaReader) schema(name string) diagram.ID {
	key := strings.ToLower(name)
	if r.schemas[key] == "" {
		r.schemas[key] = r.page.Diagram.AddSchema(&diagram.Schema{ID: diagram.DerivedID("schema-json", "schema", key), Name: name}).ID
	}
	return r.schemas[key]
}

func (r *schemaReader) key(t *diagram.Table, names []string, primary bool) {
	what := "unique key"
	if primary {
		what = "primary key"
	}
	if ids, ok := r.columns(t, names, what); ok {
		t.Keys = append(t.Keys, &diagram.Key{
			ID:      diagram.DerivedID(string(t.ID), "key", strconv.Itoa(len(t.Keys))),
			Primary: primary, Columns: ids,
		})
	}
}

// columns finds the columns of these names; where one is missing it warns, and the key
// or index is left out.
func (r *schemaReader) columns(t *diagram.Table, names []string, what string) ([]diagram.ID, bool) {
	if len(names) > diagram.MaxColumns {
		r.warn("too-large", t.Name, t.ID, "A %s of the table %q names more than %d columns, so it is left out.", what, t.Name, diagram.MaxColumns)
		return nil, false
	}
	ids := make([]diagram.ID, 0, len(names))
	for _, name := range names {
		id := r.columnIDs[t][diagram.CutName(name)]
		if id == "" {
			id = r.columnIDs[t][strings.ToLower(diagram.CutName(name))]
		}
		if id == "" {
			r.warn("unresolved-reference", t.Name, t.ID,
				"The %s of the table %q names the column %q, which the table does not have, so it is left out.", what, t.Name, name)
			return nil, false
		}
		ids = append(ids, id)
	}
	return ids, len(ids) > 0
}

// reference builds foreign key number n of a table.
func (r *schemaReader) reference(child *diagram.Table, n int, k schemaReference) {
	parent := r.tables[strings.ToLower(k.RefTable)]
	if s := r.page.Diagram.Schemas[child.Schema]; s != nil && !strings.Contains(k.RefTable, ".") {
		if near := r.tables[strings.ToLower(s.Name+"."+k.RefTable)]; near != nil {
			parent = near
		}
	}
	if parent == nil {
		r.warn("unresolved-reference", child.Name, child.ID,
			"A foreign key of the table %q refers to %q, which is not in the file, so it is left out.", child.Name, k.RefTable)
		return
	}
	from, ok := r.columns(child, k.Columns, "foreign key")
	if !ok {
		return
	}
	var to []diagram.ID
	if pk := parent.PrimaryKey(); len(k.RefColumns) == 0 && pk != nil {
		to = pk.Columns
	} else if to, ok = r.columns(parent, k.RefColumns, "end of a foreign key"); !ok && len(k.RefColumns) > 0 {
		return
	}
	if len(from) != len(to) {
		r.warn("unresolved-reference", child.Name, child.ID,
			"A foreign key from the table %q to %q has %d columns on one side and %d on the other, so it is left out.", child.Name, parent.Name, len(from), len(to))
		return
	}
	pairs := make([]diagram.Pair, len(from))
	for i, id := range from {
		pairs[i] = diagram.Pair{From: id, To: to[i]}
	}
	rel := diagram.Refer(child, parent, pairs)
	rel.ID, rel.Name = diagram.DerivedID(string(child.ID), "reference", strconv.Itoa(n)), diagram.CutName(k.Name)
	rel.OnDelete, rel.OnUpdate = schemaAction(k.OnDelete), schemaAction(k.OnUpdate)
	r.page.Diagram.AddRelationship(rel)
}

// schemaAction reads "cascade", "SET NULL" or "set_null"; what it does not know is the
// database's default.
func schemaAction(s string) diagram.Action {
	a := diagram.Action(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), " ", "_"))
	switch a {
	case diagram.ActionNoAction, diagram.ActionRestrict, diagram.ActionCascade, diagram.ActionSetNull, diagram.ActionSetDefault:
		return a
	}
	return diagram.ActionDefault
}
