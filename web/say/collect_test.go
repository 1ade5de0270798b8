package say_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/lint/rule"
)

// use is a text as it stands in the source.
type use struct {
	place string
	noun  bool // it is counted, and needs two forms
}

// texts are the uses by key, and what can't be read.
type texts struct {
	uses map[string]use
	bad  []string
}

func (x *texts) add(key, place string, noun bool) {
	u, ok := x.uses[key]
	if !ok {
		u.place = place
	}
	u.noun = u.noun || noun
	x.uses[key] = u
}

// collect finds all texts: of the Go code of the pages, of the modules of the browser, and
// of the samples.
func collect(t *testing.T) *texts {
	t.Helper()
	x := &texts{uses: map[string]use{}}
	walk := func(root, ending string, read func(path string)) {
		require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ending) {
				read(path)
			}
			return err
		}))
	}
	walk("..", ".go", func(path string) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool { x.goCall(set, n); return true })
	})
	walk("../../static/js", ".js", func(path string) {
		source, err := os.ReadFile(path)
		require.NoError(t, err)
		if filepath.Base(path) != "say.js" {
			x.module(filepath.Base(path), string(source))
		}
	})
	for _, r := range rule.All() {
		x.add(r.Family(), "rule "+r.Code, false)
	}
	walk("../sample", ".json", func(path string) {
		var sample struct{ Title, Text string }
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(b, &sample))
		x.add(sample.Title, path, false)
		x.add(sample.Text, path, false)
	})
	return x
}

// argument is where the text of a function of package say stands.
var argument = map[string]int{"Later": 0, "Text": 1, "Counted": 2}

func (x *texts) goCall(set *token.FileSet, n ast.Node) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	i, known := argument[f.Sel.Name]
	if p, ok := f.X.(*ast.Ident); !ok || p.Name != "say" || !known || len(call.Args) <= i {
		return
	}
	if text, ok := call.Args[i].(*ast.BasicLit); ok && text.Kind == token.STRING {
		if key, err := strconv.Unquote(text.Value); err == nil {
			x.add(key, set.Position(text.Pos()).String(), f.Sel.Name == "Counted")
		}
	}
}

var (
	saying   = regexp.MustCompile("(?:^|[^.#\\w])say(\\(\\s*|`)")
	counting = regexp.MustCompile(`(?:^|[^.\w])counted\(`)
	lastText = regexp.MustCompile(`,\s*"([^"]*)",?\s*$`)
)

// module finds the texts of a module: say("…"), say`…` and counted(n, "…").
func (x *texts) module(name, source string) {
	for _, m := range saying.FindAllStringSubmatchIndex(source, -1) {
		line := strings.LastIndexByte(source[:m[0]+1], '\n') + 1
		if comment := strings.TrimSpace(source[line:m[0]]); strings.HasPrefix(comment, "*") || strings.HasPrefix(comment, "/") {
			continue
		}
		place := fmt.Sprintf("%s:%d", name, strings.Count(source[:m[0]+1], "\n")+1)
		if source[m[3]-1] == '`' {
			key, _ := template(source[m[3]:])
			x.add(key, place, false)
			continue
		}
		key, err := strconv.QuotedPrefix(source[m[3]:])
		if err == nil {
			key, err = strconv.Unquote(key)
		}
		if err != nil {
			x.bad = append(x.bad, place)
			continue
		}
		x.add(key, place, false)
	}
	for _, m := range counting.FindAllStringIndex(source, -1) {
		arguments := source[m[1] : m[1]+code(source[m[1]:], ')')]
		if noun := lastText.FindStringSubmatch(arguments); noun != nil {
			x.add(noun[1], name, true)
		}
	}
}

// template reads a template behind its first mark: the key, and where it ends.
func template(s string) (key string, end int) {
	var b strings.Builder
	n := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '`':
			return b.String(), i
		case s[i] == '\\':
			i++
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], "${"):
			i += 2 + code(s[i+2:], '}')
			fmt.Fprintf(&b, "{%d}", n)
			n++
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), len(s)
}

// code returns where a piece of code ends: at the bracket that nothing in it opened.
func code(s string, end byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"', '\'':
			for i++; i < len(s) && s[i] != c; i++ {
				if s[i] == '\\' {
					i++
				}
			}
		case '`':
			_, n := template(s[i+1:])
			i += 1 + n
		case '(', '{', '[':
			depth++
		case ')', '}', ']':
			if depth == 0 && c == end {
				return i
			}
			depth--
		}
	}
	return len(s)
}
