package op

import (
	"encoding/json"
	"fmt"
	"slices"

	"crowsfoot/diagram"
)

// Document is a diagram that operations change. It also remembers what was deleted, so
// that it can come back. It is not safe for use by several goroutines; Snapshot is what
// others may read.
type Document struct {
	live   *diagram.Diagram
	places map[diagram.ID]*place
}

// place says where an object of any kind is, deleted ones included.
type place struct {
	spec   *spec
	parent diagram.ID // of what belongs to a table
	dead   bool
	object any // of the dead only: the live stand in the diagram or in their table
}

// NewDocument returns the document of an empty diagram.
func NewDocument() *Document {
	return &Document{live: diagram.New(), places: map[diagram.ID]*place{}}
}

// Snapshot returns the diagram as it is now; later batches do not reach it.
func (doc *Document) Snapshot() *diagram.Diagram { return doc.live.Snapshot() }

// Apply changes the document by all operations, or by none and returns an error that
// names the first operation that is not allowed. The inverse takes the batch back; it
// is empty when nothing changed. An operation on an object that is deleted, or whose
// table is, has no effect and is no error (another person deleted it meanwhile), and
// neither has an Order into a deleted table; the exceptions are Delete and Undelete of
// what belongs to a deleted table.
func (doc *Document) Apply(ops []Op) (inverse []Op, err error) {
	c := compiler{doc: doc, put: map[diagram.ID]*spec{}}
	steps := make([]func(*change), 0, len(ops))
	for i := range ops {
		step, err := c.compile(&ops[i])
		if err != nil {
			return nil, diagram.Errorf(diagram.Invalid, "Operation %d (%s %s): %s.", i+1, ops[i].Verb, ops[i].ID, err)
		}
		steps = append(steps, step)
	}
	ch := change{Document: doc, owned: map[diagram.ID]bool{}}
	for _, step := range steps {
		step(&ch)
	}
	slices.Reverse(ch.inverse)
	return ch.inverse, nil
}

// compiler checks operations against the document as it will be when they run.
type compiler struct {
	doc *Document
	put map[diagram.ID]*spec // objects that earlier operations of the batch make
}

// specOf returns the kind of an object that exists, deleted or not, or nil.
func (c *compiler) specOf(id diagram.ID) *spec {
	if id == diagram.RootID {
		return specFor(diagram.KindDiagram)
	}
	if s := c.put[id]; s != nil {
		return s
	}
	if p := c.doc.places[id]; p != nil {
		return p.spec
	}
	return nil
}

// compile checks one operation and returns what runs it; running can't fail.
func (c *compiler) compile(o *Op) (func(*change), error) {
	if !o.ID.Valid() {
		return nil, fmt.Errorf("the ID is not valid")
	}
	if o.Verb == Put {
		return c.compilePut(o)
	}
	s := c.specOf(o.ID)
	if s == nil {
		return nil, fmt.Errorf("there is no such object")
	}
	if s.kind == diagram.KindDiagram && o.Verb != Set {
		return nil, fmt.Errorf("the diagram itself can only be set")
	}
	switch o.Verb {
	case Set:
		p := s.property(o.Property)
		if p == nil {
			return nil, fmt.Errorf("a %s has no property %q", s.kind, o.Property)
		}
		v, err := p.decode(o.Value)
		if err != nil {
			return nil, fmt.Errorf("%s %w", o.Property, err)
		}
		return func(ch *change) { ch.set(o.ID, s, p, v) }, nil
	case Delete:
		return func(ch *change) { ch.delete(o.ID) }, nil
	case Undelete:
		return func(ch *change) { ch.undelete(o.ID) }, nil
	case Order:
		if !diagram.ValidOrder(o.Order) {
			return nil, fmt.Errorf("the order key is not valid")
		}
		if err := c.checkParent(s, o.Parent, true); err != nil {
			return nil, err
		}
		return func(ch *change) { ch.order(o.ID, o.Parent, o.Order) }, nil
	}
	return nil, fmt.Errorf("there is no such kind of operation")
}

func (c *compiler) compilePut(o *Op) (func(*change), error) {
	s := specFor(o.Kind)
	if s == nil || s.kind == diagram.KindDiagram {
		return nil, fmt.Errorf("there is no kind of object %q", o.Kind)
	}
	if have := c.specOf(o.ID); have != nil && have != s {
		return nil, fmt.Errorf("the ID belongs to a %s already", have.kind)
	}
	if !diagram.ValidOrder(o.Order) {
		return nil, fmt.Errorf("the order key is not valid")
	}
	if err := c.checkParent(s, o.Parent, false); err != nil {
		return nil, err
	}
	object := s.make()
	id, order := s.head(object)
	*id, *order = o.ID, o.Order
	for name, raw := range o.Props {
		p := s.property(name)
		if p == nil {
			return nil, fmt.Errorf("a %s has no property %q", s.kind, name)
		}
		v, err := p.decode(raw)
		if err != nil {
			return nil, fmt.Errorf("%s %w", name, err)
		}
		p.set(object, v)
	}
	if r, ok := object.(*diagram.Relationship); ok && len(r.Ends) < 2 {
		return nil, fmt.Errorf("ends needs 2 to 32 ends")
	}
	c.put[o.ID] = s
	return func(ch *change) { ch.put(s, o.Parent, object) }, nil
}

