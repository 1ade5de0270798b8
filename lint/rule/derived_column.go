package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N303", Name: "derived-column", Severity: lint.Info, Since: "0.1",
	What: "A column holds what other columns of the same row say already.",
	Why: "Nothing keeps the value in step: whoever changes the quantity and forgets the total leaves a row that contradicts " +
		"itself, and an age is wrong after the next birthday.",
	How: "Let the database compute it in a generated column, or compute it when it is read. Keep it when it may differ on " +
		"purpose, such as a price that was agreed on.",
	Bad: `CREATE TABLE order_items (id int PRIMARY KEY, quantity int NOT NULL, unit_price numeric(10,2) NOT NULL, total numeric(10,2));`,
	Good: `CREATE TABLE order_items (id int PRIMARY KEY, quantity int NOT NULL, unit_price numeric(10,2) NOT NULL,
  total numeric(10,2) GENERATED ALWAYS AS (quantity * unit_price) STORED);`,
	Table: derivedColumn,
})

// kindOfType is what the columns of a derivation may hold.
type kindOfType int

const (
	amount kindOfType = iota
	instant
	wording
)

func (k kindOfType) fits(f diagram.Family) bool {
	switch f {
	case diagram.FamilyUnknown:
		return true
	case diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyFloat:
		return k == amount
	case diagram.FamilyDate, diagram.FamilyTime, diagram.FamilyTimestamp:
		return k == instant
	case diagram.FamilyInterval:
		return k == amount
	case diagram.FamilyText:
		return k == wording
	}
	return false
}

// derivation says from which columns another follows. All of them are named in roles,
// words joined, behind the same prefix.
type derivation struct {
	result     vocabulary
	kind       kindOfType
	operands   []vocabulary
	of         kindOfType // of the operands
	confidence float64
	// expression computes the result from the operands; nil when no generated column can,
	// because it depends on the day or on units.
	expression func(d *ddl.Dialect, operands []string) string
	// others are words of columns that may take part as well; then only a person knows how.
	others   vocabulary
	doubtful bool // when one of those is there
}

var derivations = []derivation{
	{
		result: vocab(`age edad idade eta umur usia tuoi leeftijd lebensalter alter`), kind: amount, of: instant,
		operands: []vocabulary{vocab(`birthdate dateofbirth birthday dob datebirth bornon birthdt fechanacimiento fechadenacimiento fechanac
			nacimiento datenaissance datedenaissance naissance geburtsdatum gebdatum geburtstag datanascimento datadenascimento
			datanasc nascimento datanascita datadinascita nascita tanggallahir tgllahir ngaysinh geboortedatum`)},
		confidence: .9,
	},
	{
		result: vocab(`fullname namefull completename nombrecompleto nomcomplet nomecompleto vollername vollstandigername gesamtname
			namalengkap hoten hovaten volledigenaam`),
		kind: wording, of: wording, confidence: .85, expression: concatenation,
		operands: []vocabulary{
			vocab(`firstname fname givenname forename namefirst nombre nombres primernombre prenom vorname nome primeironome namadepan ten voornaam`),
			vocab(`lastname lname surname familyname namelast apellido apellidos primerapellido nom nomdefamille nomfamille nachname
				familienname sobrenome cognome namabelakang ho achternaam`),
		},
	},
	{
		result: vocab(`total totalprice totalamount totalcost totalvalue linetotal lineamount lineprice amount subtotal extendedprice sum
			importe importetotal preciototal montant montanttotal prixtotal soustotal betrag gesamtpreis gesamtbetrag summe
			zeilensumme valortotal precototal totale prezzototale importo importototale totalharga jumlahharga hargatotal thanhtien`),
		kind: amount, of: amount, confidence: .8, expression: product,
		operands: []vocabulary{
			vocab(`quantity qty quant qnty qte quantite cantidad cant quantidade qtd qtde menge anzahl stuckzahl quantita qta jumlah kuantitas
				soluong aantal`),
			vocab(`price unitprice priceeach priceperunit unitcost itemprice saleprice precio preciounitario precioventa prix prixunitaire pu
				preis einzelpreis stuckpreis preco precounitario valorunitario prezzo prezzounitario harga hargasatuan dongia prijs`),
		},
		others: vocab(`discount tax vat rebate shipping fee markup descuento impuesto iva remise tva taxe rabatt steuer mwst desconto
			imposto sconto imposta diskon pajak ppn`),
	},
	{
		result: vocab(`total grandtotal totalamount totalprice amounttotal gross grossamount totalgeneral totalttc montantttc
			gesamtbetrag brutto bruttobetrag totalgeral valortotal totale totaleivato totalbayar`),
		kind: amount, of: amount, confidence: .7, expression: sum, doubtful: true,
		operands: []vocabulary{
			vocab(`subtotal net netamount nettotal totalht montantht netto nettobetrag zwischensumme imponibile baseimponible subtotalamount`),
			vocab(`tax taxamount vat vatamount totaltax impuesto impuestos iva tva montanttva steuer mwst steuerbetrag imposto impostos imposta
				pajak ppn`),
		},
		others: vocab(`discount shipping freight fee tip rebate adjustment handling surcharge service descuento envio remise port rabatt
			versand desconto frete sconto spedizione diskon ongkir`),
	},
	{
		result: vocab(`duration durationminutes durationhours durationdays durationseconds durationmin duracion duree dauer duracao durata
			durasi nights numberofnights numnights noches noites nuits nachte notti malam lamamenginap`),
		kind: amount, of: instant, confidence: .7,
		operands: []vocabulary{
			vocab(`start starttime startdate startat startsat startedat begin begintime begindate beginat checkin checkindate arrival
				arrivaldate fromdate datefrom inicio fechainicio horainicio fechaentrada entrada debut datedebut heuredebut beginn
				startzeit startdatum anreise datainicio horainicial inizio datainizio orainizio mulai tanggalmulai jammulai tglmulai
				departuretime departure startdatetime`),
			vocab(`end endtime enddate endat endsat endedat finish finishtime finishdate finishedat checkout checkoutdate departuredate
				todate dateto fin fechafin horafin fechasalida salida datefin heurefin ende endzeit enddatum abreise fim datafim
				datatermino horafinal fine datafine orafine selesai tanggalselesai jamselesai tglselesai arrivaltime arrival enddatetime`),
		},
	},
	{
		result: vocab(`bmi imc bodymassindex`), kind: amount, of: amount, confidence: .9,
		operands: []vocabulary{
			vocab(`weight weightkg peso poids gewicht korpergewicht berat beratbadan weightinkg`),
			vocab(`height heightcm heightm altura estatura talla taille grosse korpergrosse altezza tinggi tinggibadan heightincm`),
		},
	},
}

