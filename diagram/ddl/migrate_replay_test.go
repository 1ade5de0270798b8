package ddl_test

import (
	"cmp"
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

// replayed are the databases that no test runs, and what they refuse.
var replayed = map[string][]replayRule{"sqlserver": sqlserverRules, "oracle": oracleRules}

// TestMigrationsAreReplayed reads migrations for databases that no test runs statement by
// statement behind the script of the old diagram. In the end there must be what the script
// of the new one makes, and no statement may be one that the database refuses by the rules
// below.
func TestMigrationsAreReplayed(t *testing.T) {
	checks(t, "60")
	replayPairs(t, func(r *rapid.T, dialect string) (a, b *diagram.Diagram) {
		from := drawSchema(r, dialect)
		into := from.clone()
		into.edit()
		r.Log(strings.Join(into.said, "\n"))
		return from.d, into.d
	})
}

// TestHostileMigrationsAreReplayed does the same with diagrams that have little in common
// but IDs.
func TestHostileMigrationsAreReplayed(t *testing.T) {
	checks(t, "20")
	replayPairs(t, func(r *rapid.T, _ string) (a, b *diagram.Diagram) { return cut(drawDiagram(r)), cut(drawDiagram(r)) })
}

func replayPairs(t *testing.T, draw func(r *rapid.T, dialect string) (a, b *diagram.Diagram)) {
	for dialect, rules := range replayed {
		t.Run(dialect, func(t *testing.T) {
			to, err := ddl.Find(dialect)
			require.NoError(t, err)
			rapid.Check(t, func(r *rapid.T) {
				a, b := draw(r, dialect)
				m, err := ddl.Migrate(a, b, to, ddl.MigrateOptions{})
				require.NoError(r, err)
				from, into := ddl.Write(a, to, ddl.Options{}), ddl.Write(b, to, ddl.Options{})
				r.Logf("%s\n%s\n%s\nback:\n%s", from.SQL, into.SQL, m.Up.SQL, m.Down.SQL)
				replay(r, dialect, a.Dialect == dialect, from, m.Up, into, rules)
				replay(r, dialect, b.Dialect == dialect, into, m.Down, from, rules)
			})
		})
	}
}

// replay reads a migration behind a script, and requires what another script makes. In a
// diagram in the dialect's own words a constraint without a name is called as the server
// likes.
func replay(r reporter, dialect string, native bool, from ddl.Script, m ddl.Steps, into ddl.Script, rules []replayRule) {
	read := func(script string) *diagram.Diagram { return ddl.Parse([]byte(script), dialect).Pages[0].Diagram }
	end := map[string]string{"sqlserver": ";\nGO\n", "oracle": ";\n"}[dialect]
	done := from.SQL
	for _, s := range m.Statements {
		for _, text := range together(s.Text) {
			before := read(done)
			for _, rule := range rules {
				if parts := rule.statement.FindStringSubmatch(text); parts != nil {
					if why := rule.refuses(before, parts); why != "" {
						r.Fatalf("refused: %s\n%s", why, text)
					}
				}
			}
			done += found(before, text) + end
		}
	}
	if slices.ContainsFunc(m.Warnings, func(w ddl.Warning) bool { return w.Code == "rows-left" }) {
		done += putAway(read(done), read(into.SQL), end)
	}
	describe := func(script string) string {
		said := dialect
		if native {
			said = nameless
		}
		return strings.ReplaceAll(describeSchema(read(script), said), " INTEGER ", " INT ") // one type
	}
	if want, got := describe(into.SQL), describe(done); want != got {
		r.Fatalf("the migration leads to something else:\n%s", diffText(want, got))
	}
}

// putAway drops the tables of SQL Server that stay aside with their rows, and their schemas.
func putAway(done, into *diagram.Diagram, end string) (script string) {
	name := func(name string) string { return "[" + strings.ReplaceAll(name, "]", "]]") + "]" }
	home := func(d *diagram.Diagram, t *diagram.Table) string {
		if s := d.Schemas[t.Schema]; s != nil {
			return s.Name
		}
		return "dbo"
	}
	kept := map[string]bool{}
	for _, t := range into.Tables {
		kept[home(into, t)+"."+t.Name] = true
	}
	for _, t := range done.Tables {
		if regexp.MustCompile(`_old\d*$`).MatchString(t.Name) && !kept[home(done, t)+"."+t.Name] {
			script += "DROP TABLE " + name(home(done, t)) + "." + name(t.Name) + end
		}
	}
	for _, s := range done.Schemas {
		if !slices.ContainsFunc(into.SortedSchemas(), func(o *diagram.Schema) bool { return o.Name == s.Name }) {
			script += "DROP SCHEMA " + name(s.Name) + end
		}
	}
	return script
}

// together takes apart a batch of SQL Server that is done as one.
func together(statement string) []string {
	if batch, ok := strings.CutPrefix(statement, "SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n"); ok {
		return strings.Split(strings.TrimSuffix(batch, ";\nCOMMIT"), ";\n")
	}
	return []string{statement}
}

// foundDrop is how a constraint of SQL Server is dropped whose name is not known.
var foundDrop = regexp.MustCompile(`^DECLARE @drop nvarchar\(max\) = N'(ALTER TABLE (?:[^']|'')*)' \+ QUOTENAME\(\(\s+SELECT TOP \(1\) name FROM sys\.(\w+)[\s\S]*\nEXEC \(@drop\)$`)

// foundByOracle is the same in Oracle.
var foundByOracle = regexp.MustCompile(`^BEGIN\n  FOR k IN \(SELECT constraint_name FROM user_constraints c WHERE table_name = '(?:[^']|'')*'\n    AND ([\s\S]*)\) LOOP\n    EXECUTE IMMEDIATE '(ALTER TABLE (?:[^']|'')*) DROP CONSTRAINT "'`)

// oracleConstraint finds the foreign key or check that meets a condition on the catalog.
func oracleConstraint(d *diagram.Diagram, t *diagram.Table, condition string) string {
	stored := func(name string) string { return strings.ToUpper(strings.ReplaceAll(name, "'", "''")) }
	condition = strings.ToUpper(condition)
	for _, r := range d.Relationships {
		child, parent, ok := d.ForeignKey(r)
		if !ok || child != t || !strings.Contains(condition, "TABLE_NAME = '"+stored(parent.Name)+"')") {
			continue
		}
		var from []string
		for _, name := range child.Names(r.FromColumns()) {
			from = append(from, stored(name))
		}
		slices.Sort(from)
		if strings.Contains(condition, "AND '"+strings.Join(from, ",")+"' = (SELECT LISTAGG") {
			return r.Name
		}
	}
	for _, k := range t.Checks {
		if strings.Contains(condition, "CONSTRAINT_NAME = '"+stored(k.Name)+"'") {
			return k.Name
		}
	}
	return ""
}

// passingOver is a statement of Oracle in a block that passes over some errors.
var passingOver = regexp.MustCompile(`^BEGIN\n  EXECUTE IMMEDIATE '((?:[^']|'')*)';\nEXCEPTION`)

// found writes a statement as the server would execute it with what its catalog holds.
func found(d *diagram.Diagram, statement string) string {
	if parts := passingOver.FindStringSubmatch(statement); parts != nil {
		return strings.ReplaceAll(parts[1], "''", "'")
	}
	if parts := foundByOracle.FindStringSubmatch(statement); parts != nil {
		alter := strings.ReplaceAll(parts[2], "''", "'")
		t, _ := replayColumn(d, strings.TrimPrefix(alter, "ALTER TABLE "), "")
		return alter + ` DROP CONSTRAINT "` + oracleConstraint(d, t, parts[1]) + `"`
	}
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
			from := slices.SortedFunc(slices.Values(r.FromColumns()), func(a, b diagram.ID) int {
				return slices.IndexFunc(child.Columns, func(c *diagram.Column) bool { return c.ID == a }) - slices.IndexFunc(child.Columns, func(c *diagram.Column) bool { return c.ID == b })
			})
			if child == t && strings.Contains(statement, ".["+strings.ReplaceAll(strings.ReplaceAll(parent.Name, "]", "]]"), "'", "''")+"]') AND") && strings.Contains(statement, names(from)+" = (") {
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
		return refusesComputed(d, parts, `\[(?:[^\]]|\]\])+\]`, "1759", "207")
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
	{regexp.MustCompile(`^ALTER TABLE ` + bracketed + ` DROP CONSTRAINT ` + bracketed + `$`), refusesDrop},
}

// quotedOrPlain is a name in Oracle's words, perhaps behind the name of a schema.
const quotedOrPlain = `((?:(?:"[^"]+"|[\pL_][\pL\pN_$#]*)\.)?(?:"[^"]+"|[\pL_][\pL\pN_$#]*))`

// oracleRules are of the errors that the documentation lists for ALTER TABLE.
var oracleRules = []replayRule{
	{regexp.MustCompile(`^ALTER TABLE ` + quotedOrPlain + ` DROP COLUMN ` + quotedOrPlain + `$`), func(d *diagram.Diagram, parts []string) string {
		t, c := replayColumn(d, parts[1], parts[2])
		switch {
		case c == nil:
			return "the column is not there (ORA-00904)"
		case len(t.Columns) == 1:
			return "it is the last one (ORA-12983)"
		}
		for _, k := range t.Keys {
			if !slices.Contains(k.Columns, c.ID) {
				continue
			}
			if len(k.Columns) > 1 {
				return "the key " + k.Name + " has other columns, too (ORA-12991)"
			}
			for _, r := range d.Relationships {
				if _, parent, ok := d.ForeignKey(r); ok && parent == t && sameIDs(k.Columns, r.ToColumns()) {
					return "a foreign key refers to it (ORA-12992)"
				}
			}
		}
		for _, k := range t.Checks {
			if mentionsColumn(k.Expression, c.Name) && slices.ContainsFunc(t.Columns, func(o *diagram.Column) bool { return o != c && mentionsColumn(k.Expression, o.Name) }) {
				return "the check " + k.Name + " speaks of others, too (ORA-12991)"
			}
		}
		return computedFrom(t, c, "ORA-54031")
	}},
	{regexp.MustCompile(`^ALTER TABLE ` + quotedOrPlain + ` RENAME COLUMN ` + quotedOrPlain + ` TO `), func(d *diagram.Diagram, parts []string) string {
		t, c := replayColumn(d, parts[1], parts[2])
		if c == nil {
			return "the column is not there (ORA-00904)"
		}
		return computedFrom(t, c, "ORA-54032")
	}},
	{regexp.MustCompile(`^ALTER TABLE ` + quotedOrPlain + ` MODIFY \(` + quotedOrPlain + ` ([\s\S]+)\)$`), func(d *diagram.Diagram, parts []string) string {
		t, c := replayColumn(d, parts[1], parts[2])
		rest := parts[3]
		switch {
		case c == nil:
			return "the column is not there (ORA-00904)"
		case strings.HasSuffix(rest, "NOT NULL") && t.NotNull(c) && c.Identity == "":
			return "it refuses NULL already (ORA-01442)"
		case !strings.HasSuffix(rest, "NOT NULL") && strings.HasSuffix(rest, "NULL") && !strings.HasSuffix(rest, "DEFAULT NULL") && !t.NotNull(c):
			return "it takes NULL already (ORA-01451)"
		case regexp.MustCompile(`^(DEFAULT|NOT NULL|NULL|GENERATED)`).MatchString(rest):
			return ""
		}
		words := func(typ string) string {
			typ = regexp.MustCompile(`(?i) +(collate|default|not|null|generated)\b[\s\S]*$`).ReplaceAllString(typ, "")
			typ = strings.ToLower(regexp.MustCompile(`\([^)]*\)`).ReplaceAllString(typ, ""))
			return cmp.Or(map[string]string{"integer": "number", "int": "number", "smallint": "number", "real": "float", "double precision": "float"}[typ], typ)
		}
		if from, to := words(c.Type), words(rest); from != to && !slices.Contains([]string{"char varchar2", "nchar nvarchar2"}, from+" "+to) {
			return "its type is of another sort: " + from + " to " + to + " (ORA-01439, ORA-22858)"
		}
		for _, x := range t.Indexes {
			if !slices.ContainsFunc(x.Parts, func(p diagram.IndexPart) bool { return p.Descending || p.Column == "" }) {
				continue
			}
			for _, p := range x.Parts {
				if p.Column == c.ID || mentionsColumn(p.Expression, c.Name) {
					return "the index " + x.Name + " is of expressions (ORA-30556)"
				}
			}
		}
		return computedFrom(t, c, "ORA-54033")
	}},
	{regexp.MustCompile(`^ALTER TABLE ` + quotedOrPlain + ` ADD \(` + quotedOrPlain + ` .*GENERATED ALWAYS AS (\([\s\S]+\)) VIRTUAL`), func(d *diagram.Diagram, parts []string) string {
		return refusesComputed(d, parts, `"[^"]+"`, "ORA-54012", "ORA-00904")
	}},
	{regexp.MustCompile(`^ALTER TABLE ` + quotedOrPlain + ` DROP CONSTRAINT ` + quotedOrPlain + `$`), refusesDrop},
}

// refusesComputed says why a column can't be added with an expression: it depends on another
// computed column, or on one that is not there. quoted is a name in quotes.
func refusesComputed(d *diagram.Diagram, parts []string, quoted, computed, absent string) string {
	t, _ := replayColumn(d, parts[1], "")
	rest := parts[3]
	for _, c := range t.Columns {
		if c.Generated != "" && mentionsColumn(rest, c.Name) {
			return "it depends on another computed column (" + computed + ")"
		}
		rest = withoutColumn(rest, c.Name)
	}
	if name := regexp.MustCompile(quoted).FindString(rest); name != "" {
		return "there is no column " + name + " (" + absent + ")"
	}
	return ""
}

// refusesDrop says why a constraint can't go: a foreign key refers to it.
func refusesDrop(d *diagram.Diagram, parts []string) string {
	t, _ := replayColumn(d, parts[1], "")
	for _, k := range t.Keys {
		if !isWritten(parts[2], k.Name) {
			continue
		}
		for _, r := range d.Relationships {
			if _, parent, ok := d.ForeignKey(r); ok && parent == t && sameIDs(k.Columns, r.ToColumns()) {
				return "a foreign key refers to it (3725, ORA-02273)"
			}
		}
	}
	return ""
}

// computedFrom says which computed column depends on a column.
func computedFrom(t *diagram.Table, c *diagram.Column, code string) string {
	for _, o := range t.Columns {
		if mentionsColumn(o.Generated, c.Name) {
			return "the computed column " + o.Name + " depends on it (" + code + ")"
		}
	}
	return ""
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
		s := d.Schemas[t.Schema]
		if s == nil && !isWritten(table, t.Name) && !isWritten(table, "dbo", t.Name) || s != nil && !isWritten(table, s.Name, t.Name) {
			continue
		}
		for _, c := range t.Columns {
			if isWritten(column, c.Name) {
				return t, c
			}
		}
		return t, nil
	}
	panic(fmt.Sprintf("there is no table %s", table))
}

// isWritten tells whether a text is a name as SQL Server or Oracle write it.
func isWritten(text string, name ...string) bool {
	var forms []string
	for _, n := range name {
		forms = append(forms, `(?:`+regexp.QuoteMeta(n)+`|`+regexp.QuoteMeta("["+strings.ReplaceAll(n, "]", "]]")+"]")+`|`+regexp.QuoteMeta(`"`+n+`"`)+`)`)
	}
	return regexp.MustCompile(`(?i)^` + strings.Join(forms, `\.`) + `$`).MatchString(text)
}

// columnPattern finds a name in an expression.
func columnPattern(name string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(^|[^\pL\pN_\["])(\[` + regexp.QuoteMeta(strings.ReplaceAll(name, "]", "]]")) + `\]|"` + regexp.QuoteMeta(name) + `"|` + regexp.QuoteMeta(name) + `)($|[^\pL\pN_\]"])`)
}

func mentionsColumn(expression, name string) bool {
	return columnPattern(name).MatchString(expression)
}

func withoutColumn(expression, name string) string {
	return columnPattern(name).ReplaceAllString(expression, "$1 $3")
}
