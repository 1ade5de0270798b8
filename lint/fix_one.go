package lint

import (
	"context"
	"fmt"
	"strings"

	"crowsfoot/diagram"
)

// FixOne applies one fix to a copy of the diagram, and with it the safe fixes of the
// certain errors that it brings to light: a new key may show what refers to it. Ops are
// one batch, the operations of the fix first; Done are the further fixes. Afterwards there
// are never more errors than before: a fix that would bring some, because other things are
// wrong with the same objects, is refused with a diagram.Error that names them.
func FixOne(ctx context.Context, d *diagram.Diagram, fix Fix, rules []*Rule, c Config) (*Mending, error) {
	m, err := newMender(ctx, d, func(d *diagram.Diagram) []Finding { return Run(ctx, d, rules, c) }, true, func(int, int) {})
	if err != nil {
		return nil, err
	}
	m.Ops = fix.Ops()
	if _, err := m.doc.Apply(m.Ops); err != nil {
		return nil, fmt.Errorf("%s: %w", fix.Title, err)
	}
	m.now = m.doc.Snapshot()
	m.After = m.run(m.now)
	known := errorsOf(m.Before)
	for range mostRounds {
		var todo []step
		for _, st := range m.todo() {
			if st.Finding.Severity == Error && !known[st.Finding.identity()] {
				todo = append(todo, st)
			}
		}
		if len(todo) == 0 || ctx.Err() != nil {
			break
		}
		m.apply(m.apart(todo))
	}
	m.Diagram = m.now
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if Count(m.After).Error > Count(m.Before).Error {
		return nil, refusal(fix, m.Brought())
	}
	return &m.Mending, nil
}

// refusal says which errors a fix would bring.
func refusal(fix Fix, brought []Finding) error {
	const most = 3
	var list []string
	for i := range brought[:min(most, len(brought))] {
		list = append(list, brought[i].Message)
	}
	more := ""
	if n := len(brought) - most; n > 0 {
		more = fmt.Sprintf(" (and %d more)", n)
	}
	return diagram.Errorf(diagram.Unsupported, "%q would bring new errors here, so it is not done: %s%s Mend what is wrong with these objects first.", fix.Title, strings.Join(list, " "), more)
}

// Brought returns the errors that are there afterwards and were not before.
func (m *Mending) Brought() []Finding {
	known := errorsOf(m.Before)
	var list []Finding
	for _, f := range m.After {
		if f.Severity == Error && !known[f.identity()] {
			list = append(list, f)
		}
	}
	return list
}
