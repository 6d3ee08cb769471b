package app_test

import (
	"slices"

	"palabre/internal/article"
	"palabre/internal/author"
)

// tongue is what one language says of who speaks. It is written here a second
// time, by hand: the tests of attribution never ask the catalogue.
type tongue struct {
	lines   map[string]line // by genre; a statement's also by who states
	genres  map[article.Genre]string
	comma   string // between names
	and     string // before the last name
	retired string
}

// line is a foot up to its names, for one author, for two, and for more.
type line struct{ one, two, more string }

func same(one, more string) line { return line{one, more, more} }

var tongues = map[string]tongue{
	"fr": {
		lines: map[string]line{
			"information":            same("Article d’information écrit par le créateur de contenu : ", "Article d’information écrit par les créateurs de contenu : "),
			"opinion":                same("Article opinion écrit par le créateur de contenu : ", "Article opinion écrit par les créateurs de contenu : "),
			"testimony":              same("Témoignage écrit par le créateur de contenu : ", "Témoignage écrit par les créateurs de contenu : "),
			"statement association":  same("Communiqué publié par l’association : ", "Communiqué publié par les associations : "),
			"statement ngo":          same("Communiqué publié par l’ONG : ", "Communiqué publié par les ONG : "),
			"statement professional": same("Communiqué publié par le professionnel : ", "Communiqué publié par les professionnels : "),
			"statement mixed":        same("", "Communiqué publié par les organisations : "),
		},
		genres: map[article.Genre]string{article.Information: "Information", article.Opinion: "Opinion", article.Testimony: "Témoignage", article.Statement: "Communiqué"},
		comma:  ", ", and: " et ", retired: "auteur retiré",
	},
	"en": {
		lines: map[string]line{
			"information":            same("Information article written by the content creator: ", "Information article written by the content creators: "),
			"opinion":                same("Opinion article written by the content creator: ", "Opinion article written by the content creators: "),
			"testimony":              same("Testimony written by the content creator: ", "Testimony written by the content creators: "),
			"statement association":  same("Statement published by the association: ", "Statement published by the associations: "),
			"statement ngo":          same("Statement published by the NGO: ", "Statement published by the NGOs: "),
			"statement professional": same("Statement published by the professional: ", "Statement published by the professionals: "),
			"statement mixed":        same("", "Statement published by the organisations: "),
		},
		genres: map[article.Genre]string{article.Information: "Information", article.Opinion: "Opinion", article.Testimony: "Testimony", article.Statement: "Statement"},
		comma:  ", ", and: " and ", retired: "author withdrawn",
	},
	"pt": {
		lines: map[string]line{
			"information":            same("Artigo de informação escrito pelo criador de conteúdo: ", "Artigo de informação escrito pelos criadores de conteúdo: "),
			"opinion":                same("Artigo de opinião escrito pelo criador de conteúdo: ", "Artigo de opinião escrito pelos criadores de conteúdo: "),
			"testimony":              same("Testemunho escrito pelo criador de conteúdo: ", "Testemunho escrito pelos criadores de conteúdo: "),
			"statement association":  same("Comunicado publicado pela associação: ", "Comunicado publicado pelas associações: "),
			"statement ngo":          same("Comunicado publicado pela ONG: ", "Comunicado publicado pelas ONG: "),
			"statement professional": same("Comunicado publicado pelo profissional: ", "Comunicado publicado pelos profissionais: "),
			"statement mixed":        same("", "Comunicado publicado pelas organizações: "),
		},
		genres: map[article.Genre]string{article.Information: "Informação", article.Opinion: "Opinião", article.Testimony: "Testemunho", article.Statement: "Comunicado"},
		comma:  ", ", and: " e ", retired: "autor retirado",
	},
	"ar": {
		lines: map[string]line{
			"information":            {"مقال إخباري كتبه صانع المحتوى: ", "مقال إخباري كتبه صانعا المحتوى: ", "مقال إخباري كتبه صنّاع المحتوى: "},
			"opinion":                {"مقال رأي كتبه صانع المحتوى: ", "مقال رأي كتبه صانعا المحتوى: ", "مقال رأي كتبه صنّاع المحتوى: "},
			"testimony":              {"شهادة كتبها صانع المحتوى: ", "شهادة كتبها صانعا المحتوى: ", "شهادة كتبها صنّاع المحتوى: "},
			"statement association":  {"بيان صادر عن الجمعية: ", "بيان صادر عن الجمعيتين: ", "بيان صادر عن الجمعيات: "},
			"statement ngo":          {"بيان صادر عن المنظمة غير الحكومية: ", "بيان صادر عن المنظمتين غير الحكوميتين: ", "بيان صادر عن المنظمات غير الحكومية: "},
			"statement professional": {"بيان صادر عن المهني: ", "بيان صادر عن المهنيين: ", "بيان صادر عن المهنيين: "},
			"statement mixed":        {"", "بيان صادر عن الهيئتين: ", "بيان صادر عن الهيئات: "},
		},
		genres: map[article.Genre]string{article.Information: "خبر", article.Opinion: "رأي", article.Testimony: "شهادة", article.Statement: "بيان"},
		comma:  " و", and: " و", retired: "كاتب منسحب",
	},
}

// foot is the whole line that ends an article, by the literals above.
func (t tongue) foot(genre article.Genre, kinds []author.Kind, names []string) string {
	key := string(genre)
	if genre == article.Statement {
		key += " " + string(kinds[0])
		if len(slices.Compact(slices.Clone(kinds))) > 1 {
			key = "statement mixed"
		}
	}
	written := t.lines[key]
	switch len(names) {
	case 1:
		return written.one + t.list(names)
	case 2:
		return written.two + t.list(names)
	default:
		return written.more + t.list(names)
	}
}

func (t tongue) list(names []string) string {
	said := names[0]
	for i, name := range names[1:] {
		if i == len(names)-2 {
			said += t.and + name
		} else {
			said += t.comma + name
		}
	}
	return said
}