// checkParent refuses a parent that does not fit; mayKeep allows none given.
func (c *compiler) checkParent(s *spec, parent diagram.ID, mayKeep bool) error {
	switch {
	case s.parent == "" && parent != "":
		return fmt.Errorf("a %s has no parent", s.kind)
	case s.parent == "" || parent == "" && mayKeep:
		return nil
	}
	if p := c.specOf(parent); p == nil || p.kind != s.parent {
		return fmt.Errorf("a %s needs the ID of its %s as parent", s.kind, s.parent)
	}
	return nil
}

// change is one batch being applied. Tables that it has copied once are its own until
// it ends, so that a batch of n operations on one table copies the table once.
type change struct {
	*Document
	owned   map[diagram.ID]bool
	inverse []Op
}

func (ch *change) undoWith(o Op) { ch.inverse = append(ch.inverse, o) }

// table returns a table for writing, live or dead.
func (ch *change) table(id diagram.ID) *diagram.Table {
	p := ch.places[id]
	if p == nil {
		return nil
	}
	var t *diagram.Table
	if p.dead {
		t = p.object.(*diagram.Table)
	} else {
		t = ch.live.Tables[id]
	}
	if !ch.owned[id] {
		c := *t
		for _, s := range specs {
			if s.own != nil {
				s.own(&c)
			}
		}
		t = &c
		ch.owned[id] = true
		if p.dead {
			p.object = t
		} else {
			ch.live.Tables[id] = t
		}
	}
	return t
}

// visible tells whether neither the object nor its table is deleted.
func (ch *change) visible(p *place) bool {
	if p == nil || p.dead {
		return false
	}
	return p.parent == "" || !ch.places[p.parent].dead
}

// read returns the object as it is, live or in a dead table, but not itself dead.
func (ch *change) read(id diagram.ID, p *place) any {
	if p.parent == "" {
		o, _ := p.spec.live(ch.live, id)
		return o
	}
	for _, o := range p.spec.children(ch.table(p.parent)) {
		if at, _ := p.spec.head(o); *at == id {
			return o
		}
	}
	return nil
}

// write puts an object, which nobody else holds, where it belongs.
func (ch *change) write(p *place, object any) {
	if p.parent == "" {
		p.spec.keep(ch.live, object)
	} else {
		p.spec.insert(ch.table(p.parent), object)
	}
}

// take removes an object from where it stands and returns it.
func (ch *change) take(id diagram.ID, p *place) any {
	if p.parent != "" {
		return p.spec.remove(ch.table(p.parent), id)
	}
	o, _ := p.spec.live(ch.live, id)
	p.spec.drop(ch.live, id)
	return o
}

// fresh returns a copy for writing; tables come from table, so that what belongs to
// them is copied too.
func (ch *change) fresh(id diagram.ID, p *place) any {
	if p.spec.kind == diagram.KindTable {
		return ch.table(id)
	}
	return p.spec.clone(ch.read(id, p))
}

func (ch *change) set(id diagram.ID, s *spec, p *Property, v any) {
	if s.kind == diagram.KindDiagram {
		r := &root{Settings: ch.live.Settings}
		before := encode(p.get(r))
		p.set(r, v)
		if string(encode(v)) != string(before) {
			ch.undoWith(Op{Verb: Set, ID: id, Property: p.Name, Value: before})
			ch.live.Settings = r.Settings
		}
		return
	}
	at := ch.places[id]
	if !ch.visible(at) {
		return
	}
	o := ch.fresh(id, at)
	before := encode(p.get(o))
	if string(encode(v)) == string(before) {
		return
	}
	p.set(o, v)
	ch.write(at, o)
	ch.undoWith(Op{Verb: Set, ID: id, Property: p.Name, Value: before})
}

func (ch *change) put(s *spec, parent diagram.ID, object any) {
	id, _ := s.head(object)
	at := ch.places[*id]
	if at == nil {
		at = &place{spec: s, parent: parent}
		ch.places[*id] = at
		ch.write(at, object)
		if s.kind == diagram.KindTable {
			ch.owned[*id] = true
		}
		ch.undoWith(DeleteOf(*id))
		return
	}
	var before any
	if at.dead {
		// Undoing must leave the tombstone as it was, for an undelete further back.
		before = at.object
		ch.undoWith(DeleteOf(*id))
		ch.undoWith(PutOf(at.parent, before))
	} else {
		before = ch.read(*id, at)
		undo := PutOf(at.parent, before)
		before = ch.take(*id, at)
		ch.undoWith(undo)
	}
	if t, ok := object.(*diagram.Table); ok {
		eachPart(before.(*diagram.Table), func(s *spec, part any) { s.insert(t, part) })
		ch.owned[*id] = true
	}
	at.dead, at.object, at.parent = false, nil, parent
	ch.write(at, object)
}

