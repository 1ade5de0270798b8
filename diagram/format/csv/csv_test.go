package csv_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/csv"
	"crowsfoot/diagram/format/formattest"
)

const fixtures = "../../../testdata/csv/"

// describe writes a page, one table or warning on a line; ! marks a column that is not null.
func describe(s *diagram.Source) []string {
	var list []string
	p := s.Pages[0]
	for _, t := range p.Diagram.SortedTables() {
		text := t.Name + ":"
		for _, c := range t.Columns {
			text += " [" + c.Name + " " + c.Type
			if c.NotNull {
				text += "!"
			}
			text += "]"
		}
		list = append(list, text)
	}
	for _, w := range s.Warnings {
		list = append(list, w.Where+" "+w.Code)
	}
	return list
}

func read(t testing.TB, name, text string) *diagram.Source {
	t.Helper()
	s, err := csv.Read(name, []byte(text))
	require.NoError(t, err)
	require.NoError(t, formattest.Sound(s))
	return s
}

func fixture(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(fixtures + name)
	require.NoError(t, err)
	return string(data)
}

func TestFiles(t *testing.T) {
	s := read(t, `C:\data\people.csv`, fixture(t, "people.csv"))
	require.Equal(t, []string{
		"people: [id bigint!] [name text!] [joined date] [price numeric(6, 3)!] [active boolean!] [token uuid] [last seen timestamp!] [zip text!] [empty ] [rate double precision!]",
	}, describe(s))
	p := s.Pages[0]
	c := p.Diagram.SortedTables()[0].Columns
	require.Equal(t, "2 of 2 values looked at are dates, and 1 are blank", p.Readings[c[2].ID].Why)
	require.True(t, p.Readings[c[0].ID].Guessed)
	require.NotContains(t, p.Readings, c[8].ID, "nothing is guessed of nothing")
	require.False(t, p.Positioned)
	for _, name := range []string{"Smith", "Zoë", "0b8f2c1e"} {
		require.NotContains(t, fmt.Sprintf("%+v", s), name, "no data is kept")
	}

	require.Equal(t, []string{
		"customers: [id integer!] [name text!] [balance numeric(4, 2)!]",
		"orders: [id integer!] [customer_id integer!] [ordered date!] [note text]",
		"labels: [name text!]",
		"8:1 ragged",
	}, describe(read(t, "three.csv", fixture(t, "three.csv"))))
}

func TestTexts(t *testing.T) {
	for text, want := range map[string][]string{
		"id\tname\temail":             {"table_1: [id ] [name ] [email ]"},
		"id\tname\temail\n1\tx\t\n":   {"table_1: [id integer!] [name text!] [email ]"},
		"a|b\n1|2\n":                  {"table_1: [a integer!] [b integer!]"},
		"1,2024-01-01\n2,2024-01-02":  {"table_1: [column_1 integer!] [column_2 date!]", "1:1 no-header"},
		"a,a,\n1,2,3\n":               {"table_1: [a integer!] [a_2 integer!]", "1:1 duplicate-name", "2:1 ragged"},
		"a,,c\n1,2,3\n":               {"table_1: [a integer!] [column_2 integer!] [c integer!]"},
		"people\n\nid,name\n1,x\n":    {"people: [id integer!] [name text!]"},
		"id,x\n007,NULL\n008,\\N\n":   {"table_1: [id text!] [x ]"},
		"a,b\n\"open,1\n2,3\n\n4,5\n": {"table_1: [a text!] [b ]", "table_2: [column_1 integer!] [column_2 integer!]", "5:1 no-header"},
		"n,b\n12345678901234567890,0": {"table_1: [n numeric(20)!] [b integer!]"},
		"name\nred\nblue\n":           {"table_1: [name text!]"},
		"stra\xdfe,x\n1,2":            {"table_1: [straße integer!] [x integer!]", "file encoding"},
	} {
		require.Equal(t, want, describe(read(t, "", text)), "%q", text)
	}
	utf16 := "\xff\xfe"
	for _, r := range "a\tb\n1\t2\n" {
		utf16 += string([]byte{byte(r), 0})
	}
	require.Equal(t, []string{"table_1: [a integer!] [b integer!]"}, describe(read(t, "", utf16)))
}

func TestRefused(t *testing.T) {
	for text, code := range map[string]diagram.Code{
		"": diagram.Unreadable, "\n\n": diagram.Unreadable, strings.Repeat("a,", diagram.MaxColumns+1) + "b\n1": diagram.TooLarge,
	} {
		_, err := csv.Read("x.csv", []byte(text))
		var e *diagram.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, code, e.Code)
		require.NoError(t, formattest.Sentence(e.Message))
		require.Equal(t, 1, e.Line)
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"a,b\n1,2\n": true, "a\tb\tc": true, "t\na;b\n1;2\n": true, "a,b": false, "hello, world\nthis is a letter\n": false,
		"Dear Ann,\nthanks, bye\n": false, "create table a (b int, c int);\nx, y\n": false, "": false, "word": false, "Hello Bob, how are you\nI am fine, thanks\n": false, "a,b\n1,2,3\n": false,
		fixture(t, "people.csv"): true, fixture(t, "three.csv"): true,
	} {
		require.Equal(t, want, csv.Sniff([]byte(text)), "%q", text)
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(fixtures + "*")
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Add([]byte("a\n\n\"b\"\"c\",\"d\ne\"\n1,2e5\n\n|\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		csv.Sniff(data)
		_, err := formattest.Try(func(data []byte) (*diagram.Source, error) { return csv.Read("x.csv", data) }, data)
		require.NoError(t, err)
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "table_%d\nid,name,price,day,flag\n", i)
		for r := range 10 {
			fmt.Fprintf(&text, "%d,name %d,%d.5,2024-01-%02d,true\n", r, r, r, r+1)
		}
		text.WriteString("\n")
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		s, err := csv.Read("x.csv", data)
		require.NoError(b, err)
		require.Len(b, s.Pages[0].Diagram.Tables, 1000)
	}
}
