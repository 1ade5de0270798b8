package ddl_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestMigrationsAreReplayed reads migrations for databases that no test runs statement by
// statement behind the script of the old diagram. In the end there must be what the script
// of the new one makes, and no statement may be one that the database refuses by the rules
// below.
func TestMigrationsAreReplayed(t *testing.T) {
	checks(t, "60")
	for dialect, rules := range map[string][]replayRule{"sqlserver": sqlserverRules} {
		t.Run(dialect, func(t *testing.T) {
			to, err := ddl.Find(dialect)
			require.NoError(t, err)
			rapid.Check(t, func(r *rapid.T) {
				a := drawSchema(r, dialect)
				b := a.clone()
				b.edit()
				m, err := ddl.Migrate(a.d, b.d, to, ddl.MigrateOptions{})
				require.NoError(r, err)
				from, into := ddl.Write(a.d, to, ddl.Options{}), ddl.Write(b.d, to, ddl.Options{})
				r.Logf("%s\n\n%s\n%s\n%s\nback:\n%s", strings.Join(b.said, "\n"), from.SQL, into.SQL, m.Up.SQL, m.Down.SQL)
				replay(r, dialect, a.native, from, m.Up, into, rules)
				replay(r, dialect, a.native, into, m.Down, from, rules)
			})
		})
	}
}

// replay reads a migration behind a script, and requires what another script makes. In a
// diagram in the dialect's own words a constraint without a name is called as the server
// likes.
func replay(r reporter, dialect string, native bool, from ddl.Script, m ddl.Steps, into ddl.Script, rules []replayRule) {
	dialectOf := dialect
	read := func(script string) *diagram.Diagram { return ddl.Parse([]byte(script), dialectOf).Pages[0].Diagram }
	end := map[string]string{"sqlserver": ";\nGO\n", "oracle": ";\n"}[dialect]
	done := from.SQL
	for _, s := range m.Statements {
		before := read(done)
		for _, rule := range rules {
			if parts := rule.statement.FindStringSubmatch(s.Text); parts != nil {
				if why := rule.refuses(before, parts); why != "" {
					r.Fatalf("refused: %s\n%s", why, s.Text)
				}
			}
		}
		done += found(before, s.Text) + end
	}
	if native {
		dialect = nameless
	}
	if want, got := describeSchema(read(into.SQL), dialect), describeSchema(read(done), dialect); want != got {
		r.Fatalf("the migration leads to something else:\n%s", diffText(want, got))
	}
}

// foundDrop is how a constraint of SQL Server is dropped whose name is not known.
var foundDrop = regexp.MustCompile(`^DECLARE @drop nvarchar\(max\) = N'(ALTER TABLE (?:[^']|'')*)' \+ QUOTENAME\(\(\s+SELECT TOP \(1\) name FROM sys\.(\w+)[\s\S]*\nEXEC \(@drop\)$`)

// found writes a statement as the server would execute it with what its catalog holds.
func found(d *diagram.Diagram, statement string) string {
	parts := foundDrop.FindStringSubmatch(statement)
	if parts == nil {
		return statement
	}
	drop := strings.ReplaceAll(parts[1], "''", "'")
	t, _ := replayColumn(d, strings.TrimSuffix(strings.TrimPrefix(drop, "ALTER TABLE "), " DROP CONSTRAINT "), "")
	names := func(ids []diagram.ID) string {
		return "N'" + strings.ReplaceAll(strings.Join(t.Names(ids), ","), "'", "''") + "'"
	}
	name := ""
	switch parts[2] {
	case "default_constraints":
		for _, c := range t.Columns {
			if strings.Contains(statement, "N'"+strings.ReplaceAll(c.Name, "'", "''")+"', N'ColumnId'") {
				return strings.TrimSuffix(drop, "DROP CONSTRAINT ") + "ALTER COLUMN [" + strings.ReplaceAll(c.Name, "]", "]]") + "] DROP DEFAULT"
			}
		}
	case "key_constraints":
		for _, k := range t.Keys {
			if k.Primary == strings.Contains(statement, "'PK'") && (k.Primary || strings.Contains(statement, names(k.Columns)+" = (")) {
				name = k.Name
			}
		}
	case "check_constraints":
		for _, k := range t.Checks {
			if strings.Contains(statement, "name = N'"+strings.ReplaceAll(k.Name, "'", "''")+"'") {
				name = k.Name
			}
		}
	case "foreign_keys":
		for _, r := range d.Relationships {
			child, parent, _ := d.ForeignKey(r)
			if child == t && strings.Contains(statement, ".["+strings.ReplaceAll(strings.ReplaceAll(parent.Name, "]", "]]"), "'", "''")+"]') AND") && strings.Contains(statement, names(r.FromColumns())+" = (") {
				name = r.Name
			}
		}
	}
	return drop + "[" + strings.ReplaceAll(name, "]", "]]") + "]"
}

