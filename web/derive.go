package web

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// NewDerive returns what computes the routes and findings of one diagram. It joins rooms,
// layout and lint, which do not know each other. The router it keeps makes a change cost
// what it touches.
func NewDerive() room.Derive {
	router := layout.NewRouter()
	var known *diagram.Diagram   // whose routes the room has
	var checked *diagram.Diagram // whose findings it has
	found := findings{}
	return func(ctx context.Context, before, now *diagram.Diagram) (room.Derived, error) {
		var out room.Derived
		delta, err := router.Update(ctx, now)
		if err != nil {
			known = nil
			return out, err
		}
		routes := delta.Changed
		if out.Remove = delta.Removed; before == nil || before != known {
			out.All, out.Remove, routes = true, nil, router.Routes()
		}
		known = nil
		for i := range routes {
			text, err := json.Marshal(routes[i])
			if err != nil {
				return out, fmt.Errorf("route %s: %w", routes[i].Relationship, err)
			}
			out.Routes = append(out.Routes, room.Route{ID: routes[i].Relationship, JSON: text})
		}
		if out.Findings, out.Count, err = found.check(ctx, before == nil || before != checked, now); err != nil {
			checked = nil
			return out, err
		}
		checked = now
		known = now
		return out, nil
	}
}

// findings follows the findings of one diagram.
type findings struct {
	day     string
	checker *lint.Checker
	counts  map[lint.Unit]lint.Summary
	sum     lint.Summary
}

// check checks the next state of the diagram and returns what changed, or all of it, and
// how many findings there are; hints are not counted.
func (f *findings) check(ctx context.Context, all bool, now *diagram.Diagram) (room.Findings, store.Findings, error) {
	var out room.Findings
	// Whether an ignore holds depends on the day.
	if day := time.Now().Format(time.DateOnly); all || f.checker == nil || day != f.day {
		f.day, f.checker = day, lint.NewChecker(rule.All(), lint.Config{Today: day})
	}
	change, err := f.checker.Check(ctx, now)
	if err != nil {
		f.checker = nil
		return out, store.Findings{}, err
	}
	if out.All = change.All; change.All {
		f.counts, f.sum = map[lint.Unit]lint.Summary{}, lint.Summary{}
	}
	out.Groups = make(map[string]json.RawMessage, len(change.Units))
	for unit, list := range change.Units {
		shown := make([]lint.Finding, 0, len(list))
		for i := range list {
			if list[i].Ignored == "" {
				shown = append(shown, list[i])
			}
		}
		if len(shown) == 0 {
			f.count(unit, lint.Summary{})
			out.Remove = append(out.Remove, string(unit))
			continue
		}
		text, err := json.Marshal(shown)
		if err != nil {
			f.checker = nil
			return out, store.Findings{}, fmt.Errorf("findings: %w", err)
		}
		out.Groups[string(unit)] = text
		f.count(unit, lint.Count(lint.Shown(shown, false)))
	}
	for _, unit := range change.Gone {
		f.count(unit, lint.Summary{})
		out.Remove = append(out.Remove, string(unit))
	}
	return out, store.Findings{
		Known: true, Errors: f.sum.Error, Warnings: f.sum.Warning, Infos: f.sum.Info, Score: f.sum.Score(lint.CountTables(now)),
	}, nil
}

// count keeps how many findings a unit has.
func (f *findings) count(unit lint.Unit, now lint.Summary) {
	was := f.counts[unit]
	f.sum.Error += now.Error - was.Error
	f.sum.Warning += now.Warning - was.Warning
	f.sum.Info += now.Info - was.Info
	if now == (lint.Summary{}) {
		delete(f.counts, unit)
	} else {
		f.counts[unit] = now
	}
}
