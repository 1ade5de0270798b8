package lint

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// Mending is what FixAll would do to a diagram.
type Mending struct {
	// Ops are one batch: all the fixes one after the other.
	Ops []op.Op
	// Done are the fixes in the order in which they are applied. A fix may bring out a
	// finding that was not there before, which is mended as well.
	Done []Mended
	// Left are certain findings whose safe fix was tried and taken back, because it did not
	// mend the finding or brought a new error.
	Left []Finding
	// Before are the findings of the diagram as it is, After those that stay or come.
	Before, After []Finding
	// Diagram is the diagram as it would be.
	Diagram *diagram.Diagram
}

// Mended is a finding with the fix that was taken.
type Mended struct {
	Finding Finding
	Fix     Fix
}

// mostRounds bounds how often a fix may bring out a further finding to mend.
const mostRounds = 100

// FixAll applies the safe fixes of all certain findings to a copy of the diagram. Fixes
// that touch the same thing are never built on the same state: after each round the rules
// run again. What a fix must not do is checked: its finding is gone afterwards and no error
// is there that was not before, unless that one is mended in its turn; otherwise it is taken
// back and its finding is left. The diagram itself stays as it is. Progress, when given, is
// told how many of the findings to mend are done with; the total may grow.
func FixAll(ctx context.Context, d *diagram.Diagram, rules []*Rule, c Config, progress func(done, total int)) (*Mending, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	run := func(d *diagram.Diagram) []Finding { return Run(ctx, d, rules, c) }
	m, err := mend(ctx, d, run, true, progress)
	if err == nil && len(m.Brought()) > 0 {
		m, err = mend(ctx, d, run, false, progress)
	}
	if err != nil {
		return nil, err
	}
	m.Diagram = m.now
	return &m.Mending, nil
}

