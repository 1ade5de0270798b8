package web

import "github.com/labstack/echo/v4"

// routes is the list of all addresses. Anything that changes something is a POST.
func (s *Server) routes(e *echo.Echo) {
	e.GET("/healthz", s.health)
	e.GET("/static/*", echo.WrapHandler(s.Assets))

	e.GET("/", s.library)
	e.GET("/help", s.help)
	e.GET("/rules", s.rules)
	e.GET("/rules.json", s.ruleList)
	e.GET("/rules/:name", s.rules)
	e.GET("/rules/:name/:example", s.rulePicture)
	e.POST("/diagrams", s.createDiagram)
	e.GET("/samples/:name/thumbnail.svg", s.sampleThumbnail)
	e.POST("/samples/:name", s.openSample)
	e.POST("/import", s.importFile)
	e.POST("/import/database", s.importDatabase)

	e.POST("/sql/marks", s.markSQL)

	d := e.Group("/diagrams/:id", s.mayUse)
	d.GET("", s.editor)
	d.GET("/live", s.live)
	d.GET("/snapshot", s.readSnapshot)
	d.POST("/rename", s.renameDiagram)
	d.POST("/duplicate", s.duplicateDiagram)
	d.POST("/delete", s.deleteDiagram)
	d.POST("/restore", s.restoreDiagram)
	d.GET("/review", s.review)
	d.GET("/review.json", s.reviewList)
	d.POST("/settle", s.settle)
	d.POST("/pages", s.reviewOther)
	d.POST("/accept", s.accept)
	d.POST("/discard", s.discard)
	d.POST("/merge/:draft/plan", s.planMerge)
	d.POST("/merge/:draft", s.merge)
	d.GET("/report", s.report)
	d.GET("/ddl", s.showDDL)
	d.GET("/ddl.sql", s.downloadDDL)
	d.POST("/prove", s.prove)
	d.POST("/migration", s.migration)
	d.GET("/findings/:fingerprint/fixes/:n", s.previewFix)
	d.GET("/ignored", s.ignored)
	d.GET("/fix-all", s.planFixAll)
	d.POST("/fix-all", s.fixAll)
	for _, extension := range []string{"json", "sarif", "md", "xml"} {
		d.GET("/findings."+extension, s.findingsReport(extension))
	}
	d.GET("/score", s.score)
	d.GET("/workbench/:table", s.workbench)
	d.GET("/workbench/:table/analysis", s.analysis)
	d.GET("/workbench/:table/decomposition", s.decomposition)
	d.GET("/workbench/:table/decomposition.svg", s.decompositionPicture)
	d.POST("/layout", s.arrange)
	d.GET("/export.svg", s.exportSVG)
	d.GET("/export.json", s.exportJSON)
	d.GET("/export/:format", s.exportFile)
	d.GET("/export/:format/losses", s.exportLosses)
	d.GET("/thumbnail.svg", s.thumbnail)
}
