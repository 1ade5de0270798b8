package ddl

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// Migration is the way from one diagram to another and the way back.
type Migration struct {
	Up, Down Steps
}

// Steps are one way of a migration.
type Steps struct {
	// SQL is the whole script, with a "-- warning:" line before each statement that a
	// person should know something about; empty when there is nothing to do.
	SQL string `json:"sql"`
	// Statements are the statements of SQL in order, with what they are about.
	Statements []Statement `json:"statements"`
	// Warnings are what may go wrong or get lost, in the order of the script.
	Warnings []Warning `json:"warnings"`
}

// Severity says how bad what a warning speaks of is, in the words of the linter.
type Severity string

// The severities of warnings.
const (
	SeverityError   Severity = "error"   // data is lost
	SeverityWarning Severity = "warning" // the script may stop at rows that are there
	SeverityInfo    Severity = "info"    // locks, copies, and what is done in another way
)

// Warning is what a person should know before a migration is run.
type Warning struct {
	Severity Severity `json:"severity"`
	// Code is a short stable word: table-dropped, column-dropped, type-changed, null-refused,
	// value-missing, unique-added, key-added, check-added, value-removed, not-restored, lock …
	Code string `json:"code"`
	// Message is one full sentence.
	Message string `json:"message"`
	// Object is the ID of the object that it speaks of, or empty.
	Object diagram.ID `json:"object,omitempty"`
}

// MigrateOptions change what Migrate writes. The zero value is the usual.
type MigrateOptions struct {
	Quote Quoting
	// Live tells that the diagram that is migrated from was read of a live database: it has
	// names of its own for constraints and indexes, which stay where the other diagram does
	// not name them, and whatever it has is there, also what a script would leave out.
	Live bool
}

// Migrate writes what turns a database that the script of one diagram made into one that
// the script of another diagram makes, and back, with the rows kept. It compares what the
// two scripts make, so two diagrams with one script give an empty migration. Objects are
// one when they have one ID, whatever they are called: see package merge for giving them
// the same IDs. It runs nothing and changes no diagram; the same arguments give the same
// migration. The order of columns is changed in MySQL and MariaDB alone: the others add
// columns at the end, and move none. The error is a diagram.Error: Unsupported for dialects whose tables can't be
// altered by this package yet.
func Migrate(from, to *diagram.Diagram, dialect *Dialect, opt MigrateOptions) (Migration, error) {
	if dialect.migrate == nil {
		return Migration{}, diagram.Errorf(diagram.Unsupported, "Migrations for %s are not written yet.", dialect.Title)
	}
	up := newMigrator(edition{from, opt.Live}, edition{to, false}, dialect, opt)
	down := newMigrator(edition{to, false}, edition{from, opt.Live}, dialect, opt)
	return Migration{Up: up.steps(), Down: down.back(up)}, nil
}

// CanMigrate tells whether Migrate knows the dialect.
func (d *Dialect) CanMigrate() bool { return d.migrate != nil }

// IsEmpty tells whether there is nothing to do.
func (s Steps) IsEmpty() bool { return len(s.Statements) == 0 }

// migrator writes one way of a migration.
type migrator struct {
	to *Dialect
	// old and new are what the scripts of both diagrams make. mid is the old one with all
	// that stays called as in the new one: the database after its renames.
	old, mid, new *writer

	tables     []*tableChange // those in both, in the new order
	byID       map[diagram.ID]*tableChange
	gone, made []*tablePlan // of old, of new
	types      []*typeChange
	goneTypes  []*typePlan // of old
	madeTypes  []*typePlan // of new
	foreign    partChanges // foreign keys of all tables
	goneViews  []*tablePlan
	madeViews  []*tablePlan

	// batches is the line that ends a batch, where each statement is one.
	batches string
	written []step
	pending []Warning
	// free are warnings about no statement in particular.
	free []Warning
}

// step is a statement with what is to be said before it.
type step struct {
	Statement
	warnings []Warning
	// frame statements begin and end transactions: without others they are left out.
	frame bool
}

// edition is one of the two diagrams.
type edition struct {
	*diagram.Diagram
	live bool
}

// plan plans the script of an edition, with names that are settled.
func (e edition) plan(dialect *Dialect, o Options, given map[givenKey]string) *writer {
	w := newWriter(e.Diagram, dialect, o, given)
	w.live = e.live
	w.plan()
	return w
}