// replayRule says why a database refuses a statement that matches; parts are the groups
// of the match.
type replayRule struct {
	statement *regexp.Regexp
	refuses   func(before *diagram.Diagram, parts []string) string
}

// bracketed is a name in SQL Server's words, perhaps behind the name of a schema.
const bracketed = `((?:(?:\[(?:[^\]]|\]\])+\]|[\pL_][\pL\pN_]*)\.)?(?:\[(?:[^\]]|\]\])+\]|[\pL_][\pL\pN_]*))`

// sqlserverRules are of "ALTER TABLE (Transact-SQL)", ALTER COLUMN and DROP COLUMN, and of
// sp_rename.
var sqlserverRules = []replayRule{
	{regexp.MustCompile(`^ALTER TABLE ` + bracketed + ` ALTER COLUMN ` + bracketed + ` ([\s\S]+?)(?: COLLATE (\S+))? (NOT NULL|NULL)$`), func(d *diagram.Diagram, parts []string) string {
		t, c := replayColumn(d, parts[1], parts[2])
		switch {
		case c == nil:
			return "the column is not there (4924)"
		case c.Generated != "":
			return "the column is computed (4928)"
		case c.Default != "" && c.Type != parts[3]:
			return "a default depends on it (5074)"
		}
		return replayUses(d, t, c, c.Type == parts[3])
	}},
	{regexp.MustCompile(`^ALTER TABLE ` + bracketed + ` DROP COLUMN ` + bracketed + `$`), func(d *diagram.Diagram, parts []string) string {
		t, c := replayColumn(d, parts[1], parts[2])
		switch {
		case c == nil:
			return "the column is not there (4924)"
		case c.Default != "":
			return "a default depends on it (5074)"
		case len(t.Columns) == 1:
			return "it is the last one (4923)"
		}
		return replayUses(d, t, c, false)
	}},
	{regexp.MustCompile(`^ALTER TABLE ` + bracketed + ` ADD ` + bracketed + ` AS ([\s\S]+)$`), func(d *diagram.Diagram, parts []string) string {
		t, _ := replayColumn(d, parts[1], "")
		rest := parts[3]
		for _, c := range t.Columns {
			if c.Generated != "" && mentionsColumn(rest, c.Name) {
				return "it depends on another computed column (1759)"
			}
			rest = withoutColumn(rest, c.Name)
		}
		if name := regexp.MustCompile(`\[(?:[^\]]|\]\])+\]`).FindString(rest); name != "" {
			return "there is no column " + name + " (207)"
		}
		return ""
	}},
	{regexp.MustCompile(`^EXEC sp_rename N'` + bracketed + `\.` + bracketed + `', N'(?:[^']|'')*', N'COLUMN'$`), func(d *diagram.Diagram, parts []string) string {
		unquoted := func(s string) string { return strings.ReplaceAll(s, "''", "'") }
		t, c := replayColumn(d, unquoted(parts[1]), unquoted(parts[2]))
		switch {
		case c == nil:
			return "the column is not there (15248)"
		case c.Generated != "":
			return "the column is computed (4928)"
		}
		for _, o := range t.Columns {
			if mentionsColumn(o.Generated, c.Name) || mentionsColumn(o.Check, c.Name) {
				return "an expression of " + o.Name + " speaks of it (15336)"
			}
		}
		for _, k := range t.Checks {
			if mentionsColumn(k.Expression, c.Name) {
				return "a check speaks of it (15336)"
			}
		}
		for _, x := range t.Indexes {
			if mentionsColumn(x.Where, c.Name) {
				return "the filter of " + x.Name + " speaks of it (5074)"
			}
		}
		return ""
	}},
	{regexp.MustCompile(`^ALTER TABLE ` + bracketed + ` DROP CONSTRAINT ` + bracketed + `$`), func(d *diagram.Diagram, parts []string) string {
		t, _ := replayColumn(d, parts[1], "")
		for _, k := range t.Keys {
			if !isBracketed(parts[2], k.Name) {
				continue
			}
			for _, r := range d.Relationships {
				if _, parent, ok := d.ForeignKey(r); ok && parent == t && sameIDs(k.Columns, r.ToColumns()) {
					return "a foreign key refers to it (3725)"
				}
			}
		}
		return ""
	}},
}

