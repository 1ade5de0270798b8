// Package component holds the pieces that pages are made of: icons, marks, buttons.
// They take plain values and look up the addresses of static files in the context; they
// know no diagram and no request. Start at Icon.
package component

import "context"

type assetsKey struct{}

// WithAssets returns a context in which components find the address of a static file,
// for instance url("img/icons.svg").
func WithAssets(ctx context.Context, url func(name string) string) context.Context {
	return context.WithValue(ctx, assetsKey{}, url)
}

// Asset returns the address of a static file. Without WithAssets it is the plain name,
// which no server answers: a page rendered so is a programmer's mistake.
func Asset(ctx context.Context, name string) string {
	if url, ok := ctx.Value(assetsKey{}).(func(string) string); ok {
		return url(name)
	}
	return name
}
