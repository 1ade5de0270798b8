package rule_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// TestFixesMendAndCanBeTakenBack applies each fix of each finding of random schemas: none
// raises the number of errors, and taking it back leads exactly to where it was. Where
// nothing fits together a fix may be refused.
func TestFixesMendAndCanBeTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &editor{t: t, doc: op.NewDocument()}
		e.begin()
		for range rapid.IntRange(0, 4).Draw(t, "edits") {
			e.edit()
		}
		checkFixes(t, e.doc.Snapshot(), 3, true)
	})
}

// TestFixesOnBenchmark does the same on schemas of real systems, where none is refused.
func TestFixesOnBenchmark(t *testing.T) {
	for name, s := range readBenchmark(t) {
		if len(s.Tables) > 30 {
			continue // each fix is followed by a whole run
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkFixes(t, s.read(t).Diagram, 6, false)
		})
	}
}

// checkFixes tries the fixes of a diagram, at most so many of a rule.
func checkFixes(t require.TestingT, d *diagram.Diagram, most int, mayRefuse bool) {
	doc := op.NewDocument()
	_, err := doc.Apply(op.FromDiagram(d))
	require.NoError(t, err)
	before := doc.Snapshot()
	seen := map[string]int{}
	for _, f := range lint.Run(context.Background(), before, rule.All(), lint.Config{}) {
		for _, fix := range f.Fixes {
			if seen[f.Rule]++; seen[f.Rule] > most {
				continue
			}
			m, err := lint.FixOne(context.Background(), before, fix, rule.All(), lint.Config{})
			var refused *diagram.Error
			if mayRefuse && errors.As(err, &refused) && refused.Code == diagram.Unsupported {
				require.Contains(t, refused.Message, "would bring new errors")
				continue
			}
			require.NoError(t, err, "%s: %s", f.Message, fix.Title)
			require.LessOrEqual(t, lint.Count(m.After).Error, lint.Count(m.Before).Error, "%s %s: %s", f.Rule, f.Message, fix.Title)
			inverse, err := doc.Apply(m.Ops)
			require.NoError(t, err, "%s: %s", f.Message, fix.Title)
			require.NotEmpty(t, inverse, "%s: %s changes nothing", f.Message, fix.Title)
			require.Empty(t, op.Diff(m.Diagram, doc.Snapshot()), "%s: %s leads elsewhere", f.Message, fix.Title)
			_, err = doc.Apply(inverse)
			require.NoError(t, err)
			require.Empty(t, op.Diff(before, doc.Snapshot()), "%s: %s cannot be taken back", f.Message, fix.Title)
		}
	}
}
