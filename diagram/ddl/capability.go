package ddl

import (
	"slices"
	"strings"
	"sync"

	"crowsfoot/diagram"
)

// Capability says what a database can hold of a diagram: what the linter asks before
// anyone writes a script. Most answers come from what the writer of the dialect knows.
type Capability struct {
	// Name is the word in Settings.Dialect, Title the name people know.
	Name, Title string

	Arrays, JSON, Enums, Sets bool
	// OwnTypes tells that people can make types.
	OwnTypes bool
	// UUID is the type for UUIDs, Boolean the one for truth values; empty where there is
	// none.
	UUID, Boolean string
	// LongKeys tells that keys and indexes take text without a bound.
	LongKeys bool

	// Deferrable foreign keys exist.
	Deferrable bool
	// OneCascadePath refuses foreign keys that reach a table by two ways, or in a circle,
	// when each changes rows.
	OneCascadePath bool
	// IndexesForeignKeys makes an index for each foreign key without being told.
	IndexesForeignKeys bool

	PartialIndexes, ExpressionIndexes, IncludedColumns bool
	// IndexMethods are the kinds of indexes besides the usual one.
	IndexMethods []string
	// KeyInIndexes tells that each index ends in the primary key by itself.
	KeyInIndexes bool

	// Virtual and Stored computed columns exist.
	Virtual, Stored bool
	// ComputedKeys allows computed columns in a primary key, ComputedReferences in a
	// foreign key.
	ComputedKeys, ComputedReferences bool

	// Folds is what becomes of the letters of a bare name: lower, upper, or nothing.
	Folds string

	dialect *Dialect
	native  map[string]arguments
	// actions are refused, by "delete" or "update" and the action.
	actions map[string]string
}

// CapabilityOf returns what the database of a dialect can do; ok is false for a dialect
// that is not known or not chosen.
func CapabilityOf(dialect string) (c *Capability, ok bool) {
	c, ok = capabilities()[dialect]
	return c, ok
}

// capabilities are made on first use, when all dialects are there.
var capabilities = sync.OnceValue(knownCapabilities)

// Why databases refuse actions.
const (
	noSetDefault     = "InnoDB knows no SET DEFAULT"
	noRestrict       = "SQL Server has no RESTRICT, and its NO ACTION does the same"
	oracleRestrict   = "Oracle has no RESTRICT, and refuses such a change anyway when no action is given"
	oracleUpdate     = "Oracle has no ON UPDATE"
	oracleSetDefault = "Oracle has no ON DELETE SET DEFAULT"
)

func knownCapabilities() map[string]*Capability {
	mysqlActions := map[string]string{
		"delete " + string(diagram.ActionSetDefault): noSetDefault,
		"update " + string(diagram.ActionSetDefault): noSetDefault,
	}
	list := []*Capability{
		written("postgres", Capability{
			Arrays: true, JSON: true, Enums: true, OwnTypes: true, UUID: "uuid", Boolean: "boolean", LongKeys: true,
			Stored: true, ComputedReferences: true, Folds: "lower",
		}),
		written("mysql", Capability{
			JSON: true, Enums: true, Sets: true, Boolean: "tinyint(1)", IndexesForeignKeys: true, KeyInIndexes: true,
			Virtual: true, Stored: true, actions: mysqlActions,
		}),
		written("mariadb", Capability{
			JSON: true, Enums: true, Sets: true, UUID: "uuid", Boolean: "tinyint(1)", IndexesForeignKeys: true, KeyInIndexes: true,
			Virtual: true, Stored: true, actions: mysqlActions,
		}),
		written("sqlite", Capability{
			JSON: true, Boolean: "boolean", LongKeys: true, Virtual: true, Stored: true, ComputedReferences: true,
		}),
		written("sqlserver", Capability{
			OwnTypes: true, UUID: "uniqueidentifier", Boolean: "bit", OneCascadePath: true,
			Virtual: true, Stored: true, ComputedReferences: true,
			actions: map[string]string{
				"delete " + string(diagram.ActionRestrict): noRestrict,
				"update " + string(diagram.ActionRestrict): noRestrict,
			},
		}),
		written("oracle", Capability{
			OwnTypes: true, Virtual: true, ComputedReferences: true, Folds: "upper",
			actions: map[string]string{
				"delete " + string(diagram.ActionRestrict):   oracleRestrict,
				"delete " + string(diagram.ActionSetDefault): oracleSetDefault,
				"update " + string(diagram.ActionRestrict):   oracleUpdate,
				"update " + string(diagram.ActionCascade):    oracleUpdate,
				"update " + string(diagram.ActionSetNull):    oracleUpdate,
				"update " + string(diagram.ActionSetDefault): oracleUpdate,
			},
		}),
	}
	m := map[string]*Capability{}
	for _, c := range list {
		m[c.Name] = c
	}
	return m
}

