package i18n

// habits is how one language writes dates, numbers, sizes and lists: the values
// of CLDR 46, with these choices where CLDR leaves one or Africa has its own:
//
//   - French says 1er for the first of a month, as every newspaper does.
//   - English is that of the world outside America (en-001): day before month.
//   - Portuguese is that of Portugal and of Africa (pt-PT): a space between
//     thousands, none in four figures.
//   - Arabic takes Western digits, as the locales of Morocco, Algeria, Tunisia
//     and Mauritania do, and the month names that all Arabic readers know.
//   - A space between thousands is U+00A0 and not U+202F: old phones draw a box
//     for that one.
type habits struct {
	direction string // ltr or rtl
	weekdays  [7]string
	months    [12]string
	firstDay  string // how the first day of a month is written
	date      string // {weekday} {day} {month} {year}
	hour      string // {date} {hour}: nothing finer than the hour is said
	hourOne   string // the same at one o'clock; empty for no difference
	minute    string // {date} {hour} {minute}
	minuteOne string
	halves    [2]string // {half}: before and after noon, where {hour12} is used
	group     string    // between thousands
	grouped   int       // the smallest number that is grouped
	decimal   string
	bytes     [3]string // {n}: bytes, thousands, millions
	between   string    // in a list
	last      string    // before the last of a list
}

func habitsOf(language string) habits {
	switch language {
	case "en":
		return english
	case "pt":
		return portuguese
	case "ar":
		return arabic
	default:
		return french
	}
}

var french = habits{
	direction: "ltr",
	weekdays:  [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	months: [12]string{
		"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
		"septembre", "octobre", "novembre", "décembre",
	},
	firstDay: "1er",
	date:     "{weekday} {day} {month} {year}",
	hour:     "{date} à {hour} h",
	minute:   "{date} à {hour} h {minute}",
	group:    "\u00a0",
	grouped:  1000,
	decimal:  ",",
	bytes:    [3]string{"{n}\u00a0o", "{n}\u00a0Ko", "{n}\u00a0Mo"},
	between:  ", ",
	last:     " et ",
}

var english = habits{
	direction: "ltr",
	weekdays:  [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	months: [12]string{
		"January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December",
	},
	firstDay: "1",
	date:     "{weekday} {day} {month} {year}",
	hour:     "{date} at {hour12} {half}",
	minute:   "{date} at {hour12}:{minute} {half}",
	halves:   [2]string{"am", "pm"},
	group:    ",",
	grouped:  1000,
	decimal:  ".",
	bytes:    [3]string{"{n}\u00a0bytes", "{n}\u00a0kB", "{n}\u00a0MB"},
	between:  ", ",
	last:     " and ",
}

var portuguese = habits{
	direction: "ltr",
	weekdays: [7]string{
		"domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira",
		"sexta-feira", "sábado",
	},
	months: [12]string{
		"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto",
		"setembro", "outubro", "novembro", "dezembro",
	},
	firstDay:  "1",
	date:      "{weekday}, {day} de {month} de {year}",
	hour:      "{date} às {hour}h",
	hourOne:   "{date} à {hour}h",
	minute:    "{date} às {hour}:{minute}",
	minuteOne: "{date} à {hour}:{minute}",
	group:     "\u00a0",
	grouped:   10_000,
	decimal:   ",",
	bytes:     [3]string{"{n}\u00a0bytes", "{n}\u00a0kB", "{n}\u00a0MB"},
	between:   ", ",
	last:      " e ",
}

var arabic = habits{
	direction: "rtl",
	weekdays:  [7]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
	months: [12]string{
		"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
		"سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
	},
	firstDay: "1",
	date:     "{weekday} {day} {month} {year}",
	hour:     "{date} في الساعة {hour}",
	minute:   "{date} في الساعة {hour}:{minute}",
	group:    ".",
	grouped:  1000,
	decimal:  ",",
	bytes:    [3]string{"{n}\u00a0بايت", "{n}\u00a0ك.ب", "{n}\u00a0م.ب"},
	between:  " و",
	last:     " و",
}
