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
	Code: "N301", Name: "transitive-copy", Severity: lint.Warning, Since: "0.1",
	What: "A column repeats what the row it refers to says already.",
	Why: "The copy depends on the reference, not on the row's own key (third normal form): when the original changes, " +
		"the copies stay behind and the database contradicts itself.",
	How: "Drop the copy and join. Keep it when it freezes the value at a moment on purpose, such as the price or the name " +
		"on an invoice, and ignore the finding with that reason.",
	Bad: `CREATE TABLE stations (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE trips (id int PRIMARY KEY, station_id int NOT NULL REFERENCES stations (id), station_name text);`,
	Good: `CREATE TABLE stations (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE trips (id int PRIMARY KEY, station_id int NOT NULL REFERENCES stations (id));`,
	Table: transitiveCopy, Reach: lint.Named,
})

// copied are words of attributes that people copy beside a reference.
var copied = strings.Fields(`name title email phone code desc description address username login label city country
	nombre titulo nom bezeichnung nome telefono`)

// discriminators say which table a reference means; they repeat nothing.
var discriminators = strings.Fields(`type class kind`)

// snapshotWords are words of tables whose rows freeze a moment.
var snapshotWords = strings.Fields(`order invoice payment history version log audit archive snapshot receipt quote bill
	transaction ledger tax credit note shipment statement event execution job export import staging stage stat
	fact report summary cache search index view deleted identity auth oauth`)

// addressWords name parts of an address; places is what a free text stands in for there.
var (
	addressWords = strings.Fields(`zip zipcode postcode postal street address address1 address2 cep plz`)
	placeWords   = strings.Fields(`state country city region province county district`)
)

// likelyParent is the confidence from which an undeclared reference counts as one.
const likelyParent = .5

// copyOf is a column that repeats an attribute of what another column refers to.
type copyOf struct {
	column    *diagram.Column
	reference *diagram.Column
	parent    *diagram.Table  // nil when the diagram does not hold it
	original  *diagram.Column // nil when the parent has no such column
	declared  bool
}

func transitiveCopy(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if found, ok := findCopy(p, t, c); ok {
			reportCopy(p, t, found)
		}
	}
}

// findCopy looks for a reference beside the column whose words begin the column's name:
// station_id beside station_name.
func findCopy(p *lint.Pass, t *diagram.Table, c *diagram.Column) (copyOf, bool) {
	name := p.Names.ColumnName(c.ID)
	words := name.Words
	if len(words) < 2 || t.InPrimaryKey(c.ID) || len(p.ForeignKeysFrom(c.ID)) > 0 || c.Generated != "" {
		return copyOf{}, false
	}
	own := strings.Join(p.Names.TableWords(t.ID), "")
	for n := len(words) - 1; n > 0; n-- {
		prefix, attribute := words[:n], words[n:]
		if slices.Contains(discriminators, attribute[0]) {
			continue
		}
		base := strings.Join(name.Single[:n], "")
		if base == own {
			return copyOf{}, false
		}
		ref := referenceBeside(p, t, c, base)
		if ref == nil {
			continue
		}
		out := copyOf{column: c, reference: ref}
		out.parent, out.declared = parentOf(p, ref, prefix)
		if out.parent == t {
			continue
		}
		if out.parent != nil {
			out.original = attributeOf(p, out.parent, attribute, words)
		}
		usual := len(attribute) == 1 && slices.Contains(copied, attribute[0])
		if out.original != nil {
			return out, (out.declared || usual) && sameFamily(p, c, out.original) && !standsIn(p, t, prefix)
		}
		family := p.Type(c.Type).Family()
		weak := usual && (family == diagram.FamilyText || family == diagram.FamilyUnknown)
		return out, weak && !out.declared && p.Names.ColumnName(ref.ID).Strong && !isForeignSystem(p, prefix) && !standsIn(p, t, prefix)
	}
	return copyOf{}, false
}

// parentOf returns the table that a reference means, and whether a foreign key says so.
func parentOf(p *lint.Pass, ref *diagram.Column, prefix []string) (parent *diagram.Table, declared bool) {
	if keys := p.ForeignKeysFrom(ref.ID); len(keys) == 1 && len(keys[0].Columns) == 1 {
		return keys[0].Parent, true
	}
	if found := p.Names.TablesNamed(prefix); len(found) == 1 {
		return found[0], false
	}
	if c, ok := p.Suspected(ref.ID); ok && c.Confidence >= likelyParent {
		return c.Parent, false
	}
	return nil, false
}

