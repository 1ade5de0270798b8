package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S009", Name: "forbidden-module-dependency", Severity: lint.Error, Since: "0.1",
	What: "A table refers to a table of a module that its own module may not refer to.",
	Why:  "Modules stay separate only as long as each reference between them is one that was decided on.",
	How: "Take the reference out, move the table to the module it belongs to, or allow the dependency in the module's " +
		"settings. In a diagram where no module allows anything yet, nothing is complained about.",
	Bad: `CREATE TABLE products (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, product_id int REFERENCES products (id));
CREATE TABLE shelves (id int PRIMARY KEY, order_id int REFERENCES orders (id));`,
	BadModules: `shop: products
sales: orders -> shop
stock: shelves -> shop`,
	Good: `CREATE TABLE products (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, product_id int REFERENCES products (id));
CREATE TABLE shelves (id int PRIMARY KEY, product_id int REFERENCES products (id));`,
	GoodModules: `shop: products
sales: orders -> shop
stock: shelves -> shop`,
	Relationship: forbiddenDependency,
})

func forbiddenDependency(p *lint.Pass, r *diagram.Relationship) {
	from, to, ok := crossing(p, r)
	if !ok || slices.Contains(from.Allows, to.ID) || !allowsAnything(p.Diagram) {
		return
	}
	allowed := []string{}
	for _, id := range from.Allows {
		if m := p.Diagram.Modules[id]; m != nil {
			allowed = append(allowed, m.Name)
		}
	}
	evidence := from.Name + " may refer to no other module"
	if len(allowed) > 0 {
		evidence = fmt.Sprintf("%s may refer to %s only", from.Name, listed(allowed))
	}
	p.Report(lint.Finding{
		Objects:  []lint.Object{p.RelationshipObject(r), moduleObject(from), moduleObject(to)},
		Message:  fmt.Sprintf("%s, but the module %s may not refer to %s.", referenceNote(p, r), from.Name, to.Name),
		Evidence: []string{evidence},
		Fixes: []lint.Fix{{
			Title: fmt.Sprintf("Allow %s to refer to %s", from.Name, to.Name), Safe: false,
			Ops: func() []op.Op { return []op.Op{op.SetTo(from.ID, "allows", append(slices.Clone(from.Allows), to.ID))} },
		}},
	})
}

// allowsAnything tells whether a module of the diagram says what it may refer to: only
// then are modules more than colours.
func allowsAnything(d *diagram.Diagram) bool {
	for _, m := range d.Modules {
		if len(m.Allows) > 0 {
			return true
		}
	}
	return false
}
