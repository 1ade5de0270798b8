package rule

import (
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// cluster is columns of one table whose names begin with the same word, which names a
// thing of its own: billing_street, billing_city, billing_country.
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

// prefixClusters gathers the clusters of at least so many columns, in the order of the
// table. Columns of the primary key are in none.
func prefixClusters(p *lint.Pass, t *diagram.Table, least int) []cluster {
	own := p.Names.TableWords(t.ID)
	var all []cluster
	for c, name := range p.Names.ColumnNames(t.ID) {
		if len(name.Words) < 2 || plainStarts[name.Words[0]] || slices.Contains(own, name.Single[0]) || t.InPrimaryKey(c.ID) {
			continue
		}
		word := name.Words[0]
		i := slices.IndexFunc(all, func(k cluster) bool { return k.word == word })
		if i < 0 {
			all = append(all, cluster{word: word})
			i = len(all) - 1
		}
		all[i].columns = append(all[i].columns, c)
	}
	return slices.DeleteFunc(all, func(k cluster) bool { return len(k.columns) < least })
}

// tableName names a table that takes the columns of the cluster.
func (k cluster) tableName(p *lint.Pass, t *diagram.Table) string {
	return p.Names.TableStyle().Join(append(slices.Clone(p.Names.Words(t.Name)), k.word)...)
}
