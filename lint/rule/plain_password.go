package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T013", Name: "plain-password", Severity: lint.Warning, Since: "0.1",
	What: "A password seems to be stored as it was typed.",
	Why:  "Whoever reads the table, a backup or a log of queries can sign in as anyone, here and wherever people use the same password.",
	How: "Store a salted hash (argon2id, bcrypt, scrypt), say so in the name (password_hash), and give it room for 255 characters. " +
		"A column that holds a hash already may be renamed, or the finding ignored.",
	Bad:   `CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL, password varchar(20) NOT NULL);`,
	Good:  `CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL, password_hash varchar(255) NOT NULL);`,
	Table: plainPassword,
})

var (
	// passwordWords end names of passwords, in several languages.
	passwordWords = vocab(`password passwd passwort pwd passphrase userpassword userpass contrasena contrasenia clave_acceso senha
		motdepasse parola haslo wachtwoord losenord sifre katasandi kata_sandi matkhau passcode`)
	// plainWords may follow: password_plain.
	plainWords = vocab(`plain plaintext klartext text clear cleartext raw value`)
	// guardedWords say that the value is not what was typed.
	guardedWords = vocab(`hash hashed digest encrypted crypted encoded cipher ciphertext salt salted bcrypt argon argon2 scrypt pbkdf2 md5
		sha sha1 sha256 enc crypt crypto hmac reset forgot temp_hint hint policy expiry expires changed`)
)

// shortestHash is how many characters the shortest hash of a password takes that anyone
// uses, MD5 in hexadecimal digits.
const shortestHash = 32

func plainPassword(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if p.TypeFamily(c.Type) != diagram.FamilyText {
			continue
		}
		words := p.Names.ColumnName(c.ID).Words
		word := passwordIn(words)
		if word == "" || c.Generated != "" || hasSalt(p, t) {
			continue
		}
		typ := p.Type(c.Type)
		n := length(typ)
		f := lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("%s seems to hold passwords as they were typed.", columnPath(p, t, c)),
			Evidence: []string{fmt.Sprintf("The name says %s, and nothing about a hash", word)},
		}
		switch {
		case n > 0 && n < shortestHash:
			f.Tier, f.Confidence = lint.Likely, .9
			f.Evidence = append(f.Evidence, fmt.Sprintf("No hash fits into %d characters", n))
		case plainWords[lastWord(words)]:
			f.Tier, f.Confidence = lint.Likely, .9
			f.Evidence = append(f.Evidence, fmt.Sprintf("It says %s as well", lastWord(words)))
		case isHashLength(typ, n):
			continue
		default:
			f.Tier, f.Confidence = lint.Hint, .4
			f.Message = fmt.Sprintf("%s does not say that its passwords are hashed.", columnPath(p, t, c))
			f.Evidence = append(f.Evidence, "It has room for a hash, though")
		}
		p.Report(f)
	}
}

// passwordIn returns the word by which a name says that it is a password, or "".
func passwordIn(words []string) string {
	if guardedWords.first(words) != "" || isFlagName(words) || countWords.first(words) != "" {
		return ""
	}
	n := len(words)
	if n > 0 && passwordWords[words[n-1]] {
		return words[n-1]
	}
	if n > 1 && plainWords[words[n-1]] && passwordWords[words[n-2]] {
		return words[n-2]
	}
	// kata sandi, mot de passe, mat khau
	switch {
	case n > 1 && words[n-2] == "kata" && words[n-1] == "sandi", n > 1 && words[n-2] == "mat" && words[n-1] == "khau":
		return words[n-2] + " " + words[n-1]
	case n > 2 && words[n-3] == "mot" && words[n-1] == "passe":
		return "mot de passe"
	}
	return ""
}

// hasSalt tells whether a salt stands beside: then the password is hashed.
func hasSalt(p *lint.Pass, t *diagram.Table) bool {
	for _, c := range t.Columns {
		for _, w := range p.Names.ColumnName(c.ID).Words {
			if w == "salt" {
				return true
			}
		}
	}
	return false
}

// isHashLength tells whether a type has just the room of a usual hash.
func isHashLength(t diagram.DataType, n int) bool {
	switch n {
	case 40, 56, 60, 64, 96, 97, 98, 128:
		return true
	case 32:
		return t.Name == "char" || t.Name == "character"
	}
	return false
}