func (ch *change) delete(id diagram.ID) {
	p := ch.places[id]
	if p.dead {
		return
	}
	p.object = ch.take(id, p)
	p.dead = true
	ch.undoWith(Op{Verb: Undelete, ID: id})
}

func (ch *change) undelete(id diagram.ID) {
	p := ch.places[id]
	if !p.dead {
		return
	}
	o := p.object
	p.dead, p.object = false, nil
	ch.write(p, o)
	ch.undoWith(DeleteOf(id))
}

func (ch *change) order(id, parent diagram.ID, order string) {
	p := ch.places[id]
	if !ch.visible(p) {
		return
	}
	if parent == "" {
		parent = p.parent
	}
	if parent != "" && ch.places[parent].dead {
		return // nobody would see it there, and no undo could bring it back
	}
	o := ch.fresh(id, p)
	_, at := p.spec.head(o)
	if *at == order && parent == p.parent {
		return
	}
	undo := Op{Verb: Order, ID: id, Order: *at}
	if parent != p.parent {
		undo.Parent = p.parent
	}
	ch.undoWith(undo)
	ch.take(id, p)
	*at = order
	p.parent = parent
	ch.write(p, o)
}

// Object is one object of a document on the wire and in snapshots.
type Object struct {
	ID      diagram.ID                 `json:"id"`
	Kind    diagram.Kind               `json:"kind"`
	Parent  diagram.ID                 `json:"parent,omitempty"`
	Order   string                     `json:"order,omitempty"`
	Deleted bool                       `json:"deleted,omitempty"`
	Props   map[string]json.RawMessage `json:"props,omitempty"`
}

// Objects returns everything the document holds, deleted objects included, parents
// before children and otherwise in an order that depends on nothing but the content.
func (doc *Document) Objects() []Object {
	r := &root{Settings: doc.live.Settings}
	rs := specFor(diagram.KindDiagram)
	list := []Object{{ID: diagram.RootID, Kind: diagram.KindDiagram, Props: rs.props(r)}}
	var buried []Object
	add := func(to *[]Object, s *spec, parent diagram.ID, o any, deleted bool) {
		*to = append(*to, s.object(parent, o, deleted))
		if t, ok := o.(*diagram.Table); ok {
			eachPart(t, func(s *spec, part any) { *to = append(*to, s.object(t.ID, part, false)) })
		}
	}
	for _, s := range specs {
		if s.all == nil {
			continue
		}
		for _, o := range s.all(doc.live) {
			add(&list, s, "", o, false)
		}
	}
	for _, p := range doc.places {
		if p.dead {
			add(&buried, p.spec, p.parent, p.object, true)
		}
	}
	// Tables first: what belongs to a dead table follows it.
	slices.SortFunc(buried, func(a, b Object) int {
		if (a.Parent == "") != (b.Parent == "") {
			if a.Parent == "" {
				return -1
			}
			return 1
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return append(list, buried...)
}

// MarshalJSON writes the document as {"objects":[…]}: the form of snapshots and of what
// a browser gets when it opens a diagram. Equal documents give equal bytes.
func (doc *Document) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Objects []Object `json:"objects"`
	}{doc.Objects()})
}

// Load builds a document from what MarshalJSON wrote.
func Load(data []byte) (*Document, error) {
	var body struct {
		Objects []Object `json:"objects"`
	}
	if err := json.Unmarshal(data, &body); err != nil {
		return nil, diagram.Errorf(diagram.Unreadable, "The snapshot is not readable: %s.", err)
	}
	return FromObjects(body.Objects)
}

// FromObjects builds a document from a list of objects, parents before children.
func FromObjects(objects []Object) (*Document, error) {
	doc := NewDocument()
	var ops, deletes []Op
	for _, o := range objects {
		if o.ID == diagram.RootID {
			for name, v := range o.Props {
				ops = append(ops, Op{Verb: Set, ID: o.ID, Property: name, Value: v})
			}
			continue
		}
		ops = append(ops, Op{Verb: Put, ID: o.ID, Kind: o.Kind, Parent: o.Parent, Order: o.Order, Props: o.Props})
		if o.Deleted {
			deletes = append(deletes, DeleteOf(o.ID))
		}
	}
	// Children are deleted before their table, so that each keeps its own tombstone.
	slices.Reverse(deletes)
	if _, err := doc.Apply(append(ops, deletes...)); err != nil {
		return nil, err
	}
	return doc, nil
}
