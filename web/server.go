// Package web is the app in the browser: pages, the live channel, import and export, and
// the one place where errors become answers. A handler reads its input, calls the
// domain, builds a view model and renders; there is no layer in between. Who may do what
// is decided in allow.go alone.
//
// Start at New and routes.go; each further file is one resource.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/static"
)

// Config is what the app needs from outside.
type Config struct {
	Hub    *room.Hub
	Store  store.Store
	Assets *static.Assets
	// Remote lets other machines in: the list of allowed hosts is not enforced. Only
	// --allow-remote sets it.
	Remote bool
	// Databases are the hosts, with or without a port, whose databases a server for other
	// machines reads; see mayConnect.
	Databases []string
	// ProveOn are the servers that scripts are proven on besides SQLite.
	ProveOn []engine.Server
	// Token is a secret that browsers must have been given; empty asks for none.
	Token   string
	Version string
	Log     *slog.Logger
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Server is the app. It is an http.Handler.
type Server struct {
	Config
	echo    *echo.Echo
	imports *importPlaces
	proofs  proofs
	fixes   func() map[string]string // what fixes the rules have, by code; found out once
}

// readTimeout is how long a whole request may take to come in: enough for 32 MB over a
// slow line, and an end to a body that never does. Live channels are not bound by it.
const readTimeout = 2 * time.Minute

// New returns the app, ready to serve.
func New(c Config) *Server {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{Config: c, echo: echo.New(), imports: newImportPlaces(), fixes: sync.OnceValue(fixKinds)}
	e := s.echo
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.handleError
	e.IPExtractor = echo.ExtractIPDirect() // X-Forwarded-* is ignored
	if !c.Remote {
		e.Pre(onlyLocalHosts)
	}
	e.Use(middleware.RecoverWithConfig(middleware.RecoverConfig{LogErrorFunc: s.logPanic}))
	e.Use(secure)
	e.Use(inLanguage)
	e.Use(echo.WrapMiddleware(http.NewCrossOriginProtection().Handler))
	if c.Token != "" {
		e.Use(s.needToken)
	}
	e.Use(middleware.BodyLimit("40M")) // above the limit of an import, which names itself
	e.Use(middleware.GzipWithConfig(middleware.GzipConfig{Skipper: isLive, MinLength: 1024}))
	s.routes(e)
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Serve answers requests until the context ends, then lets running ones finish.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       readTimeout,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return srv.Close() // live channels do not end by themselves
}

func (s *Server) logPanic(c echo.Context, err error, stack []byte) error {
	s.Log.Error("panic", "path", c.Path(), "error", err, "stack", string(stack))
	return err
}
