package format_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// token is what a grammar sees: a word, a quoted text, white space, or one character.
var token = regexp.MustCompile(`[\pL\pN_]+|"[^"\n]*"|'[^'\n]*'|\s+|.`)

// odd is what takes the place of a token: limits, and characters that mean something
// somewhere.
var odd = []string{"", "\x00", "\ufeff", "\u2028", "🙂", "é", "'", `"`, "`", "]]>", "--", "/*", "*/", "\\", "%", "(", ")", "[", "]", "{", "}", ";", ",", ".", "..", ":", "\n", "\r\n\r\n",
	"0", "-1", "1e999", "99999999999999999999", "NULL", "null", "true", "select", "primary key", "default", "references", "enum", "&lt;", "&#0;", "\xff"}

// TestMutations reads our small files with tokens left out, doubled, swapped, replaced or
// made too long, which random bytes seldom do. It is the same on each run;
// CROWSFOOT_MUTATIONS is the number of changed forms of each file, and CROWSFOOT_MUTATE a
// folder with more files.
func TestMutations(t *testing.T) {
	rounds := 12
	if n, err := strconv.Atoi(os.Getenv("CROWSFOOT_MUTATIONS")); err == nil {
		rounds = n
	}
	files := samples(t)
	if folder := os.Getenv("CROWSFOOT_MUTATE"); folder != "" {
		require.NoError(t, filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := os.ReadFile(file)
			if err == nil && len(data) <= 32<<10 {
				files = append(files, data)
			}
			return err
		}))
	}
	files = slices.DeleteFunc(files, func(data []byte) bool { return len(data) == 0 || bytes.ContainsRune(data, 0) || !utf8.Valid(data) })
	require.NotEmpty(t, files)
	tokens := make([][]string, len(files))
	for i, data := range files {
		tokens[i] = token.FindAllString(string(data), -1)
	}
	for i := range files {
		for round := range rounds {
			random := rand.New(rand.NewPCG(uint64(i), uint64(round)))
			data := mutate(random, tokens[i], tokens[random.IntN(len(tokens))])
			t.Run(fmt.Sprintf("%d/%d", i, round), func(t *testing.T) {
				defer func() {
					if p := recover(); p != nil || t.Failed() {
						t.Errorf("of %q: %v", data, p)
					}
				}()
				readWell(t, data)
			})
		}
	}
}

// mutate makes one to four changes, some with a token of another file.
func mutate(random *rand.Rand, file, other []string) []byte {
	tokens := slices.Clone(file)
	for range 1 + random.IntN(4) {
		if len(tokens) == 0 {
			break
		}
		at, second := random.IntN(len(tokens)), random.IntN(len(tokens))
		switch random.IntN(9) {
		case 0:
			tokens = slices.Delete(tokens, at, min(len(tokens), at+1+random.IntN(4)))
		case 1:
			tokens = slices.Insert(tokens, at, tokens[second])
		case 2:
			tokens[at], tokens[second] = tokens[second], tokens[at]
		case 3:
			tokens[at] = odd[random.IntN(len(odd))]
		case 4:
			tokens[at] = other[random.IntN(len(other))]
		case 5: // longer than a name may be, than a type, than any text
			tokens[at] = strings.Repeat(tokens[at], 1+[]int{300, 5000, 70000}[random.IntN(3)]/max(1, len(tokens[at])))
		case 6: // lengthen the word behind it, and leave its quotes
			if word := strings.Trim(tokens[at], `"'`); word != "" {
				tokens[at] = strings.Replace(tokens[at], word, strings.Repeat(word, 1+1300/len(word)), 1)
			}
		case 7:
			end := min(len(tokens), at+1+random.IntN(40))
			tokens = slices.Insert(tokens, second, tokens[at:end]...)
		case 8:
			from := random.IntN(len(other))
			tokens = slices.Insert(tokens, at, other[from:min(len(other), from+20)]...)
		}
	}
	return []byte(strings.Join(tokens, ""))
}