// mend applies round after round. Trusting lets a fix bring an error that can be mended,
// which a later round may find that it can't.
func mend(ctx context.Context, d *diagram.Diagram, run func(*diagram.Diagram) []Finding, trusting bool, progress func(done, total int)) (*mender, error) {
	m, err := newMender(ctx, d, run, trusting, progress)
	if err != nil {
		return nil, err
	}
	for range mostRounds {
		todo := m.todo()
		m.tell(len(todo))
		if len(todo) == 0 {
			break
		}
		m.apply(m.apart(todo))
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

type mender struct {
	Mending
	run      func(*diagram.Diagram) []Finding
	doc      *op.Document
	now      *diagram.Diagram
	trusting bool        // see mend
	ended    func() bool // nobody waits any more
	progress func(done, total int)
	tried    map[string]bool // findings that were mended or given up, by identity
	taken    map[place]int   // how many new objects a fix wanted to put there
}

// newMender copies the diagram and looks for what is to mend.
func newMender(ctx context.Context, d *diagram.Diagram, run func(*diagram.Diagram) []Finding, trusting bool, progress func(done, total int)) (*mender, error) {
	doc := op.NewDocument()
	if _, err := doc.Apply(op.FromDiagram(d)); err != nil {
		return nil, fmt.Errorf("copy the diagram: %w", err)
	}
	m := &mender{
		run: run, doc: doc, now: doc.Snapshot(), trusting: trusting, ended: func() bool { return ctx.Err() != nil }, progress: progress,
		tried: map[string]bool{}, taken: map[place]int{},
	}
	m.Before = run(m.now)
	m.After = m.Before
	return m, nil
}

// tell says how far it is, with so many fixes to come.
func (m *mender) tell(todo int) {
	done := len(m.Done) + len(m.Left)
	m.progress(done, done+todo)
}

// errorsOf are the identities of the findings that are errors.
func errorsOf(findings []Finding) map[string]bool {
	set := map[string]bool{}
	for i := range findings {
		if findings[i].Severity == Error {
			set[findings[i].identity()] = true
		}
	}
	return set
}

// identity tells findings apart also when objects are renamed.
func (f *Finding) identity() string {
	parts := []string{f.Rule}
	for _, o := range f.Objects {
		parts = append(parts, string(o.ID))
	}
	return strings.Join(parts, "\x00")
}

// mendable returns the first safe fix of a certain finding.
func (f *Finding) mendable() (Fix, bool) {
	if f.Tier != Certain {
		return Fix{}, false
	}
	for _, fix := range f.Fixes {
		if fix.Safe {
			return fix, true
		}
	}
	return Fix{}, false
}

// Mendable counts the certain findings that have a safe fix.
func Mendable(findings []Finding) int {
	n := 0
	for i := range findings {
		if _, ok := findings[i].mendable(); ok {
			n++
		}
	}
	return n
}

// step is a fix that is about to be applied.
type step struct {
	Mended
	ops  []op.Op
	near map[string]bool // IDs of what it changes and of what its finding speaks of
}

// todo are the fixes that were not tried yet.
func (m *mender) todo() []step {
	var list []step
	for i := range m.After {
		f := &m.After[i]
		if fix, ok := f.mendable(); ok && !m.tried[f.identity()] {
			list = append(list, step{Mended: Mended{*f, fix}})
		}
	}
	return list
}

// apart takes the fixes of the list that have nothing to do with each other, and builds
// their operations. The first one is always taken.
func (m *mender) apart(list []step) []step {
	written, read := map[string]bool{}, map[string]bool{}
	s := sphere{d: m.now, owner: ownersOf(m.now)}
	var round []step
	for _, st := range list {
		st.ops = st.Fix.Ops()
		s.writes, s.reads = nil, nil
		s.finding(&st.Finding)
		for i := range st.ops {
			s.op(&st.ops[i])
		}
		if anyIn(s.writes, written) || anyIn(s.writes, read) || anyIn(s.reads, written) {
			continue
		}
		st.near = map[string]bool{}
		for _, w := range s.writes {
			written[w], st.near[w] = true, true
		}
		for _, r := range s.reads {
			read[r], st.near[r] = true, true
		}
		round = append(round, st)
	}
	return round
}

func anyIn(list []string, set map[string]bool) bool {
	for _, x := range list {
		if set[x] {
			return true
		}
	}
	return false
}

// apply applies the fixes of a round together. When that brings an error or leaves a
// finding, they are taken back, and those that may be at fault are tried apart from the
// others: in halves, until the one at fault stands alone.
func (m *mender) apply(round []step) {
	var inverses [][]op.Op
	fits := true
	var suspects, others []step
	for i := range round {
		m.inLine(round[i].ops)
		inverse, err := m.doc.Apply(round[i].ops)
		if fits = err == nil; !fits {
			break
		}
		inverses = append(inverses, inverse)
	}
	if fits {
		now := m.doc.Snapshot()
		after := m.run(now)
		if m.ended() {
			return // what was found is not all
		}
		if suspects, others = m.suspects(round, after); len(suspects) == 0 {
			m.now, m.After = now, after
			for _, st := range round {
				m.tried[st.Finding.identity()] = true
				m.Done = append(m.Done, st.Mended)
				m.Ops = append(m.Ops, st.ops...)
			}
			m.tell(len(m.todo()))
			return
		}
	}
	for i := len(inverses) - 1; i >= 0; i-- {
		if _, err := m.doc.Apply(inverses[i]); err != nil {
			panic(fmt.Sprintf("lint: the inverse of a fix does not apply: %v", err))
		}
	}
	if len(round) == 1 {
		m.tried[round[0].Finding.identity()] = true
		m.Left = append(m.Left, round[0].Finding)
		m.tell(len(m.todo()))
		return
	}
	if len(others) > 0 && len(suspects) > 0 {
		m.apply(others)
		m.apply(suspects)
		return
	}
	m.apply(round[:len(round)/2])
	m.apply(round[len(round)/2:])
}

// suspects parts a round into the fixes that left their finding or are near a new error,
// and the others. Where nobody is near to a new error, all are suspects. There are none
// when all findings of the round are gone and no error is new.
func (m *mender) suspects(round []step, after []Finding) (suspects, others []step) {
	known := errorsOf(m.After)
	still := map[string]bool{}
	var errs []*Finding
	for i := range after {
		id := after[i].identity()
		still[id] = true
		if after[i].Severity != Error || known[id] {
			continue
		}
		if _, ok := after[i].mendable(); !m.trusting || !ok || m.tried[id] {
			errs = append(errs, &after[i])
		}
	}
	for _, st := range round {
		if still[st.Finding.identity()] || slices.ContainsFunc(errs, st.isNear) {
			suspects = append(suspects, st)
		} else {
			others = append(others, st)
		}
	}
	if len(suspects) == 0 && len(errs) > 0 {
		return round, nil
	}
	return suspects, others
}

// isNear tells whether a finding speaks of something that the fix changes or rests on.
func (st *step) isNear(f *Finding) bool {
	for _, o := range f.Objects {
		if st.near[string(o.ID)] || st.near[string(o.TableID)] {
			return true
		}
	}
	return false
}

// inLine gives new objects of the diagram places one after the other: fixes that were
// built on the same state would all stand at the same place.
func (m *mender) inLine(ops []op.Op) {
	for i := range ops {
		o := &ops[i]
		if o.Verb != op.Put || o.Parent != "" || o.Order == "" {
			continue
		}
		at := place{o.Kind, o.Order}
		if n := m.taken[at]; n > 0 {
			// Between this place and all that come after it.
			o.Order += diagram.OrderAt(n - 1)
		}
		m.taken[at]++
	}
}

// place is an order key among the objects of a kind.
type place struct {
	kind  diagram.Kind
	order string
}

// sphere gathers what a fix changes and what it rests on.
type sphere struct {
	d             *diagram.Diagram
	owner         map[diagram.ID]diagram.ID // tables of columns, keys, indexes …
	writes, reads []string
}

func ownersOf(d *diagram.Diagram) map[diagram.ID]diagram.ID {
	owner := map[diagram.ID]diagram.ID{}
	for _, t := range d.Tables {
		owner[t.ID] = t.ID
		for _, x := range t.Columns {
			owner[x.ID] = t.ID
		}
		for _, x := range t.Keys {
			owner[x.ID] = t.ID
		}
		for _, x := range t.Indexes {
			owner[x.ID] = t.ID
		}
		for _, x := range t.Checks {
			owner[x.ID] = t.ID
		}
		for _, x := range t.Dependencies {
			owner[x.ID] = t.ID
		}
	}
	return owner
}

func (s *sphere) write(ids ...diagram.ID) {
	for _, id := range ids {
		if id != "" {
			s.writes = append(s.writes, string(id))
		}
	}
}

func (s *sphere) read(ids ...diagram.ID) {
	for _, id := range ids {
		if id != "" {
			s.reads = append(s.reads, string(id))
		}
	}
}

// finding rests on the tables that it speaks of.
func (s *sphere) finding(f *Finding) {
	for _, o := range f.Objects {
		s.read(o.TableID, o.ID)
	}
}

func (s *sphere) op(o *op.Op) {
	s.write(o.ID)
	if table := s.owner[o.ID]; table != "" {
		s.write(table)
	}
	if table := o.Parent; table != "" {
		s.write(table)
	}
	if r := s.d.Relationships[o.ID]; r != nil {
		s.line(r.Ends, r.Pairs)
	}
	if o.Verb != op.Put {
		return
	}
	switch o.Kind {
	case diagram.KindRelationship:
		var ends []diagram.End
		var pairs []diagram.Pair
		// What can't be read touches nothing; Apply will refuse it.
		_ = json.Unmarshal(o.Props["ends"], &ends)
		_ = json.Unmarshal(o.Props["pairs"], &pairs)
		s.line(ends, pairs)
	case diagram.KindTable:
		// Two new tables of one name would be an error.
		s.writes = append(s.writes, "name "+strings.ToLower(string(o.Props["name"])))
	}
}

// line is a relationship that comes, changes or goes: it changes its own columns, and
// rests on its tables. One without columns may become anything.
func (s *sphere) line(ends []diagram.End, pairs []diagram.Pair) {
	for _, e := range ends {
		if len(pairs) == 0 {
			s.write(e.Table)
		} else {
			s.read(e.Table)
		}
	}
	for _, p := range pairs {
		s.write(p.From)
		s.read(p.To)
	}
}