// written fills in what a dialect's writer knows.
func written(name string, c Capability) *Capability {
	d := dialects[name]
	c.Name, c.Title, c.dialect, c.native = d.Name, d.Title, d, d.native
	c.Deferrable = d.deferrable
	c.PartialIndexes, c.ExpressionIndexes, c.IncludedColumns = d.index.partial, d.index.expressions, d.index.include
	c.IndexMethods = d.index.methods
	c.ComputedKeys = d.computedKeys
	return &c
}

// RefusesAction says why the database takes no such action on deleting or updating a
// parent row, or is empty.
func (c *Capability) RefusesAction(a diagram.Action, onUpdate bool) (why string) {
	if onUpdate {
		return c.actions["update "+string(a)]
	}
	return c.actions["delete "+string(a)]
}

// TypeFit is what a database makes of a type.
type TypeFit struct {
	// Native tells that the database takes the type as it stands.
	Native bool
	// Written is the type that stands in the script, or empty when nobody knows one.
	Written string
	// Loss is a sentence part about what is lost on the way, or empty.
	Loss string
}

// Fit tells what becomes of a type that is meant for this database. Enumerations, sets
// and lists are not looked at: their elements are.
func (c *Capability) Fit(t diagram.DataType) TypeFit {
	t.Array = 0
	if name, ok := nativeType(c.native, t); ok {
		return TypeFit{Native: true, Written: name}
	}
	s := readType(t, c.dialect.meaning)
	if s.kind == typeEnum || s.kind == typeSet || s.serial {
		return TypeFit{Native: true, Written: t.String()}
	}
	w := &writer{to: c.dialect, source: c.dialect.meaning, same: true, groups: map[*columnPlan][]*columnPlan{}}
	name, loss := c.dialect.typeName(w, &columnPlan{c: &diagram.Column{}, sql: s}, s)
	if s.loss != "" && loss != "" {
		loss = s.loss + " and " + loss
	}
	return TypeFit{Written: name, Loss: loss}
}

// DefaultMisfit says in a few words why a default is no value of a column's type, or is
// empty; an expression that only the database can judge passes. Dialect may be empty.
func DefaultMisfit(dialect string, t diagram.DataType, text string) (why string) {
	to := dialects[dialect]
	if to == nil {
		to = dialects["postgres"]
	}
	source := meaningOf(dialect)
	list, why := to.lexing.atomize(strings.TrimSpace(text))
	if why != "" {
		return ""
	}
	list = unwrapped(list)
	s := readType(t, source)
	if s.kind == typeUnknown || len(list) == 0 {
		return ""
	}
	if isNow(list) {
		fits := isPointInTime(s.kind) || s.isText() || source == "sqlite" && s.isNumber()
		if s.array > 0 || !fits {
			return "it is a point in time"
		}
		return ""
	}
	plain, why := withoutCasts(list)
	if why != "" {
		return ""
	}
	plain = unwrapped(plain)
	w := &writer{to: to, source: source, same: true}
	v, ok := w.literalDefault(&columnPlan{sql: s}, plain)
	if !ok {
		return ""
	}
	if a := plain[len(plain)-1]; isPointInTime(s.kind) && (a.kind == atomNumber || a.isWord("true", "false")) && source != "mysql" && source != "sqlite" {
		return "it is no point in time"
	}
	if s.isText() && plain[len(plain)-1].kind != atomString {
		return "" // turned into text by every database
	}
	return misfit(s, v, plain, false)
}

// HasIndexMethod tells whether the database has a kind of index; btree is the usual one
// everywhere.
func (c *Capability) HasIndexMethod(method string) bool {
	switch method = strings.ToLower(strings.TrimSpace(method)); method {
	case "", "btree", "clustered", "nonclustered":
		return true
	}
	return slices.Contains(c.IndexMethods, method)
}
