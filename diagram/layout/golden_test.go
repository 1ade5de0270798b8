package layout_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/layout"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Each testdata/layout/*.txt is laid out and routed; the answer is kept beside it in the
// form of crowsfoot layout --json.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("../../testdata/layout/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			d := readSample(t, file)
			d = layout.Moved(d, arrange(t, d, layout.Options{}))
			all := routes(t, d)
			requireApart(t, d, layout.Gutter)
			requireSound(t, d, all)
			n, first := through(d, all)
			require.Zero(t, n, first)
			b, err := json.Marshal(layout.NewResult(d, all))
			require.NoError(t, err)
			got := []byte(lines(string(b)))
			golden := strings.TrimSuffix(file, ".txt") + ".golden.json"
			if *update {
				require.NoError(t, os.WriteFile(golden, got, 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.True(t, bytes.Equal(want, got), "%s is not what the layout gives now; run with -update and read the difference\n%s", golden, got)
		})
	}
}

// lines breaks the JSON after each table and edge, so that a change shows as few lines.
func lines(s string) string {
	return strings.NewReplacer("},{", "},\n{", "[{", "[\n{", "}]", "}\n]").Replace(s) + "\n"
}
