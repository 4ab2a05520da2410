package workbook

import (
	"github.com/xuri/excelize/v2"

	"polyclinic/cmd/internal/report/tables"
)

// book is a workbook with its styles.
type book struct {
	*excelize.File
	title, note, header, figures, words, link int

	plain, strong map[tables.Kind]int
}

// formats are the number formats by kind; money in pounds.
var formats = map[tables.Kind]string{
	tables.Whole:    "#,##0",
	tables.Pounds:   "#,##0",
	tables.Millions: "#,##0",
	tables.PerHead:  "#,##0.00",
	tables.Share:    "0.0%",
	tables.Decimal:  "#,##0.0",
	tables.Fine:     "#,##0.00",
}

func (b *book) makeStyles() error {
	var err error
	add := func(s *excelize.Style) int {
		if err != nil {
			return 0
		}
		var id int
		id, err = b.NewStyle(s)
		return id
	}
	b.title = add(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	b.note = add(&excelize.Style{Font: &excelize.Font{Italic: true, Size: 9, Color: "595959"}})
	header := func(horizontal string) int {
		return add(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "bottom", Horizontal: horizontal},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DCE6F1"}}, Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}}})
	}
	b.header, b.figures = header("left"), header("right")
	b.words = add(&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left", Indent: 1}})
	b.link = add(&excelize.Style{Font: &excelize.Font{Color: "0563C1", Underline: "single"}})
	b.plain, b.strong = map[tables.Kind]int{tables.Text: b.words}, map[tables.Kind]int{}
	bold := excelize.Style{Font: &excelize.Font{Bold: true}, Border: []excelize.Border{{Type: "top", Style: 1, Color: "000000"}}}
	text := bold
	b.strong[tables.Text] = add(&text)
	for kind := tables.Whole; kind <= tables.Fine; kind++ {
		format := formats[kind]
		b.plain[kind] = add(&excelize.Style{CustomNumFmt: &format})
		own := bold
		own.CustomNumFmt = &format
		b.strong[kind] = add(&own)
	}
	return err
}

func (b *book) style(kind tables.Kind, strong bool) int {
	if strong {
		return b.strong[kind]
	}
	return b.plain[kind]
}
