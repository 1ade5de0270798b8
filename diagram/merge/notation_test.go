package merge_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

// The fixtures write diagrams in a small notation, one object a line, parts of a table
// indented below it:
//
//	name Shop
//	dialect postgres
//	schema s1 sales
//	module m1 billing allows=m2,m3
//	domain d1 email type=text schema=s1
//	table t1 orders schema=s1 module=m1 pos=40,60 width=300 pinned source=2 comment="all of them"
//	  column c1 id int notnull default=0 source=3
//	  pk k1 c1
//	  unique k2 c1,c2
//	  index x1 by_name c1,c2 unique
//	  check q1 "price > 0"
//	  depends f1 c1 c2,c3
//	line r1 t1.c2:many > t2.c1:one name=places source=9
//	note n1 "Ask Ann" pos=0,0 about=t1
//	frame f1 Sales pos=0,0 size=400,300 module=m1
//	ignore i1 K001 t1
//
// A line with "-" in place of ">" has no direction; a cardinality that is not given is not
// known. Objects are in the order of the lines.

// words splits a line at spaces; "…" is one word and may hold \n.
func words(line string) []string {
	var list []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		end := strings.IndexByte(line+" ", ' ')
		if q := strings.IndexByte(line, '"'); q >= 0 && q < end {
			quoted, err := strconv.QuotedPrefix(line[q:])
			if err != nil {
				panic(line)
			}
			text, _ := strconv.Unquote(quoted)
			list = append(list, line[:q]+text)
			line = line[q+len(quoted):]
			continue
		}
		list = append(list, line[:end])
		line = line[end:]
	}
	return list
}

// attributes are the words of a line behind its plain ones.
type attributes map[string]string

func (a attributes) pair(name string) (x, y float64) {
	if a[name] != "" {
		_, err := fmt.Sscanf(a[name], "%g,%g", &x, &y)
		if err != nil {
			panic(err)
		}
	}
	return x, y
}

func (a attributes) point(name string) diagram.Point {
	x, y := a.pair(name)
	return diagram.Point{X: x, Y: y}
}

func (a attributes) size(name string) diagram.Size {
	w, h := a.pair(name)
	return diagram.Size{W: w, H: h}
}

func (a attributes) has(name string) bool { _, ok := a[name]; return ok }

func idList(s string) []diagram.ID {
	if s == "" {
		return nil
	}
	var ids []diagram.ID
	for _, id := range strings.Split(s, ",") {
		ids = append(ids, diagram.ID(id))
	}
	return ids
}

var flags = map[string]bool{"notnull": true, "pinned": true, "unique": true}

