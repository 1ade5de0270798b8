package lint

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Excludes tells whether a file is left out. Its path is from the folder of the
// configuration. A pattern without a slash fits in every folder; ** stands for any
// folders.
func (f *ConfigFile) Excludes(name string) bool {
	name = path.Clean(filepath.ToSlash(name))
	return slices.ContainsFunc(f.exclude, func(pattern string) bool {
		if !strings.Contains(pattern, "/") {
			return matchParts([]string{"**", pattern}, strings.Split(name, "/"))
		}
		return matchParts(strings.Split(strings.TrimPrefix(pattern, "/"), "/"), strings.Split(name, "/"))
	})
}

// matchParts matches a path with a pattern, both cut at slashes. Row i of the table says
// which rests of the path the pattern from its part i on fits, so that many ** cost no
// more than pattern times path.
func matchParts(pattern, name []string) bool {
	fits := make([]bool, len(name)+1)
	fits[len(name)] = true
	for i := len(pattern) - 1; i >= 0; i-- {
		next := make([]bool, len(name)+1)
		for j := len(name); j >= 0; j-- {
			if pattern[i] == "**" {
				next[j] = fits[j] || j < len(name) && next[j+1]
			} else if j < len(name) {
				ok, _ := path.Match(pattern[i], name[j])
				next[j] = ok && fits[j+1]
			}
		}
		fits = next
	}
	return fits[0]
}
