// Package migrate compares two editions of a schema, wherever they come from, and writes
// the migration between them: two versions of a diagram, two files, a file and a live
// database. It finds out which objects are one, asks where that is a guess, and leaves
// the statements to package ddl.
//
// It reads no file, opens no connection and changes no diagram. Start at Between.
package migrate

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/merge"
)

// Edition is one of the two diagrams that are compared.
type Edition struct {
	Diagram *diagram.Diagram
	// KeepsIDs tells that the IDs of its objects are those of a Crowsfoot diagram, so that
	// they say which objects are one. Those of scripts and drawings are made of names.
	KeepsIDs bool
	// Live tells that it is a database, which has named its constraints by itself.
	Live bool
}

// Assume says what becomes of probable renames that nobody has answered.
type Assume string

// The assumptions. The empty one leaves the questions open.
const (
	AssumeNothing Assume = ""
	AssumeDrop    Assume = "drop"   // the old one is dropped, the new one is another
	AssumeRename  Assume = "rename" // they are one
)

// Answers are what a person said about renames.
type Answers struct {
	// Renames are "old=new": tables by their names, columns as "table.column=column".
	Renames []string
	// Denied are probable renames, in the same form, that are none.
	Denied []string
	Assume Assume
}

// Question is a probable rename: without an answer it would be a guess.
type Question struct {
	merge.Rename
	// Answer is the rename in the form of Answers.
	Answer string
}

// Text asks the question in one sentence.
func (q Question) Text() string {
	if q.What == diagram.KindColumn {
		return "Is the column " + q.NewName + " of " + q.Table + " the old " + q.OldName + " (" + q.Why + ")?"
	}
	return "Is the table " + q.NewName + " the old " + q.OldName + " (" + q.Why + ")?"
}

// Result is a migration, or the questions to be answered before there is one.
type Result struct {
	ddl.Migration
	// Questions are open; when there are any, Migration is empty.
	Questions []Question
	// Renames are those that were accepted.
	Renames []merge.Rename
}

// Between writes the migration from one edition to another. Objects are one by their IDs
// where both editions have IDs of one diagram; else by name, and what is probably a rename
// is a question. The errors are diagram.Errors: an answer that names nothing, and those of
// ddl.Migrate.
func Between(from, to Edition, dialect *ddl.Dialect, answers Answers, opt ddl.MigrateOptions) (Result, error) {
	a := &alignment{from: from.Diagram, to: apart(from.Diagram, to.Diagram), answers: answers}
	if from.KeepsIDs && to.KeepsIDs && shareTables(from.Diagram, to.Diagram) {
		a.aligned = to.Diagram
		if len(answers.Renames) > 0 {
			return Result{}, diagram.Errorf(diagram.Invalid, "Both are versions of one diagram, which knows its renames: %q can't be told.", answers.Renames[0])
		}
	} else if err := a.run(); err != nil {
		return Result{}, err
	}
	out := Result{Questions: a.questions, Renames: a.accepted}
	if len(out.Questions) > 0 {
		return out, nil
	}
	opt.Live = opt.Live || from.Live
	var err error
	out.Migration, err = ddl.Migrate(from.Diagram, a.aligned, dialect, opt)
	return out, err
}

// apart returns the second diagram with its cards far from those of the first, when one of
// the two has no places, as what is read of a script: else all would stand at one place,
// which speaks for a rename.
func apart(a, b *diagram.Diagram) *diagram.Diagram {
	if isPlaced(a) && isPlaced(b) {
		return b
	}
	out := b.Snapshot()
	for id, t := range out.Tables {
		moved := *t
		moved.Pos = diagram.Point{X: farAway, Y: farAway}
		out.Tables[id] = &moved
	}
	return out
}

// farAway is farther than any card.
const farAway = 1e9

func isPlaced(d *diagram.Diagram) bool {
	for _, t := range d.Tables {
		if t.Pos != (diagram.Point{}) {
			return true
		}
	}
	return false
}

// shareTables tells whether two diagrams are of one history: they have a table in common,
// or one of them has none.
func shareTables(a, b *diagram.Diagram) bool {
	for id := range a.Tables {
		if b.Tables[id] != nil {
			return true
		}
	}
	return len(a.Tables) == 0 || len(b.Tables) == 0
}

// alignment gives the objects of one diagram the IDs of those of another.
type alignment struct {
	from, to  *diagram.Diagram
	answers   Answers
	aligned   *diagram.Diagram // to, with the IDs of from
	accepted  []merge.Rename
	questions []Question
}

