package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"palabre/bench/load"
)

// saying is what an article says.
type saying struct {
	title, summary string
	paragraphs     []string
}

// claimsOf invents the article of a serial number, the same in each run. Its
// words come as unevenly as those of a language do, so that it packs as text.
func claimsOf(serial int) saying {
	c := load.Chance(serial + 1)
	s := saying{title: fmt.Sprintf("%s %s, n° %d", pick(&c, openings), phrase(&c, 5), serial)}
	if serial%2 == 0 {
		s.summary = sentence(&c, 18)
	}
	for size := 0; size < articleSize; {
		var paragraph strings.Builder
		for range 3 + c.Below(4) {
			paragraph.WriteString(sentence(&c, 9+c.Below(14)) + " ")
		}
		text := strings.TrimSpace(paragraph.String())
		if size+len(text) > articleSize { // the last one ends where the size does
			text = strings.TrimSpace(strings.ToValidUTF8(text[:articleSize-size], "")) + "."
		}
		size += len(text)
		s.paragraphs = append(s.paragraphs, text)
	}
	return s
}

func nameOf(writer int) string {
	c := load.Chance(writer + 1)
	return pick(&c, firstNames) + " " + pick(&c, lastNames) + fmt.Sprintf(" %d", writer)
}

func pick(c *load.Chance, from []string) string { return from[c.Below(len(from))] }

// phrase takes words, the first of the list more often than the last.
func phrase(c *load.Chance, words int) string {
	chosen := make([]string, words)
	for i := range chosen {
		n := 1 + c.Below(len(vocabulary))
		if c.Below(3) > 0 {
			n = 1 + c.Below(n)
		}
		chosen[i] = vocabulary[n-1]
	}
	return strings.Join(chosen, " ")
}

func sentence(c *load.Chance, words int) string {
	text := phrase(c, words)
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

var openings = []string{
	"Le marché", "La route", "Au lycée,", "La pluie", "Ce que dit", "Le puits", "Sans courant,", "La mairie", "Les pêcheurs", "Une année",
	"Le train", "Devant l’hôpital,", "Le prix du riz", "La coopérative", "À la frontière,", "Le quartier",
}

var firstNames = []string{
	"Aïssatou", "Bakary", "Coumba", "Demba", "Fanta", "Habib", "Inès", "Jean-Paul", "Khady", "Lamine", "Mariama", "Nuno", "Oumar", "Penda", "Salif", "Yaye",
}

var lastNames = []string{
	"Ba", "Camara", "Dembélé", "Faye", "Gueye", "Keïta", "Lopes", "Mendy", "Ndoye", "Ouédraogo", "Sagna", "Sow", "Tavares", "Touré", "Traoré", "Zongo",
}

// vocabulary is ordered by how often its words come.
var vocabulary = strings.Fields(`
de la le et les des à un une dans en du que qui pour est pas par sur plus au ne ce il on avec se sont cette mais ou sans comme nous ils ont
elle depuis entre chez tout aussi deux leur ces fait où même après encore avant être été peut autres contre sous alors trois déjà chaque dont
jamais jour ans eau ville marché route quartier mairie enfants femmes hommes gens école maison village prix riz pain mil terre fleuve pluie nuit matin
travail famille pays région élèves maître médecin hôpital malades vaccins lait poisson pêcheurs pirogues filets mer port camion bus train gare billets
argent banque compte dette crédit vente achat client boutique tissu couture coton arachide manioc récolte champ semences engrais bétail vaches moutons
éleveurs puits pompe forage conduite robinet coupure courant lampe panneau soleil batterie téléphone réseau radio journal voix parole débat réunion
assemblée conseil délégué électeurs bureau liste vote résultat plainte juge avocat audience loi décret texte article droit règle amende permis contrôle
police gendarmes soldats frontière douane passeport voyage retour départ exil jeunes chômage diplôme stage métier atelier forgeron menuisier maçon ciment
brique toit mur porte fenêtre cour arbre ombre baobab manguier fruits légumes tomates oignons piment cuisine repas fête tambour danse chant conte langue
lecture livre bibliothèque cahier stylo classe rentrée examen concours bourse université chercheurs étude chiffres enquête rapport témoin preuve photo
rumeur erreur vérité mensonge colère espoir peur courage patience fatigue silence bruit fumée feu cendre poussière boue crue digue barrage canal pont
piste goudron travaux chantier retard promesse budget impôt taxe recette dépense marchande vendeuse tontine épargne coopérative association mouvement
grève marche pancarte slogan réponse ministre préfet maire chef ancien voisin étranger pèlerin imam prêtre prière mosquée église cimetière deuil naissance
mariage baptême prénom mémoire histoire guerre paix accord traité siècle indépendance drapeau frontières carte océan dune forêt savane lac colline
`)
