package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// openJunction is a table that joins others by its foreign keys and lets the same
// combination in twice.
type openJunction struct {
	table   *diagram.Table
	keys    []*lint.ForeignKey // two, or more of a table that holds nothing else
	pair    []*diagram.Column  // the columns of the keys
	payload []*diagram.Column  // what else it says
}

// openJunctionOf returns what a junction table without a guard against doubles is made
// of, or nil for any other table.
func openJunctionOf(p *lint.Pass, t *diagram.Table) *openJunction {
	if len(p.ForeignKeysOf(t.ID)) < 2 {
		return nil
	}
	payload := payloadOf(p, t, nil)
	if len(payload) > 1 {
		return nil
	}
	j := &openJunction{table: t, payload: payload}
	for _, k := range p.ForeignKeysOf(t.ID) {
		if len(k.Columns) == 1 && recordsChange(p, k.Columns[0]) {
			continue // created_by says nothing about the pair
		}
		j.keys = append(j.keys, k)
		for _, c := range k.Columns {
			if !slices.Contains(j.pair, c) {
				j.pair = append(j.pair, c)
			}
		}
	}
	if len(j.keys) < 2 {
		return nil
	}
	most := 0
	if len(j.keys) == 2 {
		most = mostPayload(p, t, j.keys, j.payload)
	} else if !allNotNull(t, j.pair) {
		return nil // each row may use another of them
	}
	if len(j.payload) > most || j.isThing(p) || guarded(t, j.keys, ids(j.pair), ids(j.payload)) {
		return nil
	}
	return j
}

// isThing tells whether other tables refer to the rows by their number, while the name
// of the table speaks of something else than the tables it joins: copies in a stock.
func (j *openJunction) isThing(p *lint.Pass) bool {
	return len(p.ForeignKeysTo(j.table.ID)) > 0 && !namedAfter(p, j.table, j.keys)
}

// repeats tells whether the name says that the same pair comes again and again.
func (j *openJunction) repeats(p *lint.Pass) bool { return happens(p, j.table) }

// happenings are words of tables whose rows happen, in the singular.
var happenings = vocab(`run visit attempt log history event request order booking payment transaction
	purchase message session call measurement result reading sale loan rental charge checkout delivery view click play
	download notification reservation appointment donation deposit withdrawal transfer trade shift trip flight match
	game vote review rating comment inspection examination test treatment prescription observation invoice`)

func happens(p *lint.Pass, t *diagram.Table) bool {
	words := p.Names.TableWords(t.ID)
	return len(words) > 0 && happenings[words[len(words)-1]]
}

// numbersPairs tells whether the primary key is a number of the row's own.
func (j *openJunction) numbersPairs(p *lint.Pass) bool {
	k := j.table.PrimaryKey()
	return k != nil && len(k.Columns) == 1 && j.table.Column(k.Columns[0]) != nil && len(p.ForeignKeysFrom(k.Columns[0])) == 0
}

// finding is what both rules on such tables report.
func (j *openJunction) finding(p *lint.Pass) lint.Finding {
	t, table := j.table, p.TableName(j.table)
	var parents []string
	for _, k := range j.keys {
		if name := p.TableName(k.Parent); !slices.Contains(parents, name) {
			parents = append(parents, name)
		}
	}
	what := "pair"
	if len(j.keys) > 2 {
		what = "combination"
	}
	f := lint.Finding{
		Objects: append(p.ColumnObjects(t, j.pair...), p.TableObject(t)),
		Message: fmt.Sprintf("%s joins %s, but lets the same %s in twice.", table, listed(parents), what),
		Evidence: []string{
			fmt.Sprintf("%s holds %s foreign keys", table, counted(len(j.keys))),
			fmt.Sprintf("%s is neither the primary key nor unique", path(table, names(j.pair))),
		},
		Fixes: []lint.Fix{uniquePair(p, t, j.pair)},
		Tier:  lint.Certain, Confidence: .95,
	}
	if len(parents) == 1 {
		f.Message = fmt.Sprintf("%s joins rows of %s, but lets the same %s in twice.", table, parents[0], what)
	}
	switch {
	case len(j.payload) > 0:
		f.Tier, f.Confidence = lint.Likely, .75
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s may tell several rows of a pair apart; then it belongs into the key", listed(names(j.payload))))
		f.Fixes[0].Safe = false
		if allNotNull(t, j.payload) {
			wider := append(slices.Clone(j.pair), j.payload...)
			f.Fixes = append(f.Fixes, uniquePair(p, t, wider))
			f.Fixes[1].Safe = false
		}
	case len(j.keys) == 2 && j.repeats(p):
		f.Tier, f.Confidence = lint.Likely, .6
		f.Evidence = append(f.Evidence, "It holds no time or other value that could tell two rows of a pair apart")
		f.Fixes[0].Safe = false
	case len(j.keys) > 2:
		f.Tier, f.Confidence = lint.Likely, .8
		f.Evidence = append(f.Evidence, "It holds nothing else that could tell two rows apart")
	default:
		f.Evidence = append(f.Evidence, "It holds nothing else that could tell two rows of a pair apart")
	}
	return f
}

