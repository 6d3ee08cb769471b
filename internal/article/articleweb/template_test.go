package articleweb

import (
	"testing"

	"palabre/internal/web/ui/uitest"
)

func TestTemplatesFitTheirPages(t *testing.T) {
	uitest.Check(t, files, "front", frontPage{})
	uitest.Check(t, files, "show", showPage{})
}
