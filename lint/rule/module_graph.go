package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// moduleEdges are the relationships by the module they start from and the one they go to;
// both are set and differ.
type moduleEdges map[diagram.ID]map[diagram.ID][]*diagram.Relationship

// edgesOfModules gathers the relationships that cross from one module into another.
func edgesOfModules(p *lint.Pass) moduleEdges {
	edges := moduleEdges{}
	for _, r := range p.Relationships {
		from, to, ok := crossing(p, r)
		if !ok {
			continue
		}
		if edges[from.ID] == nil {
			edges[from.ID] = map[diagram.ID][]*diagram.Relationship{}
		}
		edges[from.ID][to.ID] = append(edges[from.ID][to.ID], r)
	}
	return edges
}

// crossing returns the module of the child and that of the parent of a directed
// relationship, when both have one and they differ.
func crossing(p *lint.Pass, r *diagram.Relationship) (from, to *diagram.Module, ok bool) {
	if len(r.Ends) != 2 || !r.Directed {
		return nil, nil, false
	}
	child, parent := p.Diagram.Tables[r.Ends[0].Table], p.Diagram.Tables[r.Ends[1].Table]
	if child == nil || parent == nil || child.Module == parent.Module {
		return nil, nil, false
	}
	from, to = p.Diagram.Modules[child.Module], p.Diagram.Modules[parent.Module]
	return from, to, from != nil && to != nil
}

// cycles returns the sets of modules each of which depends on each other one (Tarjan's
// strongly connected components of more than one), in the order of the modules.
func (edges moduleEdges) cycles(modules []*diagram.Module) [][]*diagram.Module {
	var (
		index, low = map[diagram.ID]int{}, map[diagram.ID]int{}
		onStack    = map[diagram.ID]bool{}
		stack      []*diagram.Module
		found      [][]*diagram.Module
		visit      func(m *diagram.Module)
	)
	visit = func(m *diagram.Module) {
		index[m.ID] = len(index) + 1
		low[m.ID] = index[m.ID]
		stack = append(stack, m)
		onStack[m.ID] = true
		for _, next := range modules {
			if len(edges[m.ID][next.ID]) == 0 {
				continue
			}
			if index[next.ID] == 0 {
				visit(next)
				low[m.ID] = min(low[m.ID], low[next.ID])
			} else if onStack[next.ID] {
				low[m.ID] = min(low[m.ID], index[next.ID])
			}
		}
		if low[m.ID] != index[m.ID] {
			return
		}
		at := slices.Index(stack, m)
		if set := slices.Clone(stack[at:]); len(set) > 1 {
			slices.SortFunc(set, func(a, b *diagram.Module) int { return slices.Index(modules, a) - slices.Index(modules, b) })
			found = append(found, set)
		}
		for _, x := range stack[at:] {
			onStack[x.ID] = false
		}
		stack = stack[:at]
	}
	for _, m := range modules {
		if index[m.ID] == 0 {
			visit(m)
		}
	}
	slices.SortFunc(found, func(a, b []*diagram.Module) int { return slices.Index(modules, a[0]) - slices.Index(modules, b[0]) })
	return found
}

// moduleObject names a module for a finding.
func moduleObject(m *diagram.Module) lint.Object {
	return lint.Object{Kind: diagram.KindModule, ID: m.ID, Label: m.Name}
}

// referenceNote says in words which reference crosses.
func referenceNote(p *lint.Pass, r *diagram.Relationship) string {
	child, parent := p.Diagram.Tables[r.Ends[0].Table], p.Diagram.Tables[r.Ends[1].Table]
	if k := p.ForeignKey(r.ID); k != nil {
		return fmt.Sprintf("%s refers to %s", path(p.TableName(child), names(k.Columns)), p.TableName(parent))
	}
	return fmt.Sprintf("%s refers to %s", p.TableName(child), p.TableName(parent))
}
