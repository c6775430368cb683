package dev.millrace.pipeline.extract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What sites write around their texts, in the commonest languages. Texts come in lower case, on one line. */
final class Phrases {
    private static final int LONGEST_TEASER = 180;
    private static final int LONGEST_OPENING = 48;
    private static final double MOSTLY = .5;
    private static final int LONGEST_DATE = 90;
    private static final int LONGEST_CREDIT = 140;
    // a single word with one of these may be what somebody says
    private static final String SAID = ".!?\"\u201D\u2019'";

    /** Openings of a block that is a teaser when it is mostly a link or ends with the opening, by first two letters. */
    private static final Map<String, List<String>> TEASERS =
            WordLists.read("teasers").stream().collect(Collectors.groupingBy(opening -> opening.substring(0, 2)));

    private static final Set<String> CONTROLS = Set.copyOf(WordLists.read("controls"));

    // 12 comments | (3) kommentare | 1/24 | 3 of 10 | 5 min read
    private static final Pattern COUNT = Pattern.compile(
            "\\(?\\d[\\d.,k ]{0,8}\\)?\\+? ?(comments?|kommentare?|comentarios?|commentaires?|commenti|shares?|likes?|views?"
                    + "|antworten|replies|responses?|aufrufe|kudos|votes?|retweets?|reactions?|photos?|bilder|fotos"
                    + "|min(utes?)?\\.? read|min\\.? lesezeit|комментари\\p{L}*)?"
                    + "|(comments?|kommentare?( insgesamt)?|comentarios|commentaires|commenti|aufrufe|views|shares)[ :]*\\(?\\d+\\)?"
                    + "|(image |bild |photo |foto |slide )?\\d+ ?(/|of|von|de|sur|di|из) ?\\d+"
                    + "|(reading time|read time|lesezeit|lesedauer|tiempo de lectura|temps de lecture)[: ].{0,20}");

    private static final Pattern DATE_WORDS = Pattern.compile(
            "(?<=\\d |[ap]m )[a-z]{2,3}t\\b|\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august"
                    + "|september|october|november|december|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember"
                    + "|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero"
                    + "|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile"
                    + "|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro"
                    + "|outubro|novembro|dezembro|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września"
                    + "|października|listopada|grudnia|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября"
                    + "|ноября|декабря"
                    + "|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag"
                    + "|mittwoch|donnerstag|freitag|samstag|sonntag|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi"
                    + "|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì"
                    + "|venerdì|sabato|domenica"
                    + "|updated?|published|posted|created|modified|last|first|date|time|on|at|the|am|pm|a\\.m|p\\.m|uhr|um|vom"
                    + "|stand|datum|aktualisiert|veröffentlicht|erstellt|zuletzt|publié|modifié|mis|à|jour|le|publicado"
                    + "|actualizado|el|a|las|pubblicato|aggiornato|il|alle|ore|de|del|h|utc|et|pt"
                    + "|st|nd|rd|th|ago|vor|hace|il|y|hours?|minutes?|days?|stunden?|minuten|tagen?|horas?|heures?)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern DATED = Pattern.compile(
            "\\b(1[89]|20)\\d\\d\\b|\\d{1,2}:\\d\\d|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d年|\\bago\\b|\\bvor \\d");

