package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P002", Name: "id-list-column", Severity: lint.Warning, Since: "0.1",
	What: "A column holds a list of IDs of other rows.",
	Why: "No foreign key can guard the list: IDs of deleted rows stay in it, and the question which rows mention one ID " +
		"reads the whole table.",
	How: "Put a junction table between the two tables, one row per pair. Lists that another system issued or that only " +
		"cache a result may stay.",
	Bad: `CREATE TABLE posts (id int PRIMARY KEY, title text);
CREATE TABLE pools (id int PRIMARY KEY, post_ids int[]);`,
	Good: `CREATE TABLE posts (id int PRIMARY KEY, title text);
CREATE TABLE pools (id int PRIMARY KEY);
CREATE TABLE pool_posts (
  pool_id int NOT NULL REFERENCES pools (id),
  post_id int NOT NULL REFERENCES posts (id),
  PRIMARY KEY (pool_id, post_id)
);
CREATE INDEX ON pool_posts (post_id);`,
	Table: idListColumn,
})

// foreignSystems are words in front of IDs that other systems issue.
var foreignSystems = strings.Fields(`stripe oauth external ext remote facebook google twitter github tumblr flickr youtube
	device tracking session message request trace resource jira slack`)

// counterStarts begin names of numbers and flags about IDs; notify_user_ids is a list.
var counterStarts = strings.Fields(`is has use max min num number count total`)

// isIDList tells whether a name says ids and the type can hold several.
func isIDList(p *lint.Pass, words []string, typ diagram.DataType) bool {
	n := len(words)
	switch last := words[n-1]; {
	case n == 1:
		return false
	case last == "ids" || last == "uuids" || last == "guids":
	case last == "id" && typ.Array > 0: // author_id int[]
	default:
		return false
	}
	// Messages and sessions of our own are no foreign ones.
	return canHoldList(typ) && !isOwnWord(p.Dictionary().External, words[n-2]) && (!slices.Contains(foreignSystems, words[n-2]) || len(p.Names.TablesNamed(words[n-2:n-1])) > 0)
}

// canHoldList tells whether a cell of this type can hold several values.
func canHoldList(t diagram.DataType) bool {
	if t.Array > 0 {
		return true
	}
	switch t.Family() {
	case diagram.FamilyText, diagram.FamilyJSON, diagram.FamilyBinary, diagram.FamilyUnknown:
		return true
	}
	return false
}

func idListColumn(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		// Names that end in ids, or in id.
		n := len(c.Name)
		if n == 0 || !strings.ContainsRune("sSdD_", rune(c.Name[n-1])) {
			continue
		}
		typ := p.Type(c.Type)
		if !canHoldList(typ) {
			continue
		}
		words := p.Names.ColumnName(c.ID).Words
		words = apart(p, words)
		if len(words) == 0 || !isIDList(p, words, typ) || typ.Array == 0 && len(p.ForeignKeysFrom(c.ID)) > 0 || slices.Contains(counterStarts, words[0]) {
			continue
		}
		reportIDList(p, t, c, words[:len(words)-1], typ)
	}
}

// apart takes ids off a last word that is written together with the name of a table:
// memberids, but not grids.
func apart(p *lint.Pass, words []string) []string {
	n := len(words)
	if n == 0 || len(words[n-1]) < 6 {
		return words
	}
	rest, ok := strings.CutSuffix(words[n-1], "ids")
	if !ok || len(p.Names.TablesNamed([]string{rest})) != 1 {
		return words
	}
	return append(slices.Clone(words[:n-1]), rest, "ids")
}

func reportIDList(p *lint.Pass, t *diagram.Table, c *diagram.Column, base []string, typ diagram.DataType) {
	target := listTarget(p, base)
	name := columnPath(p, t, c)
	f := lint.Finding{
		Objects: p.ColumnObjects(t, c),
		Message: fmt.Sprintf("%s holds a list of IDs.", name),
		Tier:    lint.Likely, Confidence: .85,
		Evidence: []string{"The name speaks of ids"},
	}
	if typ.Array > 0 {
		f.Evidence = append(f.Evidence, fmt.Sprintf("The type %s holds several values", c.Type))
	} else if c.Type != "" {
		f.Evidence = append(f.Evidence, fmt.Sprintf("The type %s can hold a list", c.Type))
	}
	if target != nil {
		if existingJunction(p, []member{{table: t}, {table: target}}) != nil {
			return
		}
		f.Message = fmt.Sprintf("%s holds a list of IDs of %s.", name, p.TableName(target))
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s names the table %s", strings.Join(base, " "), p.TableName(target)))
		f.Tier, f.Confidence = lint.Certain, .95
		if w := copyWord(p, t, c); w != "" {
			f.Tier, f.Confidence = lint.Likely, .8
			f.Evidence = append(f.Evidence, fmt.Sprintf("The name says %s: the list may be kept as it once was, on purpose", w))
		} else if typ.Array > 0 {
			f.Severity = lint.Error
		}
		members := []member{{table: t, card: diagram.ZeroMany}, {table: target, card: diagram.ZeroMany}}
		f.Fixes = []lint.Fix{{
			Title: "Create junction table " + freeName(junctionName(p, members, ""), p.HasTable),
			Ops: func() []op.Op {
				return append(junction(p, junctionName(p, members, ""), c.ID, members, nil), dropColumn(p, t, c)...)
			},
		}}
	} else if !namesSeveral(p, base) {
		one := append(slices.Clone(base), "id")
		child := partName(p, t, one)
		f.Fixes = []lint.Fix{{
			Title: "Move to a child table " + freeName(child, p.HasTable),
			Ops: func() []op.Op {
				value := *c
				value.ID = diagram.DerivedID("fix", "child value", string(c.ID))
				value.Name, value.NotNull, value.Default = p.Names.ColumnStyle().Join(one...), true, ""
				value.Type = elementType(p, c.Type)
				return childTable(p, t, child, false, []*diagram.Column{&value}, []*diagram.Column{c})
			},
		}}
	}
	f.Fixes = movable(p, t, []*diagram.Column{c}, f.Fixes...)
	p.Report(f)
}

// copyWord returns the word of a table's or column's name that says that values are kept
// as they were at a time, or nothing.
func copyWord(p *lint.Pass, t *diagram.Table, c *diagram.Column) string {
	if w := rawWord(p, t); w != "" {
		return w
	}
	own := p.Names.TableWords(t.ID)
	for _, w := range append(slices.Clone(p.Names.ColumnName(c.ID).Words), own[max(0, len(own)-1):]...) {
		switch w {
		case "cached", "cache", "snapshot", "version", "revision":
			return w
		}
	}
	return ""
}

// namesSeveral tells whether several tables could be meant, so that a person has to say.
func namesSeveral(p *lint.Pass, base []string) bool {
	for i := range base {
		if len(p.Names.TablesNamed(base[i:])) > 0 || len(p.Names.TablesEnding(base[i:])) > 0 {
			return true
		}
	}
	return false
}

// listTarget returns the one table that the words, or their last ones, name, or nil.
func listTarget(p *lint.Pass, base []string) *diagram.Table {
	for i := range base {
		found := p.Names.TablesNamed(base[i:])
		if len(found) == 0 {
			found = p.Names.TablesEnding(base[i:])
		}
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			return nil
		}
	}
	return nil
}
