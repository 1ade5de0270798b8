package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// indexPlan is one index as it will stand in the script.
type indexPlan struct {
	x       *diagram.Index
	name    string
	unique  bool
	method  string // as the dialect writes it; empty is the default
	parts   []partPlan
	include []*columnPlan
	where   string
}

// partPlan is a column or an expression of an index.
type partPlan struct {
	column     *columnPlan
	expression string
	descending bool
	nulls      string
	length     int // of a prefix in MySQL
	class      string
}

// wholeParts are the parts of an index over whole columns.
func wholeParts(columns []*columnPlan) []partPlan {
	parts := make([]partPlan, len(columns))
	for i, c := range columns {
		parts[i].column = c
	}
	return parts
}

// plainColumns returns the columns when all parts are whole columns, else nil.
func (x *indexPlan) plainColumns() []*columnPlan {
	var list []*columnPlan
	for _, p := range x.parts {
		if p.column == nil || p.length > 0 {
			return nil
		}
		list = append(list, p.column)
	}
	return list
}

// planIndexes plans the indexes of a table, all but their names.
func (w *writer) planIndexes(t *tablePlan) {
	for _, x := range t.t.Indexes {
		p := &indexPlan{x: x, unique: x.Unique}
		why := w.planParts(t, p)
		if why == "" {
			why = w.planMethod(t, p)
		}
		if why == "" {
			why = w.planWhere(t, p)
		}
		if why != "" {
			w.note(&t.notes, x.ID, "index-left-out", t.t.Name, "The index %s of %s is left out: %s.", x.Name, t.t.Name, why)
			continue
		}
		w.planInclude(t, p)
		t.indexes = append(t.indexes, p)
	}
}

// nameIndexes names the planned indexes of a table.
func (w *writer) nameIndexes(t *tablePlan) {
	for _, p := range t.indexes {
		p.name = w.indexName(t, p)
	}
}

func (w *writer) planParts(t *tablePlan, p *indexPlan) (why string) {
	for _, part := range p.x.Parts {
		n := partPlan{descending: part.Descending, nulls: part.Nulls, length: part.Length}
		if part.Column != "" {
			n.column = t.byID(part.Column)
			switch {
			case n.column == nil:
				return "one of its columns is not there"
			case slices.ContainsFunc(p.parts, func(o partPlan) bool { return o.column == n.column }):
				continue
			}
		} else {
			if !w.to.index.expressions {
				return "indexes on expressions are not written for " + w.to.Title
			}
			sql, why := w.expression(part.Expression, expressionScope{table: t})
			if why != "" {
				return why
			}
			n.expression = sql
		}
		if !w.to.index.nulls || n.nulls != "first" && n.nulls != "last" {
			n.nulls = ""
		}
		if w.to.index.classes && w.same && isPlainClass(part.Class) {
			n.class = part.Class
			w.needExtension(part.Class)
		}
		if w.to.meaning != "mysql" || n.column == nil || !n.column.sql.isText() && n.column.sql.kind != typeBlob && n.column.sql.kind != typeBinary && n.column.sql.kind != typeVarbinary {
			n.length = 0
		}
		p.parts = append(p.parts, n)
	}
	switch {
	case len(p.parts) == 0:
		return "it has no columns"
	case len(p.parts) > w.to.maxKeyColumns:
		return "it has too many columns"
	}
	return ""
}

// isPlainClass tells whether an operator class is a plain name, perhaps with a schema.
func isPlainClass(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789_.") == ""
}

