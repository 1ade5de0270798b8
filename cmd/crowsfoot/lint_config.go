package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// fileConfig is a configuration file and what came of the files it is for.
type fileConfig struct {
	*lint.ConfigFile
	name    string // empty where there is no file
	reports []*lint.Report
	used    bool
}

// configFor returns the configuration of a file: the one that --config names, else the
// nearest one in its folder or above.
func (r *lintRun) configFor(name string) (*fileConfig, error) {
	file := r.config
	if file == "" {
		folder := "."
		if name != "-" && !engine.IsAddress(name) {
			folder = filepath.Dir(name)
		}
		var err error
		if file, err = findConfig(folder); err != nil {
			return nil, err
		}
	}
	return r.readConfig(file)
}

// readConfig reads a configuration file once; an empty name is an empty configuration.
func (r *lintRun) readConfig(file string) (*fileConfig, error) {
	if c := r.configs[file]; c != nil {
		return c, nil
	}
	c := &fileConfig{ConfigFile: &lint.ConfigFile{}, name: file}
	if file != "" {
		data, err := readSmall(file, lint.MaxConfigSize)
		if err != nil {
			return nil, err
		}
		if c.ConfigFile, err = lint.ReadConfig(data, rule.All()); err != nil {
			return nil, &fileError{file, err}
		}
		if c.Dialect != "" && !ddl.Reads(c.Dialect) {
			return nil, &fileError{file, diagram.Errorf(diagram.Unsupported, "There is no SQL dialect %q. Take %s.", c.Dialect, strings.Join(ddl.ReadDialects(), ", "))}
		}
	}
	r.configs[file] = c
	return c, nil
}

// findConfig looks for a configuration in a folder and above it, up to a folder with .git.
// It returns "" when there is none. The path is from where the program runs when the file
// is there or below.
func findConfig(folder string) (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	full, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for {
		file := filepath.Join(full, lint.ConfigName)
		switch info, err := os.Stat(file); {
		case err == nil && !info.IsDir():
			if rel, err := filepath.Rel(here, file); err == nil {
				return rel, nil
			}
			return file, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", &fileError{file, fmt.Errorf("the file can't be opened: %w", reason(err))}
		}
		if _, err := os.Stat(filepath.Join(full, ".git")); err == nil {
			return "", nil
		}
		up := filepath.Dir(full)
		if up == full {
			return "", nil
		}
		full = up
	}
}

// excludes tells whether the configuration leaves a file out.
func (c *fileConfig) excludes(name string) bool {
	if c.name == "" || name == "-" || engine.IsAddress(name) {
		return false
	}
	rel, err := relative(filepath.Dir(c.name), name)
	return err == nil && c.Excludes(rel)
}
