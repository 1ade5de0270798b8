package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M014", Name: "misleading-fk-column", Severity: lint.Warning, Since: "0.1",
	What: "A foreign key's column is named after another table than the one it refers to, or says nothing of it at all.",
	Why:  "Whoever reads order_id looks in orders; a join on the wrong table gives wrong rows without an error.",
	How: "Name the column after the table it refers to, or after the role that the row plays there (approved_by, " +
		"billing_address_id). If the foreign key is wrong rather than the name, change the key.",
	Bad: `CREATE TABLE orders (id int PRIMARY KEY);
CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE payments (id int PRIMARY KEY, order_id int REFERENCES customers (id));`,
	Good: `CREATE TABLE orders (id int PRIMARY KEY);
CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE payments (id int PRIMARY KEY, customer_id int REFERENCES customers (id));`,
	Relationship: misleadingForeignKey,
})

// saysNoTarget are names of references that say neither table nor role.
var saysNoTarget = vocab(`fk ref reference id key code no number num value val field col column x y z a b c d f fid rid oid xid foreign link`)

func misleadingForeignKey(p *lint.Pass, r *diagram.Relationship) {
	k := p.ForeignKey(r.ID)
	if k == nil || len(k.Columns) != 1 || r.Inheritance || k.Child == k.Parent {
		return
	}
	c := k.Columns[0]
	// A key that is a reference is named like keys are; one of several foreign keys of a
	// column is named after another.
	if k.Child.InPrimaryKey(c.ID) && len(k.Child.PrimaryKey().Columns) == 1 || len(p.ForeignKeysFrom(c.ID)) > 1 {
		return
	}
	n := p.Names.ColumnName(c.ID)
	saysNothing := saysNoTarget.hasJoined(n.Base)
	if len(n.Base) == 0 || strings.EqualFold(c.Name, k.ParentColumns[0].Name) && !saysNothing {
		return
	}
	if namesTable(p, n.Base, k.Parent) {
		return
	}
	f := lint.Finding{
		Objects: append(p.ColumnObjects(k.Child, c), p.TableObject(k.Parent)),
		Tier:    lint.Likely, Confidence: .8,
	}
	name := columnPath(p, k.Child, c)
	switch other := otherTarget(p, k, n); {
	case other != nil:
		f.Message = fmt.Sprintf("%s is named after %s, but refers to %s.", name, p.TableName(other), p.TableName(k.Parent))
		f.Evidence = []string{fmt.Sprintf("%s names the table %s", strings.Join(n.Base, " "), p.TableName(other))}
	case saysNothing:
		f.Severity = lint.Info
		f.Message = fmt.Sprintf("%s refers to %s, which its name does not say.", name, p.TableName(k.Parent))
		f.Evidence = []string{"The name tells neither a table nor a role"}
	default:
		return
	}
	to := referenceName(p, k.Parent, k.ParentColumns[0])
	if words := p.Names.TableWords(k.Parent.ID); strings.HasPrefix(strings.ToLower(k.ParentColumns[0].Name), strings.Join(words, "")) {
		to = k.ParentColumns[0].Name // constantid says constant already
	}
	if !strings.EqualFold(to, c.Name) {
		f.Fixes = fixColumn(p, k.Child, c, to, false)
	}
	p.Report(f)
}

// namesTable tells whether a name has a word, or the beginning of one, in common with the
// name of a table: user beside app_users, c beside categories.
func namesTable(p *lint.Pass, base []string, t *diagram.Table) bool {
	for _, w := range p.Names.Words(t.Name) {
		for _, b := range base {
			if strings.HasPrefix(w, b) || strings.HasPrefix(b, w) && len(w) > 2 {
				return true
			}
		}
	}
	return false
}

// sameAffix tells whether the words of other are the base, or the base behind an affix
// that the parent bears, too: tables of another part of the system may have names that
// say the same.
func sameAffix(other, parent []string, base string) bool {
	for i := range other {
		if strings.Join(other[i:], "") == base {
			return len(parent) >= i && slices.Equal(other[:i], parent[:i])
		}
	}
	return false
}

// otherTarget returns the table that a foreign key's column is named after in full, when
// that is not the table it refers to and has nothing to do with it.
func otherTarget(p *lint.Pass, k *lint.ForeignKey, n naming.ColumnName) *diagram.Table {
	if !n.Strong {
		return nil
	}
	named := p.Names.TablesNamed(n.Base)
	if len(named) != 1 || named[0] == k.Parent || named[0] == k.Child || named[0].Kind == diagram.KindView {
		return nil
	}
	other := named[0]
	if !sameAffix(p.Names.Words(other.Name), p.Names.Words(k.Parent.Name), strings.Join(n.Base, "")) {
		return nil
	}
	// A subtype shares the rows of its supertype: what is named student refers to people.
	for _, x := range p.ForeignKeysOf(other.ID) {
		if x.Parent == k.Parent && other.IsUnique(x.FromColumns()) {
			return nil
		}
	}
	for _, x := range p.ForeignKeysOf(k.Parent.ID) {
		if x.Parent == other && k.Parent.IsUnique(x.FromColumns()) {
			return nil
		}
	}
	return other
}