func (w *writer) planMethod(t *tablePlan, p *indexPlan) (why string) {
	method := strings.ToLower(strings.TrimSpace(p.x.Method))
	if method == "btree" || method == "nonclustered" { // the usual kind by other names
		method = ""
	}
	if method != "" && !slices.Contains(w.to.index.methods, method) {
		switch method {
		case "fulltext", "spatial", "gin", "gist", "spgist", "brin", "rtree", "bloom", "hnsw", "ivfflat":
			return w.to.Title + " has no indexes of the kind " + method
		}
		w.note(&t.notes, p.x.ID, "index-method", t.t.Name, "The index %s of %s is of the usual kind: %s has none of the kind %s.", p.x.Name, t.t.Name, w.to.Title, method)
		method = ""
	}
	if why := w.to.indexMethod(p, method); why != "" {
		return why
	}
	p.method = method
	w.needScalarClasses(p)
	if method != "" || w.to.unsortable == nil {
		return ""
	}
	for _, part := range p.parts {
		if part.column != nil && part.class == "" && w.to.unsortable(part.column) {
			return w.to.Title + " can't sort values of type " + part.column.typeName
		}
	}
	return ""
}

// needScalarClasses remembers the extension by which gin and gist hold plain values.
func (w *writer) needScalarClasses(p *indexPlan) {
	if p.method != "gin" && p.method != "gist" {
		return
	}
	for _, part := range p.parts {
		if c := part.column; c != nil && part.class == "" && (c.sql.isNumber() || c.sql.isText() && c.sql.kind != typeUnknown && c.sql.said.Family() == diagram.FamilyText && c.typeName != "tsvector" || isPointInTime(c.sql.kind) || c.sql.kind == typeUUID) {
			w.extend("btree_" + p.method)
		}
	}
}

func (w *writer) planWhere(t *tablePlan, p *indexPlan) (why string) {
	if strings.TrimSpace(p.x.Where) == "" {
		return ""
	}
	if !w.to.index.partial {
		if p.unique {
			return w.to.Title + " has no partial indexes, and a whole one would refuse more rows"
		}
		w.note(&t.notes, p.x.ID, "index-partial", t.t.Name, "The index %s of %s holds all rows: %s has no partial indexes.", p.x.Name, t.t.Name, w.to.Title)
		return ""
	}
	p.where, why = w.expression(p.x.Where, expressionScope{table: t, condition: true})
	if why != "" || w.to.index.filter == nil || w.same {
		return why
	}
	if why = w.to.index.filter(w, t, p); why != "" && !p.unique {
		w.note(&t.notes, p.x.ID, "index-partial", t.t.Name, "The index %s of %s holds all rows: %s: %s", p.x.Name, t.t.Name, why, p.x.Where)
		p.where, why = "", ""
	}
	return why
}

func (w *writer) planInclude(t *tablePlan, p *indexPlan) {
	if len(p.x.Include) == 0 {
		return
	}
	if !w.to.index.include {
		w.note(&t.notes, p.x.ID, "index-include", t.t.Name, "The index %s of %s is written without its included columns: %s has none.", p.x.Name, t.t.Name, w.to.Title)
		return
	}
	for _, id := range p.x.Include {
		if c := t.byID(id); c != nil && !slices.Contains(p.include, c) && !slices.ContainsFunc(p.parts, func(o partPlan) bool { return o.column == c }) {
			p.include = append(p.include, c)
		}
	}
}

func (w *writer) indexName(t *tablePlan, p *indexPlan) string {
	words := []string{t.name}
	for _, part := range p.parts {
		if part.column != nil {
			words = append(words, part.column.name)
		} else {
			words = append(words, "expr")
		}
	}
	fallback := strings.Join(append(words, "idx"), "_")
	return w.freeName(t, p.x.Name, fallback, p.x.ID, w.to.indexNames)
}

// putIndexParts writes the parts of an index, without brackets around them.
func (w *writer) putIndexParts(p *indexPlan) {
	for i, part := range p.parts {
		if i > 0 {
			w.put(", ")
		}
		switch {
		case part.column == nil:
			w.put("(", part.expression, ")")
		case part.length > 0:
			w.put(sized(w.id(part.column.name), part.length))
		default:
			w.put(w.id(part.column.name))
		}
		if part.class != "" {
			w.put(" ", part.class)
		}
		if part.descending {
			w.put(" DESC")
		}
		if part.nulls != "" {
			w.put(" NULLS ", strings.ToUpper(part.nulls))
		}
	}
}
