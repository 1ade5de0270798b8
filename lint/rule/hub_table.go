package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S002", Name: "hub-table", Severity: lint.Info, Since: "0.1",
	What: "A table refers to very many other tables.",
	Why: "It knows of everything: each change anywhere may touch it, no part of the system can be split off or tested " +
		"without it, and most of its references are empty in most rows.",
	How: "Look for the groups of references that are set together, and give each a table of its own. Fact tables of a star " +
		"schema are like that on purpose. Tables that many others refer to, such as users, are no hubs in this sense.",
	Bad: hubExample,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));`,
	Table: hubTable,
})

const hubExample = `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE shops (id int PRIMARY KEY);
CREATE TABLE carriers (id int PRIMARY KEY);
CREATE TABLE currencies (id int PRIMARY KEY);
CREATE TABLE contracts (id int PRIMARY KEY);
CREATE TABLE campaigns (id int PRIMARY KEY);
CREATE TABLE coupons (id int PRIMARY KEY);
CREATE TABLE employees (id int PRIMARY KEY);
CREATE TABLE warehouses (id int PRIMARY KEY);
CREATE TABLE invoices (id int PRIMARY KEY);
CREATE TABLE addresses (id int PRIMARY KEY);
CREATE TABLE payments (id int PRIMARY KEY);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int REFERENCES customers (id),
  shop_id int REFERENCES shops (id),
  carrier_id int REFERENCES carriers (id),
  currency_id int REFERENCES currencies (id),
  contract_id int REFERENCES contracts (id),
  campaign_id int REFERENCES campaigns (id),
  coupon_id int REFERENCES coupons (id),
  employee_id int REFERENCES employees (id),
  warehouse_id int REFERENCES warehouses (id),
  invoice_id int REFERENCES invoices (id),
  address_id int REFERENCES addresses (id),
  payment_id int REFERENCES payments (id)
);`

// hubParents is the number of other tables from which on a table is a hub: of the tables
// of real systems one in two hundred refers to so many.
const hubParents = 12

func hubTable(p *lint.Pass, t *diagram.Table) {
	keys := p.ForeignKeysOf(t.ID)
	if len(keys) < hubParents {
		return
	}
	var parents []string
	for _, k := range keys {
		if name := p.TableName(k.Parent); k.Parent != t && !slices.Contains(parents, name) {
			parents = append(parents, name)
		}
	}
	if len(parents) < hubParents {
		return
	}
	p.Report(lint.Finding{
		Objects:  []lint.Object{p.TableObject(t)},
		Message:  fmt.Sprintf("%s refers to %d other tables.", p.TableName(t), len(parents)),
		Evidence: []string{"It refers to " + listed(parents)},
	})
}
