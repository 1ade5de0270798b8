package static

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundled begins the names of bundles; behind it stands that of the module they begin with.
const bundled = "bundle/"

// bundle returns a module and all that it imports as one script. A hundred small files cost
// a browser more than reading them does.
func (a *Assets) bundle(entry string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:      []string{entry},
		Bundle:           true,
		Format:           api.FormatESModule,
		Target:           api.ESNext,
		MinifyWhitespace: true,
		MinifySyntax:     true,
		Charset:          api.CharsetUTF8,
		LegalComments:    api.LegalCommentsInline,
		LogLevel:         api.LogLevelSilent,
		Plugins:          []api.Plugin{a.loader()},
	})
	if len(result.Errors) > 0 {
		e := result.Errors[0]
		where := entry
		if e.Location != nil {
			where = fmt.Sprintf("%s:%d", e.Location.File, e.Location.Line)
		}
		return nil, fmt.Errorf("bundle %s: %s: %s", entry, where, e.Text)
	}
	return result.OutputFiles[0].Contents, nil
}

// loader finds modules among the files, wherever those are.
func (a *Assets) loader() api.Plugin {
	return api.Plugin{Name: "files", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(in api.OnResolveArgs) (api.OnResolveResult, error) {
			name := in.Path
			if strings.HasPrefix(name, ".") {
				name = path.Join(path.Dir(in.Importer), name)
			}
			return api.OnResolveResult{Path: name, Namespace: "files"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "files"}, func(in api.OnLoadArgs) (api.OnLoadResult, error) {
			b, err := fs.ReadFile(a.files, in.Path)
			text := string(b)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, err
		})
	}}
}
