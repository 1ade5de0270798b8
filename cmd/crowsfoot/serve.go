package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store/sqlite"
	"crowsfoot/static"
	"crowsfoot/web"
)

// serveFlags are what the person asks of the server.
type serveFlags struct {
	addr, data                    string
	databases, proveOn            []string
	open, allowRemote, token, dev bool
}

// serve runs the app.
func (p *program) serve() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the app in the browser (the default)",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return p.runServer(cmd.Context(), f) },
	}
	cmd.Flags().StringVar(&f.addr, "addr", "127.0.0.1:8080", "address to listen on; a port that is taken gives the next free one")
	dataFlag(cmd, &f.data)
	cmd.Flags().BoolVar(&f.open, "open", false, "open the browser")
	cmd.Flags().BoolVar(&f.allowRemote, "allow-remote", false, "let other machines in; there are no accounts, so everybody who reaches the address may do everything")
	cmd.Flags().StringArrayVar(&f.databases, "allow-database", nil, "with --allow-remote: let people read the schemas of databases at this host[:port]")
	cmd.Flags().StringArrayVar(&f.proveOn, "prove-on", nil, "execute scripts on this server, too: postgres://user@host/database, mysql://… or mariadb://…, with the password in "+PasswordVariable)
	cmd.Flags().BoolVar(&f.token, "token", false, "ask for a secret that is part of the printed address, against other users of this machine")
	cmd.Flags().BoolVar(&f.dev, "dev", false, "read the browser's files from the folder static")
	_ = cmd.Flags().MarkHidden("dev")
	return cmd
}

func (p *program) runServer(ctx context.Context, f serveFlags) error {
	if err := checkAddress(f.addr, f.allowRemote); err != nil {
		return err
	}
	for _, host := range f.databases {
		if host == "" || strings.ContainsAny(host, "/@ ,") {
			return diagram.Errorf(diagram.Invalid, "--allow-database takes host or host:port, not %q.", host)
		}
	}
	servers, err := p.servers(f.proveOn)
	if err != nil {
		return err
	}
	folder, err := p.dataFolder(f.data)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	assets, err := assetsFrom(f.dev)
	if err != nil {
		return err
	}
	st, err := sqlite.Open(ctx, folder)
	if err != nil {
		return err
	}
	defer func() {
		if err := st.Close(); err != nil {
			log.Error("close data folder", "error", err)
		}
	}()
	hub := room.NewHub(room.Options{Store: st, Derive: web.NewDerive, Log: log})
	defer func() {
		grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := hub.Close(grace); err != nil {
			log.Error("close diagrams", "error", err)
		}
	}()
	l, err := listen(ctx, f.addr)
	if err != nil {
		return err
	}
	c := web.Config{Hub: hub, Store: st, Assets: assets, Remote: f.allowRemote, Databases: f.databases, ProveOn: servers, Version: versionText(), Log: log}
	url := "http://" + l.Addr().String() + "/"
	if f.token {
		c.Token = rand.Text()
		url += "?token=" + c.Token
	}
	fmt.Fprintf(p.stdout, "Crowsfoot %s\nDiagrams are kept in %s\nOpen %s\n", versionText(), folder, url)
	if f.open {
		openBrowser(ctx, url, log)
	}
	return web.New(c).Serve(ctx, l)
}

func assetsFrom(dev bool) (*static.Assets, error) {
	if dev {
		return static.NewDev(os.DirFS("static")), nil
	}
	return static.New(static.Embedded)
}

// checkAddress refuses to let other machines in unless that was asked for.
func checkAddress(addr string, remote bool) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return diagram.Errorf(diagram.Invalid, "The address %q is not of the form host:port.", addr)
	}
	ip, err := netip.ParseAddr(host)
	if remote || host == "localhost" || err == nil && ip.IsLoopback() {
		return nil
	}
	return diagram.Errorf(diagram.Forbidden, "The address %q can be reached from other machines, and there are no accounts yet. Use 127.0.0.1, or --allow-remote if that is what you want.", addr)
}

const maxPort = 1<<16 - 1

// listen takes the address, or the same with one of the next ten ports when it is taken.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	host, text, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	port, err := strconv.Atoi(text)
	if err != nil || port < 0 || port > maxPort {
		return nil, diagram.Errorf(diagram.Invalid, "The port %q is not a number from 0 to %d.", text, maxPort)
	}
	var config net.ListenConfig
	last := min(port+10, maxPort)
	for i := range last - port + 1 {
		l, err := config.Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(port+i)))
		if err == nil {
			return l, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) || port == 0 {
			return nil, fmt.Errorf("listen: %w", err)
		}
	}
	return nil, diagram.Errorf(diagram.Conflict, "The ports %d to %d are all taken. Choose another with --addr.", port, last)
}

// dataFlag adds --data to a command that works on the data folder.
func dataFlag(cmd *cobra.Command, data *string) {
	cmd.Flags().StringVar(data, "data", "", "data folder (default: CROWSFOOT_DATA, else the user's)")
}

// dataFolder says where diagrams are kept: the flag, CROWSFOOT_DATA, or the user's
// folder for data.
func (p *program) dataFolder(flag string) (string, error) {
	for _, dir := range []string{flag, p.getenv("CROWSFOOT_DATA")} {
		if dir != "" {
			return filepath.Abs(dir)
		}
	}
	if dir := p.getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "crowsfoot"), nil
	}
	home := p.getenv("HOME")
	if runtime.GOOS == "windows" {
		home = p.getenv("USERPROFILE")
	}
	if home == "" {
		return "", diagram.Errorf(diagram.Invalid, "There is no home folder to keep diagrams in. Name one with --data.")
	}
	return filepath.Join(home, ".local", "share", "crowsfoot"), nil
}

func openBrowser(ctx context.Context, url string, log *slog.Logger) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if err := exec.CommandContext(ctx, name, args...).Start(); err != nil {
		log.Warn("open browser", "error", err)
	}
}
