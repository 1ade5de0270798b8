package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N302", Name: "zip-city-state", Severity: lint.Info, Since: "0.1",
	What: "A table of places holds a postal code beside the city that it stands for.",
	Why: "The city and state depend on the postal code, not on the row's own key (third normal form): the same code may " +
		"stand with two spellings of one city.",
	How: "Refer to a table of postal codes. What people type as their address, and what was printed on a document, may " +
		"hold both: there the text as given counts. Mind that some countries share a code among several places.",
	Bad: `CREATE TABLE warehouses (id int PRIMARY KEY, street text, zip char(5), city text, state char(2));`,
	Good: `CREATE TABLE postal_codes (zip char(5) PRIMARY KEY, city text NOT NULL, state char(2) NOT NULL);
CREATE TABLE warehouses (id int PRIMARY KEY, street text, zip char(5) REFERENCES postal_codes (zip));`,
	Table: zipCityState,
})

// The roles of the parts of an address, words joined.
var (
	zipRole = vocab(`zip zipcode postcode postalcode zippostalcode codigopostal codpostal codepostal cp plz postleitzahl cep cap
		codiceavviamento kodepos kodepostal mabuuchinh mabuudien`)
	cityRole = vocab(`city town cityname locality ciudad localidad poblacion municipio ville commune stadt ort wohnort cidade
		citta comune localita kota kabupaten thanhpho`)
	stateRole   = vocab(`state county province provincia estado region departamento departement bundesland provinsi uf tinh`)
	countryRole = vocab(`country countrycode pais pays land paese negara quocgia`)
)

// parties are words of tables of people and organizations, whose addresses are as they
// gave them, and of addresses themselves.
var parties = vocab(
	`person people customer client user employee member supplier vendor contact company organization organisation patient
	student guest donor account profile owner subscriber applicant candidate teacher staff staf partner party agent merchant
	seller buyer tenant visitor passenger driver volunteer author borrower reader lead prospect recipient sender enterprise
	business doctor physician billing entity participant registration household user family guarantor professional subscription`,
	`persona cliente usuario empleado miembro proveedor contacto empresa paciente alumno estudiante huesped donante socio
	profesor agente inquilino`,
	`personne utilisateur employe membre fournisseur societe entreprise etudiant eleve hote adherent donateur locataire`,
	`kunde kunden benutzer mitarbeiter mitglied mitglieder lieferant lieferanten kontakt kontakte firma firmen schuler gast gaste
	spender person personen mieter patienten studenten`,
	`pessoa usuario funcionario membro fornecedor contato empresa aluno estudante hospede doador inquilino`,
	`cliente clienti utente utenti dipendente dipendenti membro membri fornitore fornitori azienda aziende studente studenti ospite
	ospiti paziente pazienti socio soci persone`,
	`pelanggan pengguna karyawan pegawai anggota pemasok kontak perusahaan pasien siswa mahasiswa tamu orang`,
	`khach hang nhan vien`,
)

func zipCityState(p *lint.Pass, t *diagram.Table) {
	for zip, name := range p.Names.ColumnNames(t.ID) {
		prefix, ok := roleName(p, t, name.Words, zipRole)
		if !ok || t.InPrimaryKey(zip.ID) || len(p.ForeignKeysFrom(zip.ID)) > 0 {
			continue
		}
		city := inRole(p, t, prefix, cityRole)
		if city == nil || !isOwnText(p, t, city) {
			continue
		}
		words := p.Names.Words(t.Name)
		if addressWords.hasAny(words) || parties.hasAny(words) || frozen(p, t) != "" {
			return
		}
		reportZip(p, t, prefix, zip, city)
	}
}

// isOwnText tells whether a column holds a text and is neither key nor reference.
func isOwnText(p *lint.Pass, t *diagram.Table, c *diagram.Column) bool {
	family := p.Type(c.Type).Family()
	return (family == diagram.FamilyText || family == diagram.FamilyUnknown) && !t.InPrimaryKey(c.ID) && len(p.ForeignKeysFrom(c.ID)) == 0
}

func reportZip(p *lint.Pass, t *diagram.Table, prefix string, zip, city *diagram.Column) {
	determinant, dependent := []*diagram.Column{zip}, []*diagram.Column{city}
	if state := inRole(p, t, prefix, stateRole); state != nil && isOwnText(p, t, state) {
		dependent = append(dependent, state)
	}
	if country := inRole(p, t, prefix, countryRole); country != nil && isOwnText(p, t, country) {
		determinant = []*diagram.Column{country, zip}
	}
	name := tableOf(p, []string{"postal", "code"})
	p.Report(lint.Finding{
		Objects: p.ColumnObjects(t, append([]*diagram.Column{zip}, dependent...)...),
		Message: fmt.Sprintf("%s says %s already: it depends on the postal code, not on the key of %s.",
			columnPath(p, t, zip), listed(names(dependent)), p.TableName(t)),
		Evidence: []string{
			fmt.Sprintf("%s is a postal code, which stands for a place", zip.Name),
			fmt.Sprintf("%s is no table of addresses, people or documents", p.TableName(t)),
		},
		Tier: lint.Likely, Confidence: .7,
		Fixes: []lint.Fix{{
			Title: "Move to a table " + freeName(name, p.HasTable), Safe: false,
			Ops: func() []op.Op { return splitOut(p, t, name, determinant, dependent) },
		}},
	})
}
