package rule

import (
	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// snapshotWords are words of tables whose rows freeze a moment, and of columns that do.
var snapshotWords = vocab(
	`order invoice payment history version log audit archive snapshot receipt quote bill transaction ledger tax credit note
	shipment statement event execution job export import staging stage stat fact report summary cache search index view
	deleted identity auth oauth revision transcript backup`,
	`pedido factura pago historial historico bitacora recibo cotizacion movimiento impuesto reporte auditoria respaldo`,
	`commande facture paiement historique journal recu devis mouvement rapport sauvegarde`,
	`bestellung bestellungen rechnung rechnungen zahlung zahlungen verlauf historie protokoll protokolle beleg belege angebot
	angebote buchung buchungen steuer bericht berichte auftrag auftrage`,
	`fatura nota pagamento registro auditoria recibo orcamento movimento imposto relatorio venda`,
	`ordine ordini fattura fatture pagamento pagamenti storico registro ricevuta ricevute preventivo preventivi movimento movimenti
	imposta rapporto rapporti`,
	`pesanan faktur tagihan pembayaran riwayat kuitansi penawaran transaksi pajak laporan`,
)

// frozen returns the word of a table's name that says that its rows freeze a moment, or
// "".
func frozen(p *lint.Pass, t *diagram.Table) string {
	return snapshotIn(p, p.Names.Words(t.Name))
}

// snapshotIn returns the first word that says that a moment is frozen, or "".
func snapshotIn(p *lint.Pass, words []string) string {
	if w := snapshotWords.first(words); w != "" {
		return w
	}
	for _, w := range words {
		if isOwnWord(p.Dictionary().Snapshots, w) {
			return w
		}
	}
	return ""
}
