package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P004", Name: "junction-without-unique", Severity: lint.Warning, Since: "0.1",
	What: "A junction table lets the same pair in twice.",
	Why: "Its foreign keys are neither its primary key nor unique together, so that a pair can be stored again: counts " +
		"and joins then see it several times.",
	How: "Make the foreign keys the primary key or a unique key together. When the same pair may come again (at another " +
		"date, in another role), put that column into the key as well.",
	Bad: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  id int PRIMARY KEY,
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id)
);`,
	Good: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  id int PRIMARY KEY,
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  UNIQUE (student_id, course_id)
);`,
	Table: junctionWithoutUnique, Reach: lint.Named,
})

func junctionWithoutUnique(p *lint.Pass, t *diagram.Table) {
	keys := p.ForeignKeysOf(t.ID)
	if len(keys) != 2 {
		return
	}
	var pair []*diagram.Column
	for _, k := range keys {
		for _, c := range k.Columns {
			if !slices.Contains(pair, c) {
				pair = append(pair, c)
			}
		}
	}
	payload := payloadOf(p, t, pair)
	if guarded(t, keys, ids(pair), ids(payload)) || len(payload) > mostPayload(p, t, keys) {
		return
	}
	table := p.TableName(t)
	f := lint.Finding{
		Objects: append(p.ColumnObjects(t, pair...), p.TableObject(t)),
		Message: fmt.Sprintf("%s joins %s and %s, but lets the same pair in twice.", table, p.TableName(keys[0].Parent), p.TableName(keys[1].Parent)),
		Evidence: []string{
			fmt.Sprintf("%s holds two foreign keys", table),
			fmt.Sprintf("%s is neither the primary key nor unique", path(table, names(pair))),
		},
		Fixes: []lint.Fix{uniquePair(p, t, pair)},
		Tier:  lint.Certain, Confidence: .95,
	}
	if len(payload) > 0 {
		f.Tier, f.Confidence = lint.Likely, .75
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s may tell several rows of a pair apart; then it belongs into the key", listed(names(payload))))
		f.Fixes[0].Safe = false
	} else {
		f.Evidence = append(f.Evidence, "It holds nothing else that could tell two rows of a pair apart")
	}
	p.Report(f)
}

// payloadOf returns the columns that say something about the pair.
func payloadOf(p *lint.Pass, t *diagram.Table, pair []*diagram.Column) []*diagram.Column {
	var payload []*diagram.Column
	for _, c := range t.Columns {
		if !slices.Contains(pair, c) && !isBookkeeping(p, t, c) {
			payload = append(payload, c)
		}
	}
	return payload
}

// mostPayload is how many columns of its own a table may have and still be a mere
// junction: one that has a key of its own is an entity sooner, unless it is named after
// both tables.
func mostPayload(p *lint.Pass, t *diagram.Table, keys []*lint.ForeignKey) int {
	if t.PrimaryKey() == nil {
		return 1
	}
	own := p.Names.TableWords(t.ID)
	for _, k := range keys {
		if !slices.ContainsFunc(p.Names.TableWords(k.Parent.ID), func(w string) bool { return slices.Contains(own, w) }) {
			return 0
		}
	}
	if keys[0].Parent == keys[1].Parent {
		return 0
	}
	return 1
}

// guarded tells whether a key over the pair, over one side alone, or a wider one in which
// a column of its own takes part keeps doubles out.
func guarded(t *diagram.Table, keys []*lint.ForeignKey, pair, payload []diagram.ID) bool {
	if t.IsUnique(keys[0].FromColumns()) || t.IsUnique(keys[1].FromColumns()) {
		return true
	}
	for _, columns := range uniqueSets(t) {
		held := func(id diagram.ID) bool { return slices.Contains(columns, id) }
		whole := !slices.ContainsFunc(pair, func(id diagram.ID) bool { return !held(id) })
		if whole || slices.ContainsFunc(pair, held) && slices.ContainsFunc(payload, held) {
			return true
		}
	}
	return false
}

// uniqueSets returns the columns of all keys and unique indexes.
func uniqueSets(t *diagram.Table) [][]diagram.ID {
	var sets [][]diagram.ID
	for _, k := range t.Keys {
		sets = append(sets, k.Columns)
	}
	for _, x := range t.Indexes {
		if x.Unique {
			sets = append(sets, x.ColumnIDs())
		}
	}
	return sets
}

// uniquePair makes the pair the primary key when the table has none, else unique.
func uniquePair(p *lint.Pass, t *diagram.Table, pair []*diagram.Column) lint.Fix {
	target := path(p.TableName(t), names(pair))
	primary := t.PrimaryKey() == nil
	title := "Add unique key on " + target
	if primary {
		title = "Make " + target + " the primary key"
	}
	return lint.Fix{Title: title, Safe: true, Ops: func() []op.Op {
		return []op.Op{op.PutOf(t.ID, newKey(t, ids(pair), primary))}
	}}
}
