package rule

import (
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// cluster is columns of one table whose names begin or end with the same word, which
// names a thing of its own: billing_street, billing_city, billing_country.
type cluster struct {
	word    string
	columns []*diagram.Column
}

// plainStarts are first words that name no thing: verbs and adjectives, wrappers of
// types, and words of all kinds of values.
var plainStarts = vocab(
	`is has can should may must show hide use allow allowed require requires enable enabled disable disabled notify send receive
	accept auto no not max min maximum minimum avg average total sum num number nb nbr count qty pct percent
	date time dt at on by from to first last next previous prev new old current original default other custom user
	id code cod ref fk pk name title type kind status state desc description note notes comment value key flag bool
	encrypted hashed created updated deleted modified added changed end start begin in out non pre post sub super
	external internal public private display exclude include target source base real estimated expected actual days hours
	seconds minutes day hour month year week level order sort parent child main primary secondary alternative alternate
	best unique full short long local global remote extra text amount price cost rate balance tax taxes precise string x y z c f t n`,
	`data fecha hora nombre tipo codigo numero cantidad total maximo minimo permite tiene es fec nro cant usuario estado descripcion`,
	`nom nombre numero date heure type code est libelle etat utilisateur`,
	`datum nummer name typ ist hat anzahl zeit status`,
	`nome numero tipo codigo quantidade qtd qtde sigla hora tem permite exige exigir obrigar bloquear num cod usuario ativo`,
	`nome numero tipo codice quantita ora`,
	`nama nomor tipe kode jumlah tanggal tgl waktu status jenis no`,
)

// plainEnds are last words that name no thing, beside those that are no first words
// either: marks of keys and times, measures, and words of all kinds of values.
var plainEnds = vocab(
	`id ids uuid guid key fk no nr num number code name title type kind status state date time at on by from to in of for is
	count total sum amount price cost rate limit size length width height weight value values level order position rank score
	percent ratio points enabled disabled allowed required active flag url uri path file link email phone address token hash
	text note notes comment description desc label color date day days hour hours month year minutes seconds ms period
	duration version format mode method class group category count derived enum option options setting settings list data
	info json only user users name names`,
	`fecha hora nombre tipo codigo numero cantidad estado nivel valor descripcion total`,
	`date heure nom type code numero quantite etat niveau valeur total`,
	`datum zeit name typ nummer anzahl wert stufe`,
	`data hora nome tipo codigo numero quantidade situacao nivel valor total`,
	`data ora nome tipo codice numero quantita stato livello valore totale`,
	`nama nomor tipe kode jumlah tanggal tgl waktu status jenis nilai total`,
)

// thingLast are first words of names in languages that put the thing last: nama_ayah.
// In English what stands last is the kind of value (base_sha, head_sha).
var thingLast = vocab(
	`nombre apellido telefono celular direccion fecha tipo numero codigo correo edad profesion ocupacion lugar sexo`,
	`nom prenom adresse telephone numero libelle profession`,
	`nome telefone celular endereco numero tipo codigo idade profissao horario sigla`,
	`nome cognome telefono indirizzo numero tipo codice eta professione`,
	`nama alamat pekerjaan tanggal tgl kode jenis nomor umur usia penghasilan pendidikan tempat agama telepon`,
	`ten diachi nghenghiep sdt ngaysinh`,
)

// clusters gathers the clusters of at least so many columns, in the order of the table:
// those of names that begin alike, then of the others that end alike, as in languages
// that put the thing last (nama_ayah, pekerjaan_ayah). Columns of the primary key are in
// none.
func clusters(p *lint.Pass, t *diagram.Table, least int) []cluster {
	own := p.Names.TableWords(t.ID)
	var begin, end []cluster
	for c, name := range p.Names.ColumnNames(t.ID) {
		if last := len(name.Words) - 1; last > 0 && !t.InPrimaryKey(c.ID) {
			if w := name.Words[0]; !plainStarts[w] && !slices.Contains(own, name.Single[0]) {
				begin = addToCluster(begin, w, c)
			}
			if w := name.Words[last]; len(w) > 2 && !plainEnds[w] && !plainStarts[w] && !slices.Contains(own, name.Single[last]) {
				end = addToCluster(end, w, c)
			}
		}
	}
	begin = slices.DeleteFunc(begin, func(k cluster) bool { return len(k.columns) < least })
	for i := range end {
		end[i].columns = slices.DeleteFunc(end[i].columns, func(c *diagram.Column) bool {
			return slices.ContainsFunc(begin, func(k cluster) bool { return slices.Contains(k.columns, c) })
		})
	}
	end = slices.DeleteFunc(end, func(k cluster) bool {
		return len(k.columns) < least || !slices.ContainsFunc(k.columns, func(c *diagram.Column) bool { return thingLast[p.Names.ColumnName(c.ID).Words[0]] })
	})
	// What more than half of the columns share names the table.
	return slices.DeleteFunc(append(begin, end...), func(k cluster) bool { return 2*len(k.columns) > len(t.Columns) })
}

func addToCluster(all []cluster, word string, c *diagram.Column) []cluster {
	for i := range all {
		if all[i].word == word {
			all[i].columns = append(all[i].columns, c)
			return all
		}
	}
	return append(all, cluster{word, []*diagram.Column{c}})
}

// tableName names a table that takes the columns of the cluster.
func (k cluster) tableName(p *lint.Pass, t *diagram.Table) string {
	return p.Names.TableStyle().Join(append(slices.Clone(p.Names.Words(t.Name)), k.word)...)
}
