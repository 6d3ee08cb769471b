package richtext_test

import (
	"encoding/json"
	"testing"

	"palabre/internal/richtext"
)

// sample has every kind of block, mark and reference once.
const sample = `{"version":1,
"blocks":[
 {"id":"titre1","kind":"heading","level":2,"text":[{"text":"Le pont de Kayar"}]},
 {"id":"parag1","kind":"paragraph","text":[
  {"text":"Il a "},{"strong":true,"text":"deux"},{"text":" travées"},{"note":"note1"},{"text":", dit "},
  {"link":"https://exemple.org/pont?a=1&b=2","text":"le "},{"link":"https://exemple.org/pont?a=1&b=2","emphasis":true,"text":"rapport"},
  {"source":"sourc1"},{"text":"."},{"break":true},{"text":"Voir "},{"code":true,"text":"x < y"},{"text":" !"}]},
 {"id":"liste1","kind":"list","ordered":true,"start":3,"items":[
  {"blocks":[{"id":"parag2","kind":"paragraph","text":[{"text":"Le béton"}]},
   {"id":"liste2","kind":"list","items":[{"blocks":[{"id":"parag3","kind":"paragraph","text":[{"text":"fissuré"}]}]}]}]},
  {"blocks":[{"id":"parag4","kind":"paragraph","text":[{"text":"L’acier"}]}]}]},
 {"id":"quote1","kind":"quote","blocks":[{"id":"parag5","kind":"paragraph","text":[{"text":"On traverse à pied"}]}],"cite":[{"text":"Un pêcheur"}]},
 {"id":"codes1","kind":"code","code":"a\n\tb"},
 {"id":"ligne1","kind":"separator"},
 {"id":"image1","kind":"figure","figure":{"media":"m4kd9w2m","width":1200,"height":800,"alternative":"Le pont, vu d’en bas","caption":[{"text":"Avril"}],"credit":"A. Sow","licence":"CC-BY-4.0"}},
 {"id":"arabe1","kind":"paragraph","language":"ar","direction":"rtl","text":[{"text":"الجسر قديم"}]}],
"notes":[{"id":"note1","text":[{"text":"Trois avant la crue"}]}],
"sources":[
 {"id":"sourc1","kind":"document","text":"Rapport d’inspection","address":"https://exemple.org/r.pdf","note":"Page 4"},
 {"id":"sourc2","kind":"observation","text":"Visite du samedi"}]}`

func words() richtext.Labels {
	return richtext.Labels{
		Image: "Image", Notes: "Notes", Sources: "Sources", Back: "Retour au texte",
		Document: "Document", Observation: "Observation",
	}
}

func decode(t testing.TB, stored string) *richtext.Document {
	t.Helper()
	d, err := richtext.Decode([]byte(stored))
	if err != nil {
		t.Fatalf("Decode: %v\n%s", err, stored)
	}
	return d
}

// blocks decodes a document of the blocks given.
func blocks(t testing.TB, stored string) *richtext.Document {
	t.Helper()
	return decode(t, `{"version":1,"blocks":[`+stored+`]}`)
}

// paragraph decodes a document of one paragraph with the runs given.
func paragraph(t testing.TB, runs string) *richtext.Document {
	t.Helper()
	return blocks(t, `{"id":"parag1","kind":"paragraph","text":[`+runs+`]}`)
}

func encode(t testing.TB, d *richtext.Document) string {
	t.Helper()
	stored, err := d.Encode()
	if err != nil {
		t.Fatalf("Encode: %v", err)
	}
	return string(stored)
}

// quoted writes text as a JSON string.
func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}
