package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/labstack/echo/v4"
)

// onlyLocalHosts refuses requests whose Host is not this machine. A page of another site
// can point its own name at 127.0.0.1 (DNS rebinding), and to a browser the request is
// then same-origin; its Host gives it away.
func onlyLocalHosts(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !isLocalHost(c.Request().Host) {
			return echo.NewHTTPError(http.StatusMisdirectedRequest, "This server answers only to its own machine.")
		}
		return next(c)
	}
}

func isLocalHost(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	// An address can't be made to mean another machine, as a name can.
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || err == nil && ip.IsLoopback()
}

// policy lets pages run our own modules and nothing else: no inline script, no inline
// style, no text that becomes markup.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'"

// secure sets the headers that every answer has.
func secure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "same-origin")
		return next(c)
	}
}

// isLive tells the live channel from everything else: a compressing writer would hold
// back the answer that opens it.
func isLive(c echo.Context) bool { return c.Path() == "/diagrams/:id/live" }
