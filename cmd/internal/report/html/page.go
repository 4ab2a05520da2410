package html

import (
	"embed"
	"html/template"
	"io"
)

//go:embed templates/page.html templates/table.html templates/style.css
var files embed.FS

var pages = template.Must(template.New("page.html").Funcs(template.FuncMap{"style": style}).ParseFS(files, "templates/*.html"))

// style is the style sheet; it is ours, so it is safe.
func style() (template.CSS, error) {
	text, err := files.ReadFile("templates/style.css")
	return template.CSS(text), err //nolint:gosec // embedded
}

// Page is a report: a title, a line below it, and sections.
type Page struct {
	Title, Lead string
	Sections    []Section
	Foot        []template.HTML
}

// Section is a part of a page with a place in its contents.
type Section struct {
	ID, Title string
	Body      []template.HTML
}

func (s *Section) add(body ...template.HTML) { s.Body = append(s.Body, body...) }

// Write writes the page.
func (p *Page) Write(w io.Writer) error { return pages.Execute(w, p) }
