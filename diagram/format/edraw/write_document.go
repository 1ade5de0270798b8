package edraw

// writeDocument returns document.xml of a package whose pages have this digest, which
// also makes the id of the document.
func writeDocument(digest string) []byte {
	m := newMarkup()
	m.open("Document", "DocGuid", guid(digest), "Version", "12.0.1", "OS", "Win")
	m.open("DocConfig")
	m.values("Solution", "501", "SolMask", "0", "UpdatePageName", "FALSE", "ShowGrid", "TRUE", "ShowRuler", "TRUE",
		"ShowGuideline", "TRUE", "ShowPageBreak", "TRUE", "OrgAutoLayout", "TRUE", "mmAutoLayout", "TRUE", "mmLockCon", "TRUE",
		"IgnoreDefCntStyle", "FALSE", "IgnoreDefFont", "FALSE", "ElectricalCrossStyle", "0")
	m.close("DocConfig")
	m.open("Stencils")
	for _, stencil := range []string{libChen, libEntity} {
		m.leaf("Stencil", "Path", stencil)
	}
	m.close("Stencils")
	m.values("ActivePageIndex", "0", "Pages", "1", "Dpi", "1", "ScreenWidth", "1920", "ScreenHeight", "1080", "Platform", "desk",
		"CreatedDate", "2020-01-01 00:00:00", "Creator", "Crowsfoot", "ModifiedDate", "2020-01-01 00:00:00", "Modifier", "Crowsfoot")
	m.close("Document")
	return m.Bytes()
}

// guid makes a UUID of the first bytes of a digest; its version says that it was made of
// a content (RFC 9562, version 8).
func guid(digest string) string {
	return "{" + digest[:8] + "-" + digest[8:12] + "-8" + digest[13:16] + "-a" + digest[17:20] + "-" + digest[20:32] + "}"
}

// writeRelations returns a list of pictures of a page, or of the package, with none in it.
func writeRelations() []byte {
	m := newMarkup()
	m.leaf("Relationships")
	return m.Bytes()
}