// results are the roles of all results, to see at one look that a column is none.
var results = func() vocabulary {
	var all []vocabulary
	for _, d := range derivations {
		all = append(all, d.result)
	}
	return union(all...)
}()

func derivedColumn(p *lint.Pass, t *diagram.Table) {
	for c, name := range p.Names.ColumnNames(t.ID) {
		if _, ok := roleName(p, t, name.Words, results); !ok || c.Generated != "" || t.InPrimaryKey(c.ID) {
			continue
		}
		family := p.Type(c.Type).Family()
		for i := range derivations {
			d := &derivations[i]
			if !d.kind.fits(family) {
				continue
			}
			if prefix, ok := roleName(p, t, name.Words, d.result); ok {
				if operands := d.find(p, t, prefix, c); operands != nil {
					reportDerived(p, t, c, d, operands)
					break
				}
			}
		}
	}
}

// find returns the operands of a result, or nil when one is missing or could be several.
func (d *derivation) find(p *lint.Pass, t *diagram.Table, prefix string, result *diagram.Column) []*diagram.Column {
	var found []*diagram.Column
	for _, role := range d.operands {
		c := inRole(p, t, prefix, role)
		if c == nil && len(d.operands) == 1 {
			c = inRole(p, t, "", role)
		}
		if c == nil || c == result || !d.of.fits(p.Type(c.Type).Family()) {
			return nil
		}
		found = append(found, c)
	}
	return found
}

func reportDerived(p *lint.Pass, t *diagram.Table, c *diagram.Column, d *derivation, operands []*diagram.Column) {
	name := columnPath(p, t, c)
	f := lint.Finding{
		Objects:  p.ColumnObjects(t, c),
		Message:  fmt.Sprintf("%s seems to follow from %s.", name, listed(names(operands))),
		Evidence: []string{fmt.Sprintf("%s of the same row say the same", listed(names(operands)))},
		Tier:     lint.Likely, Confidence: d.confidence,
	}
	if len(operands) == 1 {
		f.Evidence[0] = fmt.Sprintf("%s of the same row says the same", operands[0].Name)
	}
	var also []string
	for o, name := range p.Names.ColumnNames(t.ID) {
		if d.others.hasAny(name.Words) && d.kind.fits(p.Type(o.Type).Family()) && o != c && !slices.Contains(operands, o) {
			also = append(also, o.Name)
		}
	}
	if len(also) > 0 {
		f.Confidence = min(f.Confidence, .65)
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s may take part as well", listed(also)))
		if d.doubtful {
			f.Tier = lint.Hint
		}
	}
	if fix, ok := generate(p, c, d, operands); ok && len(also) == 0 {
		f.Fixes = append(f.Fixes, fix)
	}
	f.Fixes = append(f.Fixes, lint.Fix{
		Title: "Drop " + name, Safe: false,
		Ops: func() []op.Op { return dropColumn(p, t, c) },
	})
	p.Report(f)
}

// generate is the fix that lets the database compute the column; ok is false when the
// dialect can't, or no expression holds.
func generate(p *lint.Pass, c *diagram.Column, d *derivation, operands []*diagram.Column) (fix lint.Fix, ok bool) {
	dialect := dialectOf(p)
	if d.expression == nil || dialect == nil || len(p.ForeignKeysFrom(c.ID)) > 0 {
		return fix, false
	}
	var terms []string
	for _, o := range operands {
		// One generated column must not rest on another.
		if o.Generated != "" {
			return fix, false
		}
		terms = append(terms, dialect.Identifier(o.Name))
	}
	expression := d.expression(dialect, terms)
	return lint.Fix{
		Title: fmt.Sprintf("Generate %s as %s", c.Name, expression), Safe: false,
		Ops: func() []op.Op {
			return []op.Op{op.SetTo(c.ID, "default", ""), op.SetTo(c.ID, "generated", expression), op.SetTo(c.ID, "stored", true)}
		},
	}, true
}

func product(_ *ddl.Dialect, terms []string) string { return strings.Join(terms, " * ") }
func sum(_ *ddl.Dialect, terms []string) string     { return strings.Join(terms, " + ") }

// concatenation joins texts with a space between.
func concatenation(d *ddl.Dialect, terms []string) string {
	if d.Name == "mysql" || d.Name == "mariadb" || d.Name == "sqlserver" {
		// There || means or, unless the server is told otherwise, or nothing.
		return "concat(" + strings.Join(terms, ", ' ', ") + ")"
	}
	return strings.Join(terms, " || ' ' || ")
}