// parse reads the notation.
func parse(t testing.TB, text string) *diagram.Diagram {
	d := diagram.New()
	var last *diagram.Table
	addTable := func() {
		if last != nil {
			d.AddTable(last)
			last = nil
		}
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var plain []string
		a := attributes{}
		for i, w := range words(line) {
			name, value, ok := strings.Cut(w, "=")
			switch {
			case i > 1 && flags[w]:
				a[w] = ""
			case i > 1 && ok && name != "" && !strings.ContainsAny(name, " ><"):
				a[name] = value
			default:
				plain = append(plain, w)
			}
		}
		arg := func(i int) string {
			if i < len(plain) {
				return plain[i]
			}
			return ""
		}
		id := diagram.ID(arg(1))
		if line[0] != ' ' {
			addTable()
		}
		switch plain[0] {
		case "name":
			d.Name = arg(1)
		case "dialect":
			d.Dialect = arg(1)
		case "schema":
			d.AddSchema(&diagram.Schema{ID: id, Name: arg(2)})
		case "module":
			d.AddModule(&diagram.Module{ID: id, Name: arg(2), Allows: idList(a["allows"])})
		case "domain":
			d.AddDomain(&diagram.Domain{ID: id, Name: arg(2), Type: a["type"], Schema: diagram.ID(a["schema"])})
		case "table":
			last = &diagram.Table{ID: id, Name: arg(2), Schema: diagram.ID(a["schema"]), Module: diagram.ID(a["module"]),
				Pos: a.point("pos"), Pinned: a.has("pinned"), Source: a["source"], Comment: a["comment"]}
			last.Width, _ = strconv.ParseFloat(a["width"], 64)
		case "column":
			last.Columns = append(last.Columns, &diagram.Column{ID: id, Name: arg(2), Type: arg(3),
				NotNull: a.has("notnull"), Default: a["default"], Source: a["source"], Comment: a["comment"]})
		case "pk", "unique":
			last.Keys = append(last.Keys, &diagram.Key{ID: id, Primary: plain[0] == "pk", Columns: idList(arg(2)), Name: a["name"]})
		case "index":
			x := &diagram.Index{ID: id, Name: arg(2), Unique: a.has("unique")}
			for _, c := range idList(arg(3)) {
				x.Parts = append(x.Parts, diagram.IndexPart{Column: c})
			}
			last.Indexes = append(last.Indexes, x)
		case "check":
			last.Checks = append(last.Checks, &diagram.Check{ID: id, Expression: arg(2)})
		case "depends":
			last.Dependencies = append(last.Dependencies, &diagram.Dependency{ID: id, Determinant: idList(arg(2)), Dependent: idList(arg(3))})
		case "line":
			r := &diagram.Relationship{ID: id, Name: a["name"], Source: a["source"], Comment: a["comment"]}
			var sides [][]diagram.ID
			for _, w := range plain[2:] {
				if w == ">" || w == "-" {
					r.Directed = w == ">"
					continue
				}
				w, card, ok := strings.Cut(w, ":")
				if !ok {
					card = string(diagram.Unknown)
				}
				table, cols, _ := strings.Cut(w, ".")
				r.Ends = append(r.Ends, diagram.End{Table: diagram.ID(table), Card: diagram.Cardinality(card)})
				sides = append(sides, idList(strings.ReplaceAll(cols, "+", ",")))
			}
			for i, from := range sides[0] {
				r.Pairs = append(r.Pairs, diagram.Pair{From: from, To: sides[1][i]})
			}
			d.AddRelationship(r)
		case "note":
			d.AddNote(&diagram.Note{ID: id, Text: arg(2), Pos: a.point("pos"), Size: a.size("size"), About: diagram.ID(a["about"]), Source: a["source"]})
		case "frame":
			d.AddFrame(&diagram.Frame{ID: id, Title: arg(2), Pos: a.point("pos"), Size: a.size("size"), Module: diagram.ID(a["module"]), Source: a["source"]})
		case "ignore":
			d.AddIgnore(&diagram.Ignore{ID: id, Rule: arg(2), Object: diagram.ID(arg(3))})
		default:
			require.Fail(t, "unknown line", line)
		}
	}
	addTable()
	return d
}

// lineWriter writes lines of the notation.
type lineWriter struct{ strings.Builder }

func (w *lineWriter) add(words ...string) {
	for i, word := range words {
		if i > 0 {
			w.WriteByte(' ')
		}
		w.WriteString(quote(word))
	}
}

func (w *lineWriter) attr(name, value string) {
	if value != "" {
		w.WriteString(" " + name + "=" + quote(value))
	}
}

func (w *lineWriter) flag(name string, is bool) {
	if is {
		w.WriteString(" " + name)
	}
}

func (w *lineWriter) pair(name string, x, y float64) {
	if x != 0 || y != 0 {
		w.attr(name, fmt.Sprintf("%g,%g", x, y))
	}
}

func (w *lineWriter) area(kind string, id diagram.ID, text string, at diagram.Point, size diagram.Size) {
	w.add(kind, string(id), text)
	w.pair("pos", at.X, at.Y)
	w.pair("size", size.W, size.H)
}

func quote(s string) string {
	if s == "" || strings.ContainsAny(s, " \n\"") {
		return strconv.Quote(s)
	}
	return s
}

