package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T001", Name: "float-for-money", Severity: lint.Warning, Since: "0.1",
	What: "A column for money has a floating-point type.",
	Why: "Floating-point numbers cannot hold 0.10 exactly: sums are off by fractions of a cent, and two amounts that should " +
		"be equal are not.",
	How: "Take an exact type, such as numeric(19,4), or whole cents in a bigint. Rates, percentages and estimates may stay " +
		"as they are.",
	Bad:   `CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, unit_price double precision NOT NULL);`,
	Good:  `CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, unit_price numeric(19,4) NOT NULL);`,
	Table: floatForMoney,
})

// moneyWords mean money wherever they stand, in several languages.
var moneyWords = vocab(`price prices cost costs salary salaries wage wages fee fees revenue income expense expenses earnings
	subtotal cents money payment payments refund turnover freight surcharge cashback payout unitprice totalprice amountpaid
	amountdue grandtotal listprice saleprice
	precio precios importe salario sueldo monto impuesto ingresos
	preis preise betrag gehalt lohn umsatz gebuehr gebuhr gesamtpreis einzelpreis
	prix montant salaire
	preco renda custo despesa prezzo importo stipendio
	prijs bedrag loon
	harga biaya gaji gia luong cena kwota fiyat tutar maas pris belopp`)

// maybeMoneyWords mean money beside other signs of it.
var maybeMoneyWords = vocab(`amount amt total balance credit debit deposit charge charges tax taxes vat discount budget profit
	paid due bid valor saldo total_amount iva tva steuer montante costo coste kosten jumlah bayar tarif sum bonus commission tip`)

// moneyTables are words of tables where amounts are money.
var moneyTables = vocab(`order invoice payment sale purchase account transaction loan salary payroll employee booking reservation
	product item cart bill billing receipt refund fee expense budget price quote contract subscription wallet ledger bank credit debit
	pedido factura pago venta compra cuenta rechnung zahlung bestellung konto commande facture paiement vente pembayaran penjualan
	faktur hoadon auction bid customer useracct`)

// notMoneyWords say that a number is a measure of something else.
var notMoneyWords = vocab(`percent percentage pct rate rates ratio factor weight score index coefficient multiplier elasticity
	scale hours hour minutes days time distance miles km points point count qty quantity dose volume size area lat lng latitude
	longitude level probability change growth share function per ms cpu memory estimate estimated planner query`)

func floatForMoney(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if p.TypeFamily(c.Type) != diagram.FamilyFloat {
			continue
		}
		words := p.Names.ColumnName(c.ID).Words
		if notMoneyWords.first(words) != "" {
			continue
		}
		f := lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s holds money, but %s cannot hold it exactly.", columnPath(p, t, c), c.Type),
			Tier:    lint.Likely, Confidence: .95,
		}
		if word := moneyWords.first(words); word != "" {
			f.Evidence = []string{fmt.Sprintf("The name says %s", word)}
		} else if word := maybeMoneyWords.first(words); word != "" && moneyTables.first(p.Names.Words(t.Name)) != "" {
			f.Confidence = .85
			f.Evidence = []string{
				fmt.Sprintf("The name says %s", word),
				fmt.Sprintf("The table is about money: %s", moneyTables.first(p.Names.Words(t.Name))),
			}
		} else {
			continue
		}
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s is a floating-point type", c.Type))
		if p.Diagram.Dialect == "sqlite" {
			f.Severity = lint.Info
			f.Evidence = append(f.Evidence, "SQLite has no exact fractions; whole cents in an integer are exact")
		} else if p.Type(c.Type).Array == 0 {
			f.Fixes = []lint.Fix{retyping(p, t, c, decimalType(p), false)}
		}
		p.Report(f)
	}
}
