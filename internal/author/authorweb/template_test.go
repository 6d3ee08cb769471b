package authorweb

import (
	"testing"

	"palabre/internal/web/ui/uitest"
)

func TestTemplateFitsItsPage(t *testing.T) {
	uitest.Check(t, files, "show", showPage{})
}