    // submitted by … on 24 july 2017 | veröffentlicht am 24.7.2017 von …
    private static final Pattern ISSUED = Pattern.compile(
            "(?:submitted|posted|published|updated|written|gespeichert|eingestellt|veröffentlicht|verfasst|geschrieben"
                    + "|erstellt|aktualisiert|publié|soumis|publicado|pubblicato|inserito|geplaatst|opublikowan|dodan|publicerad"
                    + "|опубликовано|размещено)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern RIGHTS =
            Pattern.compile("(?:©|\\(c\\)) ?(?:copyright|\\d)|copyright\\b|all rights reserved|alle rechte vorbehalten"
                    + "|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados"
                    + "|alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права защищены");

    // photo: …, photograph by …, (credit: …), © …
    private static final Pattern CREDIT = Pattern.compile(
            "©.*|[(\\[]?(photos?|foto|fotos|images?|bild|bilder|picture|credits?|source|quelle|photograph|imagen|imágenes"
                    + "|crédit photo|crédits?|titelbild|beitragsbild|bildquelle|bildnachweis|fotoquelle|image source"
                    + "|photo credits?|image credits?|header image|cover image|image illustrative|image courtesy|photo courtesy|video credit|featured image|foto de"
                    + "|photo de|immagine|illustration|grafik|graphic|screenshot|video)"
                    + "( (by|von|de|par|di|credits?|source|courtesy( of)?|via|from|copyright))?( ?:| ?©| ?/| by ).*"
                    + "|.{0,90}(getty images|shutterstock|istock(photo)?|/ ?afp|/ ?ap|/ ?reuters|/ ?dpa|/ ?epa|unsplash|pixabay"
                    + "|pexels|wikimedia commons|adobe stock|picture alliance|imago images?|/flickr)( ?/[^.]{0,40})?[)\\]]?");

    // sign up for … newsletter | follow us on … | log in or register to …
    private static final Pattern APPEAL = Pattern.compile(
            "(sign up|subscribe|register|get|join|receive|want|jetzt|abonnieren|abonniere|melde[nt]?|hier|inscrivez|abonnez"
                    + "|recevez|suscríbete|suscribete|recibe|apúntate|iscriviti|ricevi|assine|receba|подпишитесь)\\b.{0,120}"
                    + "(newsletters?|inbox|e-?mail alerts?|boletín|rundbrief|рассылк\\p{L}*).*"
                    + "|(please )?(follow|find|like|join|folge|folgen sie|suivez|retrouvez|sigue|síguenos|siguenos|segui|seguici"
                    + "|siga|besuchen sie)\\b.{0,80}\\b(twitter|facebook|instagram|google news|telegram|whatsapp|youtube"
                    + "|linkedin|tiktok|pinterest|flipboard|mastodon|snapchat)\\b.{0,60}"
                    + "|(log in|login|sign in|register|einloggen|anmelden|connectez-vous|inicia sesión|accedi)\\b.{0,20}"
                    + "\\b(to|or|um|oder|pour|para|per)\\b.{0,60}"
                    + "|(this (article|story|content|post) (is|was) (sponsored|brought)|you('ve| have) reached your).*"
                    + "|(have|got) (a|any) (tip|news tip|story|question|comment)\\b.{0,140}"
                    + "|(tags?|filed under|tagged( as)?|schlagw[öo]rter|stichworte|etiquetas|mots-clés|étiquettes|related topics"
                    + "|kategorien?|categories|category|posted in|abgelegt unter|archivado en|topics) ?:.*");

    private static final Pattern CONSENT = Pattern.compile(
            "(we|(this|our) (web)?site) (also )?uses? (\\S+ ){0,3}cookies|(diese|unsere) (\\S+ ){0,2}(web)?(seite|site) (verwendet|nutzt|benutzt)"
                    + " (\\S+ ){0,2}cookies|wir (verwenden|nutzen) (\\S+ ){0,2}cookies|utilis(e|ons) (\\S+ ){0,2}cookies|utiliza(mos)?"
                    + " (\\S+ ){0,2}cookies|utilizza (\\S+ ){0,2}cookie|gebruikt (\\S+ ){0,2}cookies|używa (\\S+ ){0,2}cookie"
                    + "|использует (\\S+ ){0,2}cookie|(accept|akzeptieren|accepter|aceptar) (all|alle|tous|todas) (\\S+ )?cookies"
                    + "|was sind cookies|what are cookies");

    private Phrases() {}

    static boolean isConsent(String text) {
        return text.contains("cookie") && CONSENT.matcher(text).find();
    }

    static boolean isTeaser(String text, double linkDensity) {
        if (text.length() > LONGEST_TEASER || text.length() < 2) {
            return false;
        }
        for (String opening : TEASERS.getOrDefault(text.substring(0, 2), List.of())) {
            if (text.startsWith(opening)) {
                return linkDensity > MOSTLY || (text.length() <= LONGEST_OPENING && !endsASentence(text, opening));
            }
        }
        return false;
    }

    private static boolean endsASentence(String text, String opening) {
        return text.length() > opening.length() + 20 && (text.endsWith(".") || text.endsWith("?"));
    }

    static boolean isDate(String text) {
        if (text.length() > LONGEST_DATE
                || text.length() < 5
                || !DATED.matcher(text).find()) {
            return false;
        }
        if (ISSUED.matcher(text).lookingAt() && !text.endsWith(".")) {
            return true;
        }
        String rest = DATE_WORDS.matcher(text).replaceAll("");
        return rest.chars().noneMatch(Character::isLetter);
    }

    static boolean isControl(String text) {
        return CONTROLS.contains(withoutSigns(text))
                || (text.length() <= 40 && COUNT.matcher(text).matches());
    }

    /** "« zurück", "[+] enlarge" and "Comments are closed." without what is no letter at either end. */
    private static String withoutSigns(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && !Character.isLetterOrDigit(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && !Character.isLetterOrDigit(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        String words = text.substring(start, end);
        boolean saysAWord = words.indexOf(' ') < 0 && SAID.indexOf(text.charAt(text.length() - 1)) >= 0;
        return saysAWord ? text : words;
    }

    static boolean isCredit(String text) {
        return text.length() <= LONGEST_CREDIT && CREDIT.matcher(text).matches();
    }

    /** @param opening the first characters of a text */
    static boolean isAboutRights(String opening) {
        return RIGHTS.matcher(opening).lookingAt();
    }

    static boolean isAppeal(String text) {
        return APPEAL.matcher(text).matches();
    }
}
