package web

import "github.com/labstack/echo/v4"

// readSnapshot sends the whole diagram line by line, each as soon as it is written, so
// that the browser paints the first cards while the rest is on its way. The lines are
// those of room.Parts.
func (s *Server) readSnapshot(c echo.Context) error {
	r, err := s.Hub.Room(c.Request().Context(), infoOf(c).ID)
	if err != nil {
		return err
	}
	w := c.Response()
	w.Header().Set(echo.HeaderContentType, "application/x-ndjson")
	w.Header().Set(echo.HeaderCacheControl, "no-store")
	return r.Parts(c.Request().Context(), func(line []byte) error {
		if _, err := w.Write(append(line[:len(line):len(line)], '\n')); err != nil {
			return err
		}
		w.Flush()
		return nil
	})
}
