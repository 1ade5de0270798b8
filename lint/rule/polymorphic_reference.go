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
	Code: "K007", Name: "polymorphic-reference", Severity: lint.Warning, Since: "0.1",
	What: "A column refers to rows of several tables; another one says of which.",
	Why: "No foreign key can guard such a pair: the ID may belong to no row, or to one of another table, deletes leave " +
		"orphans behind, and a join has to be written once for each table.",
	How: "Give the row a nullable foreign key for each table it may belong to and a check that one of them is set, or put " +
		"a table over the others that they and the row refer to. Where a log must outlive the rows it speaks of, ignore the finding.",
	Bad: `CREATE TABLE posts (id int PRIMARY KEY);
CREATE TABLE photos (id int PRIMARY KEY);
CREATE TABLE comments (id int PRIMARY KEY,
  commentable_type varchar(20) NOT NULL CHECK (commentable_type IN ('post', 'photo')),
  commentable_id int NOT NULL);`,
	Good: `CREATE TABLE posts (id int PRIMARY KEY);
CREATE TABLE photos (id int PRIMARY KEY);
CREATE TABLE comments (id int PRIMARY KEY,
  post_id int REFERENCES posts (id),
  photo_id int REFERENCES photos (id),
  CHECK (CASE WHEN post_id IS NULL THEN 0 ELSE 1 END + CASE WHEN photo_id IS NULL THEN 0 ELSE 1 END = 1));`,
	Table: polymorphicReference,
})

// kindWords end, and in some languages begin, the name of a column that says of which
// table a row is.
var kindWords = strings.Fields(`type typ tipo class klass model kind table`)

// plainKindWords say so beside any ID; the others only beside names that mean anything.
var plainKindWords = strings.Fields(`type typ tipo`)

// anything are words that leave open what a row refers to, in the singular.
var anything = strings.Fields(`owner resource item object entity subject target source record parent model reference ref
	element content node linked related link origin originator recipient sender actor agent creator author user member
	holder notifier initiator assignee trackable context host container association associated operand document
	objeto entidad entidade recurso elemento origen origem destino objekt ziel quelle eintrag objet entite cible`)

// polymorph is a pair of columns that together refer to a row of some table.
type polymorph struct {
	kind, id *diagram.Column
	stem     []string // words that both names have, in the singular
}

func polymorphicReference(p *lint.Pass, t *diagram.Table) {
	for c, name := range p.Names.ColumnNames(t.ID) {
		stem, plain, atEnd := kindStem(p, c, name.Single)
		if stem == nil {
			continue
		}
		for o, n := range p.Names.ColumnNames(t.ID) {
			// Both words stand on one side: owner_type and owner_id, tipo_dono and id_dono.
			if o != c && n.Strong && slices.Equal(n.Base, stem) && (n.Single[0] == stem[0]) == atEnd {
				weighPolymorph(p, t, polymorph{kind: c, id: o, stem: stem}, plain)
				break
			}
		}
	}
}

// kindStem returns the words of a column's name without the one that says kind, or nil
// when it says none or has a type that no kind is written in. plain says that the word
// says kind beside any ID, atEnd that it ends the name.
func kindStem(p *lint.Pass, c *diagram.Column, words []string) (stem []string, plain, atEnd bool) {
	if len(words) < 2 {
		return nil, false, false
	}
	atEnd = true
	word, stem := words[len(words)-1], words[:len(words)-1]
	if !slices.Contains(kindWords, word) {
		if word != "name" || len(words) < 3 {
			word, stem, atEnd = words[0], words[1:], false
		} else {
			// owner_class_name
			word, stem = words[len(words)-2], words[:len(words)-2]
		}
		if !slices.Contains(kindWords, word) {
			return nil, false, false
		}
	}
	if n := len(stem); n > 1 && slices.Contains(kindWords, stem[n-1]) {
		stem = stem[:n-1] // object_class_type
	}
	switch p.Type(c.Type).Family() {
	case diagram.FamilyText, diagram.FamilyEnum, diagram.FamilyInteger, diagram.FamilyUnknown:
	default:
		return nil, false, false
	}
	return stem, slices.Contains(plainKindWords, word), atEnd
}

// weighPolymorph reports a pair unless something else explains it: the ID is the row's
// own or another system's, a foreign key holds one of the two, or the names mean one
// table whose rows have kinds.
func weighPolymorph(p *lint.Pass, t *diagram.Table, m polymorph, plain bool) {
	if len(p.ForeignKeysFrom(m.kind.ID)) > 0 || len(p.ForeignKeysFrom(m.id.ID)) > 0 || isRowsOwn(p, t, m) {
		return
	}
	open := leavesOpen(m.stem)
	if !open && (!plain || slices.Contains(foreignSystems, m.stem[len(m.stem)-1])) {
		return
	}
	named, known := knownTargets(p, t, m, open)
	together := slices.ContainsFunc(uniqueSets(t), func(set []diagram.ID) bool {
		return slices.Contains(set, m.kind.ID) && slices.Contains(set, m.id.ID)
	})
	typ, id := p.Type(m.kind.Type).Family(), p.Type(m.id.Type).Family()
	f := lint.Finding{Tier: lint.Likely, Confidence: .85}
	switch {
	case known && len(named) > 1:
		f.Tier, f.Confidence = lint.Certain, .97
		f.Evidence = append(f.Evidence, fmt.Sprintf("The values of %s name %s", m.kind.Name, listed(tableNames(p, named))))
	case id == diagram.FamilyText && !p.HasKeysOf(id, .1), id != diagram.FamilyUnknown && !p.HasKeysOf(comparisonFamily(p.Type(m.id.Type)), 0):
		// No table has such keys: the ID comes from elsewhere.
		return
	case len(named) == 1 && typ != diagram.FamilyText && typ != diagram.FamilyUnknown:
		return
	case len(named) == 1 && rawWord(p, t) == "" && isReferredElsewhere(p, named[0]) && !hasKind(p, named[0]):
		f.Confidence = .75
		f.Evidence = append(f.Evidence, fmt.Sprintf("Other references to %s have a foreign key, and its rows have no kind", p.TableName(named[0])))
	case len(named) == 1:
		f.Tier, f.Confidence = lint.Hint, .5
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s alone is named so, and %s may tell its kinds apart", p.TableName(named[0]), m.kind.Name))
	case open || together || len(named) > 1:
		f.Tier, f.Confidence = lint.Certain, .95
	case id == diagram.FamilyText || id == diagram.FamilyUnknown:
		f.Tier, f.Confidence = lint.Hint, .5
	}
	reportPolymorph(p, t, m, f, named, together)
}