func newMigrator(from, to edition, dialect *Dialect, opt MigrateOptions) *migrator {
	o := Options{Quote: opt.Quote}
	g := &migrator{to: dialect, byID: map[diagram.ID]*tableChange{}}
	if dialect.meaning == "mysql" {
		from.Diagram, to.Diagram = withoutForeignIndexes(from.Diagram), withoutForeignIndexes(to.Diagram)
	}
	g.old = from.plan(dialect, o, nil)
	var kept map[givenKey]string
	if opt.Live {
		kept = g.old.ownNames(to.Diagram)
	}
	g.new = to.plan(dialect, o, kept)
	g.pairTypes()
	g.mid = from.plan(dialect, o, g.given())
	g.pairTables()
	g.compare()
	dialect.migrate(g)
	return g
}

// do adds a statement. The warnings since the last one stand before it.
func (g *migrator) do(object diagram.ID, text string) {
	lines := []byte(text)
	g.to.breakLines(lines)
	g.written = append(g.written, step{Statement: Statement{Text: string(lines), Object: object}, warnings: g.pending})
	g.pending = nil
}

// frame adds a statement that does nothing by itself.
func (g *migrator) frame(text string) {
	g.written = append(g.written, step{Statement: Statement{Text: text}, frame: true})
}

// warn says something about the next statement.
func (g *migrator) warn(severity Severity, code string, object diagram.ID, message string) {
	if len(message) > maxNote {
		message = strings.ToValidUTF8(message[:maxNote], "") + "…"
	}
	w := Warning{Severity: severity, Code: code, Message: oneLine(message), Object: object}
	if !slices.Contains(g.pending, w) {
		g.pending = append(g.pending, w)
	}
}

// steps puts the statements together.
func (g *migrator) steps() Steps {
	var s Steps
	if !slices.ContainsFunc(g.written, func(s step) bool { return !s.frame }) {
		return s
	}
	var b strings.Builder
	title := g.to.Title + " migration"
	if name := oneLine(cmp.Or(g.new.d.Name, g.old.d.Name)); name != "" {
		title += " of " + name
	}
	b.WriteString("-- " + title + "\n")
	if g.to.stopsAtErrors != "" {
		b.WriteString("\n" + g.to.stopsAtErrors + "\n")
	}
	say := func(list []Warning) {
		for _, w := range list {
			b.WriteString("\n-- warning: " + w.Message)
		}
		s.Warnings = append(s.Warnings, list...)
	}
	if say(g.free); len(g.free) > 0 {
		b.WriteByte('\n')
	}
	for _, t := range g.written {
		say(t.warnings)
		end := ";\n"
		if strings.HasSuffix(t.Text, ";") {
			end = "\n/\n" // a block of PL/SQL
		}
		b.WriteString("\n" + t.Text + end)
		if g.batches != "" {
			b.WriteString(g.batches + "\n")
		}
		s.Statements = append(s.Statements, t.Statement)
	}
	s.SQL = b.String()
	if g.to.caution == nil {
		return s
	}
	if why := g.to.caution(s.SQL); why != "" {
		title, rest, _ := strings.Cut(s.SQL, "\n")
		s.SQL = title + "\n\n-- warning: " + why + "\n" + rest
		s.Warnings = slices.Insert(s.Warnings, 0, Warning{Severity: SeverityInfo, Code: "client", Message: why})
	}
	return s
}

// back is steps of a way back: it also says what the way there has lost for good.
func (g *migrator) back(there *migrator) Steps {
	for _, t := range there.gone {
		g.free = append(g.free, Warning{SeverityError, "not-restored", oneLine("The table " + t.name + " comes back empty: its rows went with it."), t.t.ID})
	}
	for _, t := range there.tables {
		for _, c := range t.gone {
			if c.generated == "" {
				g.free = append(g.free, Warning{SeverityError, "not-restored", oneLine("The column " + t.where(c) + " comes back without its values: they went with it."), c.c.ID})
			}
		}
		for _, c := range t.columns {
			if c.loses {
				g.free = append(g.free, Warning{SeverityError, "not-restored", oneLine("Values of " + t.where(c.old) + " that were changed to fit its new type stay changed."), c.old.c.ID})
			}
		}
	}
	return g.steps()
}
