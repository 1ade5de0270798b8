package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S004", Name: "cyclic-modules", Severity: lint.Warning, Since: "0.1",
	What: "Modules refer to one another in a circle.",
	Why: "None of them can be built, tested, moved or replaced without the others: they are one module in several colours, " +
		"and grow into one another further.",
	How: "Turn one direction round or take it out: move the table that the reference needs, give the one module a table of " +
		"its own for what it needs to know, or join the modules. The finding marks the direction with the fewest references.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders (id), customer_id int REFERENCES customers (id));
ALTER TABLE customers ADD COLUMN last_order_id int REFERENCES orders (id);`,
	BadModules: `sales: orders, items
crm: customers`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id), placed_at timestamp);
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders (id), customer_id int REFERENCES customers (id));`,
	GoodModules: `sales: orders, items
crm: customers`,
	Diagram: cyclicModules, Watches: lint.Tables | lint.Columns | lint.Relationships,
})

func cyclicModules(p *lint.Pass) {
	if len(p.Diagram.Modules) < 2 {
		return
	}
	modules := p.Diagram.SortedModules()
	edges := edgesOfModules(p)
	for _, cycle := range edges.cycles(modules) {
		var weakest []*diagram.Relationship
		f := lint.Finding{Evidence: []string{}}
		labels := make([]string, len(cycle))
		for i, m := range cycle {
			labels[i] = m.Name
		}
		for _, from := range cycle {
			for _, to := range cycle {
				list := edges[from.ID][to.ID]
				if len(list) == 0 {
					continue
				}
				note := fmt.Sprintf("%s refers to %s: %s", from.Name, to.Name, referenceNote(p, list[0]))
				if n := len(list) - 1; n > 0 {
					note += fmt.Sprintf(" and %d more", n)
				}
				f.Evidence = append(f.Evidence, note)
				if weakest == nil || len(list) < len(weakest) {
					weakest = list
				}
			}
		}
		for _, r := range weakest[:min(len(weakest), maxListed)] {
			f.Objects = append(f.Objects, p.RelationshipObject(r))
		}
		for _, m := range cycle {
			f.Objects = append(f.Objects, moduleObject(m))
		}
		f.Message = fmt.Sprintf("The modules %s depend on one another.", listed(labels))
		p.Report(f)
	}
}
