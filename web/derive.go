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
	var known *diagram.Diagram // whose routes the room has
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
		findings := lint.Run(ctx, now, rule.All(), lint.Config{Today: time.Now().Format(time.DateOnly)})
		if err := ctx.Err(); err != nil {
			return out, err
		}
		if out.Findings, err = json.Marshal(findings); err != nil {
			return out, fmt.Errorf("findings: %w", err)
		}
		n := lint.Count(lint.Shown(findings, false))
		out.Count = store.Findings{Known: true, Errors: n.Error, Warnings: n.Warning, Infos: n.Info}
		known = now
		return out, nil
	}
}