// counted writes small numbers as words.
func counted(n int) string {
	if n < 2 || n > 9 {
		return fmt.Sprint(n)
	}
	return [...]string{"two", "three", "four", "five", "six", "seven", "eight", "nine"}[n-2]
}

// recordsChange tells whether a column says who or what changed the row: created_by,
// lastmodifiedby_id.
func recordsChange(p *lint.Pass, c *diagram.Column) bool {
	words := p.Names.ColumnName(c.ID).Words
	if len(words) == 0 {
		return false
	}
	first, by := strings.CutSuffix(words[0], "by")
	return bookkeeping[words[0]] || by && bookkeeping[first]
}

// payloadOf returns the columns besides foreign keys and the pair that say something about
// the pair, two at most: a table with more is no junction.
func payloadOf(p *lint.Pass, t *diagram.Table, pair []*diagram.Column) []*diagram.Column {
	var payload []*diagram.Column
	for _, c := range t.Columns {
		if len(p.ForeignKeysFrom(c.ID)) == 0 && !slices.Contains(pair, c) && !isBookkeeping(p, t, c) {
			if payload = append(payload, c); len(payload) > 1 {
				break
			}
		}
	}
	return payload
}

// mostPayload is how many columns of its own a table may have and still be a mere
// junction: one that has a key of its own is an entity sooner, unless it is named after
// both tables.
func mostPayload(p *lint.Pass, t *diagram.Table, keys []*lint.ForeignKey, payload []*diagram.Column) int {
	if t.PrimaryKey() == nil || len(payload) == 1 && qualifies(p, t, payload[0]) && !isContent(p, t, payload[0]) &&
		allNotNull(t, keys[0].Columns) && allNotNull(t, keys[1].Columns) {
		return 1
	}
	if len(payload) == 1 && isContent(p, t, payload[0]) || !namedAfter(p, t, keys) || keys[0].Parent == keys[1].Parent {
		return 0
	}
	return 1
}

// isContent tells whether the column is what the table is about (note in patch_notes), or
// likely refers to a third table.
func isContent(p *lint.Pass, t *diagram.Table, c *diagram.Column) bool {
	if s, ok := p.Suspected(c.ID); ok && s.Confidence >= likelyReference {
		return true
	}
	words := p.Names.ColumnName(c.ID).Single
	own := p.Names.TableWords(t.ID)
	return len(words) > 0 && len(own) > 0 && words[len(words)-1] == own[len(own)-1]
}

// namedAfter tells whether the name of a table holds a word of each table that it joins.
func namedAfter(p *lint.Pass, t *diagram.Table, keys []*lint.ForeignKey) bool {
	own := p.Names.TableWords(t.ID)
	for _, k := range keys {
		if !slices.ContainsFunc(p.Names.TableWords(k.Parent.ID), func(w string) bool { return slices.Contains(own, w) }) {
			return false
		}
	}
	return true
}

// qualifies tells whether a column that is always set says how the pair belongs together:
// a choice of a few, a flag or a number, but not a state that changes, nor a reference, nor
// something that happens again.
func qualifies(p *lint.Pass, t *diagram.Table, c *diagram.Column) bool {
	words := p.Names.ColumnName(c.ID).Words
	if len(words) == 0 || !t.NotNull(c) || c.Type == "" || slices.Contains(states, words[len(words)-1]) {
		return false
	}
	switch p.Type(c.Type).Family() {
	case diagram.FamilyEnum, diagram.FamilyUnknown:
		return true
	case diagram.FamilyBoolean, diagram.FamilyInteger:
		return !happens(p, t) && len(p.ForeignKeysTo(t.ID)) == 0 && !p.Names.ColumnName(c.ID).Key
	}
	return false
}

// states are words of columns whose value changes while the row stays the same.
var states = []string{"status", "state", "phase", "stage", "progress", "result", "outcome"}

// guarded tells whether a key over the pair, over one side alone, or a wider one in which
// a column of its own takes part keeps doubles out.
func guarded(t *diagram.Table, keys []*lint.ForeignKey, pair, payload []diagram.ID) bool {
	for _, k := range keys {
		if t.IsUnique(k.FromColumns()) {
			return true
		}
	}
	for _, columns := range uniqueSets(t) {
		held := func(id diagram.ID) bool { return slices.Contains(columns, id) }
		inside := len(columns) > 0 && !slices.ContainsFunc(columns, func(id diagram.ID) bool { return !slices.Contains(pair, id) })
		whole := !slices.ContainsFunc(pair, func(id diagram.ID) bool { return !held(id) })
		if whole || inside || slices.ContainsFunc(pair, held) && slices.ContainsFunc(payload, held) {
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
		if primary {
			return makePrimary(p, t, pair)
		}
		return makeUnique(p, t, ids(pair))
	}}
}
