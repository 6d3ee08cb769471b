package articleweb_test

import (
	"math/rand/v2"
	"strings"
)

// tongueOf is what made-up texts of a language are made of.
type tongueOf struct {
	small, long, endings, syllables string

	names int // how many of ten words occur once
}

// prose is a text that means nothing and weighs what French weighs as people write
// it: 2.6 bytes a word once gzip is done with it. It is the same every time.
func prose(words int) []string { return french.prose(words) }

func (l tongueOf) prose(words int) []string {
	chance := rand.New(rand.NewPCG(2026, 11))
	var paragraphs []string
	for count := 0; count < words; {
		var paragraph []string
		for range 4 + chance.IntN(3) {
			sentence := l.sentence(chance)
			count += len(strings.Fields(sentence))
			paragraph = append(paragraph, sentence)
		}
		paragraphs = append(paragraphs, strings.Join(paragraph, " "))
	}
	return paragraphs
}

func (l tongueOf) sentence(chance *rand.Rand) string {
	small, long, endings := strings.Fields(l.small), strings.Fields(l.long), strings.Fields(l.endings)
	var words []string
	for range 6 + chance.IntN(10) {
		for chance.IntN(2) == 0 { // the first ones are the frequent ones
			words = append(words, small[int(float64(len(small))*chance.Float64()*chance.Float64())])
		}
		word := long[chance.IntN(len(long))]
		switch n := chance.IntN(10); {
		case n < l.names:
			word = l.name(chance)
		case n < l.names+4:
			word += endings[chance.IntN(len(endings))]
		}
		words = append(words, word)
	}
	return strings.Join(words, " ") + "."
}

func (l tongueOf) name(chance *rand.Rand) string {
	syllables := strings.Fields(l.syllables)
	syllable := func() string { return syllables[chance.IntN(len(syllables))] }
	return syllable() + strings.ToLower(syllable()+syllable())
}

var french = tongueOf{
	small: `de la le les et à des en un une du que qui pour dans sur pas ne se ce il elle nous on plus par
avec au est son sa ses leur mais où sans chaque`,
	long: `marché place route puits eau prix vendeuse pêcheur matin soir semaine saison hivernage village
quartier commune école enfant famille comité relevé cahier robinet forage pompe panne pièce caisse bassine charrette
poisson mil riz sac étal halle toit ombre arbre nim mur porte banc table lampe courant nuit jour heure année onze douze
quarante premier dernier neuf vieux petit grand simple lent cher juste vrai clair ouvert fermé compte mesure répare
attend partage surveille raconte refuse prépare retrouve défend demande répond montre garde paie vend achète porte pose
range plante arrose lave creuse tombe passe revient commence finit tient casse manque suffit reste dure coûte vaut change
écoute écrit lit signe vote promet décide oublie voisine relayeuse infirmier élève maître maçon chauffeur gardien
boutiquière tisserand éleveur mère grand-père piste pont rive fleuve champ jardin clôture canal digue sable boue
poussière pluie vent chaleur feu fumée décision budget dalle béton plan visite réunion registre avis lettre réponse
question preuve chiffre moyenne toujours souvent parfois jamais ensemble dehors dedans ailleurs bientôt hier demain
maintenant presque vraiment`,
	endings:   "s ment tion ait aient era é ées eur euse able ité ette age",
	syllables: "Dia Sa ma ba Fou Ndi Ko lé Thi Gué Lin Ma tam Kol Po dor Wa lo Gos sas Mba Tou Ros so Dah ra",
	names:     3,
}

// arabic weighs 3.1 bytes a word, and 3.7 as people write it: each letter is two
// before gzip begins, and there are more forms than a list like this one has.
var arabic = tongueOf{
	small: `من في على إلى أن لا ما هذا التي عن كل مع قد بعد قبل ثم أو لم هو هي كان بين عند`,
	long: `السوق الطريق البئر الماء السعر البائعة الصياد الصباح المساء الأسبوع الموسم القرية الحي البلدية المدرسة الطفل
الأسرة اللجنة الدفتر المضخة القطعة الصندوق السمك الأرز الظل الشجرة الجدار الباب الطاولة المصباح التيار الليل النهار
الساعة السنة اثنا عشر أربعون الأول الأخير الجديد القديم الصغير الكبير البسيط البطيء الغالي الصحيح الواضح مفتوح مغلق
يحسب يقيس يصلح ينتظر يراقب يروي يرفض يجهز يجد يدافع يطلب يجيب يحرس يدفع يبيع يشتري يحمل يزرع يسقي يغسل يحفر يسقط يمر
يعود يبدأ ينتهي يكفي يبقى يكلف يتغير يسمع يكتب يقرأ يوقع يصوت يعد يقرر ينسى الجارة الممرض المعلم البناء السائق الحارس
الخياط المربي الأم الجد الجسر الضفة النهر الحقل البستان القناة السد الرمل الطين الغبار المطر الريح الحر النار الدخان
القرار الميزانية الخطة الزيارة الاجتماع السجل الرأي الرسالة الجواب السؤال الدليل الرقم دائما أحيانا معا غدا الآن حقا`,
	endings:   "ه ها هم نا ون ين ات ة ي تها ك تم",
	syllables: "دي سا ما با فو ند كو لي تي غي لن تم كل بو در وا لو غس سس مب تو رس سو دا را حن خل ضف ظه صر طع قل عد غن شم ثب ذك زه جن فح",
	names:     8,
}
