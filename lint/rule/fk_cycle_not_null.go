package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K008", Name: "fk-cycle-not-null", Severity: lint.Warning, Since: "0.1",
	What: "Foreign keys that refuse NULL lead round in a circle.",
	Why: "The first row cannot be inserted: each table wants a row of the next one first. Deleting has the same trouble, " +
		"and scripts that load tables in order find none.",
	How: "Let one of the columns be NULL until its row is there, or check one of the foreign keys at the end of the " +
		"transaction only (deferrable).",
	Bad: `CREATE TABLE departments (id int PRIMARY KEY, head_id int NOT NULL);
CREATE TABLE employees (id int PRIMARY KEY, department_id int NOT NULL REFERENCES departments (id));
ALTER TABLE departments ADD FOREIGN KEY (head_id) REFERENCES employees (id);`,
	Good: `CREATE TABLE departments (id int PRIMARY KEY, head_id int);
CREATE TABLE employees (id int PRIMARY KEY, department_id int NOT NULL REFERENCES departments (id));
ALTER TABLE departments ADD FOREIGN KEY (head_id) REFERENCES employees (id);`,
	Diagram: notNullCycle, Watches: lint.Tables | lint.Columns | lint.Keys | lint.Relationships,
})

// notNullCycle finds the tables that reach each other over foreign keys that must hold at
// once (Tarjan), and shows one circle of each such set: the shortest through its first
// table.
func notNullCycle(p *lint.Pass) {
	next := map[diagram.ID][]*lint.ForeignKey{}
	for _, k := range p.ForeignKeys {
		if k.Child != k.Parent && k.Child.Kind != diagram.KindView && mustHoldAtOnce(k) {
			next[k.Child.ID] = append(next[k.Child.ID], k)
		}
	}
	if len(next) == 0 {
		return
	}
	parts := components(p.Tables, next)
	var seen []int
	for _, t := range p.Tables {
		part := parts[t.ID]
		if part == 0 || slices.Contains(seen, part) {
			continue
		}
		seen = append(seen, part)
		reportCycle(p, shortestCycle(t.ID, next, parts))
	}
}

// mustHoldAtOnce tells whether a child row cannot go in before its parent.
func mustHoldAtOnce(k *lint.ForeignKey) bool { return k.NotNull && !k.Deferrable }

// components numbers the sets of two or more tables that reach each other, from 1; tables
// in no such set are left out. It is Tarjan's algorithm without recursion, since chains of
// foreign keys may be as long as the diagram.
func components(tables []*diagram.Table, next map[diagram.ID][]*lint.ForeignKey) map[diagram.ID]int {
	type visit struct {
		table diagram.ID
		edge  int // the next foreign key to follow
	}
	number := make(map[diagram.ID]int, len(next)) // from 1, in order of the visit
	low := make(map[diagram.ID]int, len(next))
	open := map[diagram.ID]bool{}
	parts := map[diagram.ID]int{}
	var stack []diagram.ID
	var walk []visit
	enter := func(id diagram.ID) {
		number[id] = len(number) + 1
		low[id] = number[id]
		open[id] = true
		stack = append(stack, id)
		walk = append(walk, visit{table: id})
	}
	count := 0
	for _, start := range tables {
		if len(next[start.ID]) == 0 || number[start.ID] > 0 {
			continue
		}
		enter(start.ID)
		for len(walk) > 0 {
			at := &walk[len(walk)-1]
			if at.edge < len(next[at.table]) {
				to := next[at.table][at.edge].Parent.ID
				at.edge++
				if number[to] == 0 {
					enter(to)
				} else if open[to] {
					low[at.table] = min(low[at.table], number[to])
				}
				continue
			}
			done := at.table
			walk = walk[:len(walk)-1]
			if len(walk) > 0 {
				from := walk[len(walk)-1].table
				low[from] = min(low[from], low[done])
			}
			if low[done] < number[done] {
				continue
			}
			first := slices.Index(stack, done)
			if len(stack)-first > 1 {
				count++
			}
			for _, id := range stack[first:] {
				open[id] = false
				if len(stack)-first > 1 {
					parts[id] = count
				}
			}
			stack = stack[:first]
		}
	}
	return parts
}

// shortestCycle returns the foreign keys of the shortest circle through a table that
// lies on one, in their direction.
func shortestCycle(start diagram.ID, next map[diagram.ID][]*lint.ForeignKey, parts map[diagram.ID]int) []*lint.ForeignKey {
	came := map[diagram.ID]*lint.ForeignKey{}
	queue := []diagram.ID{start}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		for _, k := range next[id] {
			to := k.Parent.ID
			if to == start {
				cycle := []*lint.ForeignKey{k}
				for at := id; at != start; at = came[at].Child.ID {
					cycle = append(cycle, came[at])
				}
				slices.Reverse(cycle)
				return cycle
			}
			if parts[to] == parts[start] && came[to] == nil {
				came[to] = k
				queue = append(queue, to)
			}
		}
	}
	return nil
}

func reportCycle(p *lint.Pass, cycle []*lint.ForeignKey) {
	var f lint.Finding
	var tables []string
	for _, k := range cycle {
		tables = append(tables, p.TableName(k.Child))
		f.Objects = append(f.Objects, p.ColumnObjects(k.Child, k.Columns...)...)
		if len(f.Evidence) < maxListed {
			f.Evidence = append(f.Evidence, fmt.Sprintf("%s refuses NULL and refers to %s", path(p.TableName(k.Child), names(k.Columns)), p.TableName(k.Parent)))
		}
	}
	f.Message = fmt.Sprintf("No first row can go into %s: they need each other.", listed(tables))
	// Any link will do; nobody reads hundreds of fixes.
	cycle = cycle[:min(len(cycle), maxListed)]
	for _, k := range cycle {
		from := path(p.TableName(k.Child), names(k.Columns))
		if ops := allowNull(p, k.Child, k.Columns); len(ops) > 0 {
			f.Fixes = append(f.Fixes, lint.Fix{
				// Programs may rely on the value being there.
				Title: "Allow NULL in " + from, Ops: func() []op.Op { return ops },
			})
		}
	}
	if canDefer(p.Diagram.Dialect) {
		for _, k := range cycle {
			f.Fixes = append(f.Fixes, lint.Fix{
				// Which of the links may wait is for people to say.
				Title: fmt.Sprintf("Check %s at the end of the transaction", path(p.TableName(k.Child), names(k.Columns))),
				Ops: func() []op.Op {
					return []op.Op{op.SetTo(k.ID, "deferrable", true), op.SetTo(k.ID, "initially_deferred", true)}
				},
			})
		}
	}
	p.Report(f)
}

// canDefer tells whether the dialect checks foreign keys at the end of a transaction when
// asked to.
func canDefer(dialect string) bool {
	return dialect != "mysql" && dialect != "mariadb" && dialect != "sqlserver"
}