func sameIDs(a, b []diagram.ID) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(id diagram.ID) bool { return !slices.Contains(b, id) })
}

// replayUses says what depends on a column, in the way of its change. A change of NULL
// alone is in the way of keys only.
func replayUses(d *diagram.Diagram, t *diagram.Table, c *diagram.Column, nullAlone bool) string {
	for _, k := range t.Keys {
		if slices.Contains(k.Columns, c.ID) {
			return "the key " + k.Name + " depends on it (5074)"
		}
	}
	for _, r := range d.Relationships {
		if slices.Contains(r.FromColumns(), c.ID) && !nullAlone {
			return "the foreign key " + r.Name + " depends on it (5074)"
		}
	}
	for _, x := range t.Indexes {
		if slices.Contains(x.ColumnIDs(), c.ID) || slices.Contains(x.Include, c.ID) || mentionsColumn(x.Where, c.Name) {
			return "the index " + x.Name + " depends on it (5074)"
		}
	}
	for _, k := range t.Checks {
		if mentionsColumn(k.Expression, c.Name) {
			return "the check " + k.Name + " depends on it (5074)"
		}
	}
	for _, o := range t.Columns {
		if mentionsColumn(o.Generated, c.Name) || mentionsColumn(o.Check, c.Name) {
			return "the column " + o.Name + " depends on it (5074)"
		}
	}
	return ""
}

// replayColumn finds a table and a column of it by names as the script writes them.
func replayColumn(d *diagram.Diagram, table, column string) (*diagram.Table, *diagram.Column) {
	for _, t := range d.Tables {
		full := []string{t.Name}
		if s := d.Schemas[t.Schema]; s != nil {
			full = []string{s.Name, t.Name}
		}
		if !isBracketed(table, full...) && !isBracketed(table, "dbo", t.Name) {
			continue
		}
		for _, c := range t.Columns {
			if isBracketed(column, c.Name) {
				return t, c
			}
		}
		return t, nil
	}
	panic(fmt.Sprintf("there is no table %s", table))
}

// isBracketed tells whether a text is a name in SQL Server's words.
func isBracketed(text string, name ...string) bool {
	var forms []string
	for _, n := range name {
		forms = append(forms, `(?:`+regexp.QuoteMeta(n)+`|`+regexp.QuoteMeta("["+strings.ReplaceAll(n, "]", "]]")+"]")+`)`)
	}
	return regexp.MustCompile(`(?i)^` + strings.Join(forms, `\.`) + `$`).MatchString(text)
}

// columnPattern finds a name in an expression.
func columnPattern(name string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(^|[^\pL\pN_\[])(\[` + regexp.QuoteMeta(strings.ReplaceAll(name, "]", "]]")) + `\]|` + regexp.QuoteMeta(name) + `)($|[^\pL\pN_\]])`)
}

func mentionsColumn(expression, name string) bool {
	return columnPattern(name).MatchString(expression)
}

func withoutColumn(expression, name string) string {
	return columnPattern(name).ReplaceAllString(expression, "$1 $3")
}