func list(ids []diagram.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ",")
}

// show writes a diagram in the notation, in its order; order keys are left out.
func show(d *diagram.Diagram) string {
	var w lineWriter
	end := func() { w.WriteByte('\n') }
	if d.Name != "" {
		w.add("name", d.Name)
		end()
	}
	if d.Dialect != "" {
		w.add("dialect", d.Dialect)
		end()
	}
	for _, o := range d.SortedSchemas() {
		w.add("schema", string(o.ID), o.Name)
		end()
	}
	for _, o := range d.SortedModules() {
		w.add("module", string(o.ID), o.Name)
		w.attr("allows", list(o.Allows))
		end()
	}
	for _, o := range d.SortedDomains() {
		w.add("domain", string(o.ID), o.Name)
		w.attr("type", o.Type)
		w.attr("schema", string(o.Schema))
		end()
	}
	for _, t := range d.SortedTables() {
		showTable(&w, t)
	}
	for _, r := range d.SortedRelationships() {
		w.add("line", string(r.ID))
		for i, e := range r.Ends {
			if i == 1 {
				w.WriteString(map[bool]string{true: " >", false: " -"}[r.Directed])
			}
			w.WriteString(" " + string(e.Table))
			var cols []diagram.ID
			switch i {
			case 0:
				cols = r.FromColumns()
			case 1:
				cols = r.ToColumns()
			}
			if len(cols) > 0 {
				w.WriteString("." + strings.ReplaceAll(list(cols), ",", "+"))
			}
			if e.Card != diagram.Unknown {
				w.WriteString(":" + string(e.Card))
			}
		}
		w.attr("name", r.Name)
		w.attr("source", r.Source)
		w.attr("comment", r.Comment)
		end()
	}
	for _, o := range d.SortedNotes() {
		w.area("note", o.ID, o.Text, o.Pos, o.Size)
		w.attr("about", string(o.About))
		w.attr("source", o.Source)
		end()
	}
	for _, o := range d.SortedFrames() {
		w.area("frame", o.ID, o.Title, o.Pos, o.Size)
		w.attr("module", string(o.Module))
		w.attr("source", o.Source)
		end()
	}
	for _, o := range d.SortedIgnores() {
		w.add("ignore", string(o.ID), o.Rule, string(o.Object))
		end()
	}
	return w.String()
}

func showTable(w *lineWriter, t *diagram.Table) {
	w.add("table", string(t.ID), t.Name)
	w.attr("schema", string(t.Schema))
	w.attr("module", string(t.Module))
	w.pair("pos", t.Pos.X, t.Pos.Y)
	if t.Width != 0 {
		w.attr("width", fmt.Sprintf("%g", t.Width))
	}
	w.flag("pinned", t.Pinned)
	w.attr("source", t.Source)
	w.attr("comment", t.Comment)
	part := func(words ...string) {
		w.WriteString("\n  ")
		w.add(words...)
	}
	for _, c := range t.Columns {
		part("column", string(c.ID), c.Name)
		if c.Type != "" {
			w.WriteString(" " + quote(c.Type))
		}
		w.flag("notnull", c.NotNull)
		w.attr("default", c.Default)
		w.attr("source", c.Source)
		w.attr("comment", c.Comment)
	}
	for _, k := range t.Keys {
		part(map[bool]string{true: "pk", false: "unique"}[k.Primary], string(k.ID), list(k.Columns))
		w.attr("name", k.Name)
	}
	for _, x := range t.Indexes {
		part("index", string(x.ID), x.Name, list(x.ColumnIDs()))
		w.flag("unique", x.Unique)
	}
	for _, c := range t.Checks {
		part("check", string(c.ID), c.Expression)
	}
	for _, f := range t.Dependencies {
		part("depends", string(f.ID), list(f.Determinant), list(f.Dependent))
	}
	w.WriteByte('\n')
}
