package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T010", Name: "file-in-column", Severity: lint.Info, Since: "0.1",
	What: "A column holds a whole file, or the path of one.",
	Why: "Files in rows make backups and replicas large and slow to move; files beside the database are neither rolled back nor " +
		"deleted with their row, and a path means nothing on another machine.",
	How: "Decide on purpose. Small files that must never part from their row may stay in it, in a table of their own; large " +
		"ones belong into an object store, with their key, size and hash in the row.",
	Bad:  `CREATE TABLE employees (id int PRIMARY KEY, name text NOT NULL, photo bytea, contract_file_path text);`,
	Good: `CREATE TABLE employees (id int PRIMARY KEY, name text NOT NULL, photo_key text, photo_size bigint, photo_sha256 bytea);`,
	// Which is right depends on sizes that a diagram does not tell.
	Table: fileInColumn,
})

var (
	// fileWords name files that people bring.
	fileWords = vocab(`file files image images photo photos picture pictures pic avatar logo thumbnail document documents attachment
		attachments pdf video audio scan content contents foto fotos bild imagen archivo fichier datei gambar icon blob upload`)
	// fileNames are words before path, or after path to.
	fileNames = vocab(`file image photo picture pic avatar logo thumbnail document attachment pdf video audio scan upload storage folder
		directory img doc media`)
	notFileWords = vocab(`hash digest checksum sha sha1 sha256 md5 key id salt signature token size type count template thumb`)
)

func fileInColumn(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		family := p.TypeFamily(c.Type)
		if family != diagram.FamilyBinary && family != diagram.FamilyText {
			continue
		}
		words := p.Names.ColumnName(c.ID).Words
		if len(words) == 0 || notFileWords.first(words) != "" {
			continue
		}
		f := lint.Finding{Objects: p.ColumnObjects(t, c), Tier: lint.Likely, Confidence: .75}
		last := lastWord(words)
		switch {
		case family == diagram.FamilyBinary:
			word := fileWords.first(words)
			if word == "" || !isBlob(p.Type(c.Type)) {
				continue
			}
			f.Message = fmt.Sprintf("%s holds whole files in rows.", columnPath(p, t, c))
			f.Evidence = []string{fmt.Sprintf("The name says %s", word), fmt.Sprintf("%s holds bytes without a bound", c.Type)}
		case last == "filepath" || last == "imagepath" || last == "path" && fileNames.first(words) != "":
			f.Message = fmt.Sprintf("%s holds the path of a file beside the database.", columnPath(p, t, c))
			f.Evidence = []string{fmt.Sprintf("The name says %s", last)}
			f.Tier = lint.Hint
		default:
			continue
		}
		p.Report(f)
	}
}

// isBlob tells whether a type holds bytes without a small bound.
func isBlob(t diagram.DataType) bool {
	switch t.Name {
	case "blob", "mediumblob", "longblob", "bytea", "image", "bfile", "long raw", "binary large object", "bytes", "file", "binary", "varbinary":
		return length(t) == 0 || length(t) > 1024
	}
	return false
}