// leavesOpen tells whether the words mean no certain thing: owner, resource, commentable.
func leavesOpen(stem []string) bool {
	last := stem[len(stem)-1]
	return slices.Contains(anything, last) || last == "by" && len(stem) > 1 ||
		len(last) > 5 && (strings.HasSuffix(last, "able") || strings.HasSuffix(last, "ible"))
}

// isReferredElsewhere tells whether foreign keys refer to a table, so that their lack
// says something.
func isReferredElsewhere(p *lint.Pass, t *diagram.Table) bool { return len(p.ForeignKeysTo(t.ID)) > 0 }

// hasKind tells whether the rows of a table have a kind, which others may copy: a column
// type, or service_type in services.
func hasKind(p *lint.Pass, t *diagram.Table) bool {
	own := p.Names.TableWords(t.ID)
	return slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool {
		words := p.Names.ColumnName(c.ID).Single
		n := len(words) - 1
		return n >= 0 && slices.Contains(kindWords, words[n]) && (n == 0 || slices.Equal(words[:n], own))
	})
}

// isRowsOwn tells whether the ID is that of the row itself.
func isRowsOwn(p *lint.Pass, t *diagram.Table, m polymorph) bool {
	if t.IsUnique([]diagram.ID{m.id.ID}) {
		return true
	}
	if k := t.PrimaryKey(); k == nil && p.Names.KeyOf(t.ID) == m.id {
		return true
	}
	own := p.Names.TableWords(t.ID)
	n := len(own) - len(m.stem)
	return n >= 0 && slices.Equal(own[n:], m.stem)
}

// knownTargets returns the tables that a pair may refer to: those that the values of the
// kind column name (known), else the one that is named like the pair, else those that
// lines are drawn to, else those whose names end in the words of the pair, unless these
// leave everything open.
func knownTargets(p *lint.Pass, t *diagram.Table, m polymorph, open bool) (tables []*diagram.Table, known bool) {
	add := func(found *diagram.Table) {
		if found != nil && !slices.Contains(tables, found) {
			tables = append(tables, found)
		}
	}
	for _, v := range kindValues(p, t, m.kind) {
		if words := naming.Words(v); len(words) > 0 {
			add(listTarget(p, words))
		}
	}
	if len(tables) > 1 {
		return tables, true
	}
	tables = nil
	if found := p.Names.TablesNamed(m.stem); len(found) > 0 {
		return found, false
	}
	for _, r := range p.RelationshipsOf(t.ID) {
		if len(r.Ends) != 2 || len(r.Pairs) > 0 || r.IsManyToMany() {
			continue
		}
		if child, parent := sidesOf(p, r); child == t && parent != t {
			add(parent)
		}
	}
	if len(tables) > 1 || open {
		return tables, false
	}
	for _, found := range p.Names.TablesEnding(m.stem) {
		if found != t {
			tables = append(tables, found)
		}
	}
	return tables, false
}

// kindValues returns the values that the type or a check of a column allows.
func kindValues(p *lint.Pass, t *diagram.Table, c *diagram.Column) []string {
	values := p.Type(c.Type).Values
	texts := []string{c.Check}
	for _, k := range t.Checks {
		if mentions(k.Expression, c.Name) {
			texts = append(texts, k.Expression)
		}
	}
	for _, text := range texts {
		parts := strings.Split(text, "'")
		for i := 1; i < len(parts)-1; i += 2 {
			values = append(values[:len(values):len(values)], parts[i])
		}
	}
	return values
}

func reportPolymorph(p *lint.Pass, t *diagram.Table, m polymorph, f lint.Finding, named []*diagram.Table, together bool) {
	table := p.TableName(t)
	f.Objects = p.ColumnObjects(t, m.id, m.kind)
	f.Message = fmt.Sprintf("%s refers to rows of several tables, and %s says of which.", path(table, []string{m.id.Name}), m.kind.Name)
	if f.Tier == lint.Hint {
		f.Message = fmt.Sprintf("%s may refer to rows of several tables, if %s says of which.", path(table, []string{m.id.Name}), m.kind.Name)
	}
	f.Evidence = append([]string{
		fmt.Sprintf("%s and %s are named alike, and neither has a foreign key", m.kind.Name, m.id.Name),
	}, f.Evidence...)
	if together {
		f.Evidence = append(f.Evidence, "A key holds both")
	}
	if w := rawWord(p, t); w != "" {
		f.Severity = lint.Info
		f.Evidence = append(f.Evidence, fmt.Sprintf("The table's name says %s: its rows may outlive the others", w))
	}
	if len(named) > 1 && len(named) <= maxListed {
		f.Fixes = []lint.Fix{exclusiveArcs(p, t, m, named), supertable(p, t, m, named)}
	}
	p.Report(f)
}