// run aligns until no answer leads to anything new: a renamed table brings the columns
// that were renamed in it.
func (a *alignment) run() error {
	told := slices.Clone(a.answers.Renames)
	for {
		found := merge.Align(a.from, a.from, a.to, a.accepted...)
		a.aligned = found.Theirs
		before := len(a.accepted)
		var failed error
		told = slices.DeleteFunc(told, func(text string) bool {
			r, err := a.told(text)
			if err != nil {
				failed = err
				return false
			}
			a.accepted = append(a.accepted, r)
			return true
		})
		if len(a.accepted) > before {
			continue
		}
		if failed != nil {
			return failed
		}
		a.questions = nil
		for _, r := range found.Renames {
			q := Question{Rename: r, Answer: a.answer(r)}
			switch {
			case r.Certain || r.Accepted || a.answers.Assume == AssumeDrop || slices.Contains(a.answers.Denied, q.Answer):
			case a.answers.Assume == AssumeRename:
				a.accepted = append(a.accepted, r)
			default:
				a.questions = append(a.questions, q)
			}
		}
		if len(a.accepted) == before {
			return nil
		}
	}
}

// answer writes a rename as a person would.
func (a *alignment) answer(r merge.Rename) string {
	if r.What != diagram.KindColumn {
		return r.OldName + "=" + r.NewName
	}
	for _, t := range a.from.Tables {
		if t.Column(r.Old) != nil {
			return t.Name + "." + r.OldName + "=" + r.NewName
		}
	}
	return r.Table + "." + r.OldName + "=" + r.NewName
}

// told finds what an answer speaks of.
func (a *alignment) told(text string) (merge.Rename, error) {
	old, now, ok := strings.Cut(text, "=")
	if !ok || old == "" || now == "" {
		return merge.Rename{}, diagram.Errorf(diagram.Invalid, "%q is no rename: write old=new, or table.old=new for a column.", text)
	}
	if t := tableNamed(a.from, old); t != nil {
		n := tableNamed(a.aligned, now)
		switch {
		case n == nil:
			return merge.Rename{}, diagram.Errorf(diagram.NotFound, "There is no new table %q for %q.", now, text)
		case a.from.Tables[n.ID] != nil || a.aligned.Tables[t.ID] != nil:
			return merge.Rename{}, diagram.Errorf(diagram.Invalid, "%q can't be: one of the two is in both editions.", text)
		}
		return merge.Rename{What: diagram.KindTable, Old: t.ID, New: n.ID, OldName: t.Name, NewName: n.Name}, nil
	}
	t, was := columnNamed(a.from, old)
	if was == nil {
		return merge.Rename{}, diagram.Errorf(diagram.NotFound, "There is no old table or column %q.", old)
	}
	n := a.aligned.Tables[t.ID]
	if n == nil {
		return merge.Rename{}, diagram.Errorf(diagram.NotFound, "The table of %q is gone; if it was renamed, say so as well.", old)
	}
	if _, after, ok := strings.Cut(now, n.Name+"."); ok {
		now = after
	}
	is := n.ColumnNamed(now)
	switch {
	case is == nil:
		return merge.Rename{}, diagram.Errorf(diagram.NotFound, "There is no new column %q in %q for %q.", now, n.Name, text)
	case t.Column(is.ID) != nil || n.Column(was.ID) != nil:
		return merge.Rename{}, diagram.Errorf(diagram.Invalid, "%q can't be: one of the two is in both editions.", text)
	}
	return merge.Rename{What: diagram.KindColumn, Old: was.ID, New: is.ID, Table: n.Name, OldName: was.Name, NewName: is.Name}, nil
}

// tableNamed finds a table by its name, with or without its schema.
func tableNamed(d *diagram.Diagram, name string) *diagram.Table {
	for _, t := range d.SortedTables() {
		if t.Name == name {
			return t
		}
	}
	for _, t := range d.SortedTables() {
		if s := d.Schemas[t.Schema]; s != nil && s.Name+"."+t.Name == name {
			return t
		}
	}
	return nil
}

// columnNamed finds a column by the names of its table and its own.
func columnNamed(d *diagram.Diagram, name string) (*diagram.Table, *diagram.Column) {
	for i := len(name) - 1; i > 0; i-- {
		if name[i] != '.' {
			continue
		}
		if t := tableNamed(d, name[:i]); t != nil {
			if c := t.ColumnNamed(name[i+1:]); c != nil {
				return t, c
			}
		}
	}
	return nil, nil
}
