package room

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
)

// Derive computes what follows from a diagram and is never stored: the routes of lines
// and the findings. before is the diagram of the last run, so that only what changed
// need be routed; it is nil when everything is to be computed. Both are read only. A Derive
// belongs to one room and runs once at a time, so that it may keep what it learned. It
// runs beside the room and should end early when the context does.
type Derive func(ctx context.Context, before, now *diagram.Diagram) (Derived, error)

// Derived is what follows from a diagram.
type Derived struct {
	// All says that Routes are all there are; otherwise Routes are new or changed, and
	// Remove are the relationships that have none any more.
	All    bool
	Routes []Route
	Remove []diagram.ID
	// Findings are what changed of the findings.
	Findings Findings
	// Count is what the library shows of them.
	Count store.Findings
}

// Findings are findings in groups of the deriver's choice, each a JSON list. All says that
// they are all there are; otherwise Groups are new or changed, and Remove are gone.
type Findings struct {
	All    bool                       `json:"all"`
	Groups map[string]json.RawMessage `json:"groups"`
	Remove []string                   `json:"remove"`
}

// Route is the line of a relationship, as JSON.
type Route struct {
	ID   diagram.ID
	JSON json.RawMessage
}

// latest is what was derived last, for clients that come later.
type latest struct {
	running  bool
	tried    *diagram.Diagram // what the last run began with, whether it went well or not
	from     *diagram.Diagram // what the following is derived from
	seq      int64
	routes   map[diagram.ID]json.RawMessage
	findings map[string]json.RawMessage
	encoded  [][]byte // the whole as messages; nil when not encoded yet
}

// derivation is the outcome of one run.
type derivation struct {
	Derived
	now *diagram.Diagram
	seq int64
	err error
}

// derive starts a run if there is something new. While one runs nothing is started: when
// it ends the newest state is taken, so that states in between are passed over. A
// running one is let finish, or steady editing would never show anything.
func (r *Room) derive() {
	v := r.view.Load()
	if r.compute == nil || r.latest.running || r.latest.tried == v.diagram {
		return
	}
	r.latest.running, r.latest.tried = true, v.diagram
	before, count := r.latest.from, r.count
	r.hub.background.Add(1)
	go func() {
		defer r.hub.background.Done()
		d := derivation{now: v.diagram, seq: v.seq}
		d.Derived, d.err = r.runDerive(before, v.diagram)
		d.Count.Known = true
		if d.err == nil && d.Count != count {
			if err := r.hub.Store.SetFindings(context.Background(), r.id, d.Count, r.hub.moment()); err != nil {
				r.hub.Log.Error("numbers of findings could not be saved", "diagram", r.id, "error", err)
			}
		}
		r.derived <- d
	}()
}

// runDerive turns a panic of a derivation into an error: a mistake in one rule must not
// take the server down.
func (r *Room) runDerive(before, now *diagram.Diagram) (d Derived, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return r.compute(r.hub.ctx, before, now)
}

// show takes in what was derived and sends it to everybody.
func (r *Room) show(d derivation) {
	l := &r.latest
	l.running = false
	defer r.derive()
	if d.err != nil {
		if !errors.Is(d.err, context.Canceled) {
			r.hub.Log.Error("derive", "diagram", r.id, "seq", d.seq, "error", d.err)
		}
		return
	}
	if d.All || l.routes == nil {
		l.routes = map[diagram.ID]json.RawMessage{}
	}
	for _, id := range d.Remove {
		delete(l.routes, id)
	}
	m := derived{Type: "derived", Seq: d.seq, Findings: d.Findings}
	if m.Findings.Groups == nil {
		m.Findings.Groups = map[string]json.RawMessage{}
	}
	if m.Findings.All || l.findings == nil {
		l.findings = map[string]json.RawMessage{}
	}
	m.Findings.Remove = append([]string{}, d.Findings.Remove...)
	for _, id := range d.Findings.Remove {
		delete(l.findings, id)
	}
	maps.Copy(l.findings, d.Findings.Groups)
	m.Routes = derivedRoutes{All: d.All, Set: []json.RawMessage{}, Remove: append([]diagram.ID{}, d.Remove...)}
	for _, route := range d.Routes {
		l.routes[route.ID] = route.JSON
		m.Routes.Set = append(m.Routes.Set, route.JSON)
	}
	l.from, l.seq, l.encoded = d.now, d.seq, nil
	r.count = d.Count
	for _, part := range m.parts() {
		r.sendAll(part)
	}
}

// sendAll sends what is not part of the log, however long it is.
func (r *Room) sendAll(m []byte) {
	for c := range r.clients {
		r.send(c, m)
	}
}

// messages are all that is derived, for a client that knows nothing yet; none when nothing
// is.
func (l *latest) messages() [][]byte {
	if l.from == nil {
		return nil
	}
	if l.encoded == nil {
		m := derived{Type: "derived", Seq: l.seq, Findings: Findings{All: true, Groups: l.findings, Remove: []string{}}}
		m.Routes = derivedRoutes{All: true, Set: []json.RawMessage{}, Remove: []diagram.ID{}}
		for _, id := range slices.Sorted(maps.Keys(l.routes)) {
			m.Routes.Set = append(m.Routes.Set, l.routes[id])
		}
		l.encoded = m.parts()
	}
	return l.encoded
}

const (
	// routesInPart and findingsInPart bound, in bytes, what one message tells of routes and
	// findings: so little that a browser takes it in within a fraction of a frame.
	routesInPart   = 128 << 10
	findingsInPart = 256 << 10
)

// parts writes the message as one or, when it is long, several that are to be taken in
// order.
func (m *derived) parts() [][]byte {
	part := derived{Type: m.Type, Seq: m.Seq}
	part.Routes = derivedRoutes{All: m.Routes.All, Set: []json.RawMessage{}, Remove: m.Routes.Remove}
	part.Findings = Findings{All: m.Findings.All, Groups: map[string]json.RawMessage{}, Remove: m.Findings.Remove}
	var list [][]byte
	size := 0
	room := func(n, most int) {
		if size > 0 && size+n > most {
			part.More = true
			list = append(list, encode(part))
			part.Routes = derivedRoutes{Set: []json.RawMessage{}, Remove: []diagram.ID{}}
			part.Findings = Findings{Groups: map[string]json.RawMessage{}, Remove: []string{}}
			size = 0
		}
		size += n
	}
	for _, route := range m.Routes.Set {
		room(len(route), routesInPart)
		part.Routes.Set = append(part.Routes.Set, route)
	}
	for _, id := range slices.Sorted(maps.Keys(m.Findings.Groups)) {
		room(len(m.Findings.Groups[id]), findingsInPart)
		part.Findings.Groups[id] = m.Findings.Groups[id]
	}
	part.More = false
	return append(list, encode(part))
}
