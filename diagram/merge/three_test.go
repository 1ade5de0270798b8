package merge_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"crowsfoot/diagram"
	"crowsfoot/diagram/merge"
	"crowsfoot/diagram/op"
)

// eachCase runs fn on every case of the fixtures that match a pattern. A fixture is a txtar
// file whose sections are named "<case>: <part>"; a part that a case leaves out is that of
// the case before, and "none" means no diagram.
func eachCase(t *testing.T, pattern string, fn func(t *testing.T, c map[string]string)) {
	files, err := filepath.Glob(filepath.Join("../../testdata/merge", pattern))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		require.NoError(t, err)
		before := map[string]string{}
		for i := 0; i < len(a.Files); {
			name, _, ok := strings.Cut(a.Files[i].Name, ": ")
			require.True(t, ok, "a section is named <case>: <part>, not %q", a.Files[i].Name)
			c := map[string]string{}
			for _, part := range []string{"base", "mine", "theirs"} {
				c[part] = before[part]
			}
			for ; i < len(a.Files); i++ {
				part, ok := strings.CutPrefix(a.Files[i].Name, name+": ")
				if !ok {
					break
				}
				c[part] = string(a.Files[i].Data)
			}
			before = c
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+name, func(t *testing.T) { fn(t, c) })
		}
	}
}

// diagramOf reads a section; "none" is no diagram, "mine" or "base" that of the same case.
func diagramOf(t *testing.T, c map[string]string, part string) *diagram.Diagram {
	text := c[part]
	switch strings.TrimSpace(text) {
	case "none":
		return nil
	case "base", "mine", "theirs":
		return diagramOf(t, c, strings.TrimSpace(text))
	}
	return parse(t, text)
}

func TestThree(t *testing.T) {
	eachCase(t, "three*.txtar", func(t *testing.T, c map[string]string) {
		base, mine, theirs := diagramOf(t, c, "base"), diagramOf(t, c, "mine"), diagramOf(t, c, "theirs")
		before := show(mine) + show(theirs)
		got := merge.Three(base, mine, theirs)
		require.Equal(t, show(diagramOf(t, c, "want")), show(got))
		require.Equal(t, before, show(mine)+show(theirs), "the inputs stay as they are")
	})
}

// A merge compares Go fields; operations change properties. They must be the same.
func TestEveryPropertyIsAField(t *testing.T) {
	types := map[diagram.Kind]reflect.Type{
		diagram.KindDiagram: reflect.TypeFor[diagram.Settings](), diagram.KindSchema: reflect.TypeFor[diagram.Schema](),
		diagram.KindDomain: reflect.TypeFor[diagram.Domain](), diagram.KindModule: reflect.TypeFor[diagram.Module](),
		diagram.KindTable: reflect.TypeFor[diagram.Table](), diagram.KindColumn: reflect.TypeFor[diagram.Column](),
		diagram.KindKey: reflect.TypeFor[diagram.Key](), diagram.KindIndex: reflect.TypeFor[diagram.Index](),
		diagram.KindCheck: reflect.TypeFor[diagram.Check](), diagram.KindDependency: reflect.TypeFor[diagram.Dependency](),
		diagram.KindRelationship: reflect.TypeFor[diagram.Relationship](), diagram.KindNote: reflect.TypeFor[diagram.Note](),
		diagram.KindFrame: reflect.TypeFor[diagram.Frame](), diagram.KindIgnore: reflect.TypeFor[diagram.Ignore](),
	}
	for _, k := range op.Kinds() {
		var want, fields []string
		for _, p := range k.Properties {
			want = append(want, p.Name)
		}
		for f := range types[k.Kind].Fields() {
			if name := f.Tag.Get("json"); name != "-" {
				fields = append(fields, name)
			}
		}
		require.ElementsMatch(t, want, fields, "%s", k.Kind)
	}
}