// standsIn tells whether the column is the free text of an address for a place that has
// no row: state_name beside state_id and zipcode.
func standsIn(p *lint.Pass, t *diagram.Table, prefix []string) bool {
	if !slices.Contains(placeWords, prefix[len(prefix)-1]) {
		return false
	}
	for _, c := range t.Columns {
		for _, w := range p.Names.ColumnName(c.ID).Words {
			if slices.Contains(addressWords, w) {
				return true
			}
		}
	}
	return false
}

func isForeignSystem(p *lint.Pass, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains(foreignSystems, w) || isOwnWord(p.Dictionary().External, w)
	})
}

// referenceBeside returns the column of the table that is a reference of this base, one
// that is marked as such without doubt first.
func referenceBeside(p *lint.Pass, t *diagram.Table, c *diagram.Column, base string) *diagram.Column {
	var weak *diagram.Column
	for _, o := range t.Columns {
		if o == c || isWholeKey(t, o) {
			continue
		}
		n := p.Names.ColumnName(o.ID)
		if !n.Key || strings.Join(n.Base, "") != base {
			continue
		}
		if n.Strong || len(p.ForeignKeysFrom(o.ID)) > 0 {
			return o
		}
		if weak == nil {
			weak = o
		}
	}
	return weak
}

// isWholeKey tells whether the column alone is the primary key.
func isWholeKey(t *diagram.Table, c *diagram.Column) bool {
	k := t.PrimaryKey()
	return k != nil && len(k.Columns) == 1 && k.Columns[0] == c.ID
}

// attributeOf returns the column of a table that these words name, with or without the
// name of the table in front.
func attributeOf(p *lint.Pass, t *diagram.Table, attribute, whole []string) *diagram.Column {
	for _, c := range t.Columns {
		name := p.Names.ColumnName(c.ID)
		words := name.Words
		if slices.Equal(words, attribute) || slices.Equal(words, whole) {
			return c
		}
		own := p.Names.TableWords(t.ID)
		if n := len(own); len(words) > n && slices.Equal(name.Single[:n], own) && slices.Equal(words[n:], attribute) {
			return c
		}
	}
	return nil
}

func sameFamily(p *lint.Pass, a, b *diagram.Column) bool {
	fa, fb := p.Type(a.Type).Family(), p.Type(b.Type).Family()
	return fa == fb || fa == diagram.FamilyUnknown || fb == diagram.FamilyUnknown
}

func reportCopy(p *lint.Pass, t *diagram.Table, f copyOf) {
	name := path(p.TableName(t), []string{f.column.Name})
	finding := lint.Finding{
		Objects: p.ColumnObjects(t, f.column, f.reference),
		Tier:    lint.Likely, Confidence: .85,
		Fixes: []lint.Fix{{
			Title: "Drop " + name, Safe: false,
			Ops: func() []op.Op { return dropColumn(p, t, f.column) },
		}},
	}
	switch {
	case f.declared:
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("%s refers to %s", f.reference.Name, p.TableName(f.parent)))
	case f.parent != nil:
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("%s seems to refer to %s", f.reference.Name, p.TableName(f.parent)))
		finding.Confidence = .75
	}
	if f.original != nil {
		original := path(p.TableName(f.parent), []string{f.original.Name})
		finding.Objects = append(finding.Objects, p.ColumnObjects(f.parent, f.original)...)
		finding.Message = fmt.Sprintf("%s seems to repeat %s, which %s refers to already.", name, original, f.reference.Name)
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("%s has the column %s", p.TableName(f.parent), f.original.Name))
	} else {
		// Nothing is sure but the names, and there is no column to join to.
		finding.Severity, finding.Confidence, finding.Fixes = lint.Info, .6, nil
		finding.Message = fmt.Sprintf("%s seems to depend on %s, not on the key of %s.", name, f.reference.Name, p.TableName(t))
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("Both names begin alike: %s and %s", f.reference.Name, f.column.Name))
	}
	if w := snapshotWord(p, t, f.column); w != "" {
		finding.Severity, finding.Tier, finding.Confidence = lint.Info, lint.Hint, .4
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("The word %q says that the value may be frozen on purpose", w))
	}
	p.Report(finding)
}

// snapshotWord returns the word of the table's or column's name that says that a moment
// is frozen.
func snapshotWord(p *lint.Pass, t *diagram.Table, c *diagram.Column) string {
	for _, w := range append(slices.Clone(p.Names.Words(t.Name)), p.Names.ColumnName(c.ID).Words...) {
		if slices.Contains(snapshotWords, w) || isOwnWord(p.Dictionary().Snapshots, w) {
			return w
		}
	}
	return ""
}
