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
    private static final int LONGEST_COUNT = 40;

    /** Openings of a block that is a teaser when it is mostly a link or ends with the opening. */
    private static final List<String> TEASERS = List.of(
            "also read",
            "also on",
            "auch interessant",
            "ähnliche artikel",
            "ähnliche beiträge",
            "ähnliche themen",
            "das könnte sie auch",
            "verwandte artikel",
            "verwandte themen",
            "weitere themen",
            "weitere nachrichten",
            "mehr aus",
            "sie könnten auch",
            "kunden kauften auch",
            "customers also",
            "auch auf",
            "das könnte",
            "das thema könnte",
            "continue reading",
            "don't miss",
            "further reading",
            "lesen sie",
            "lesetipp",
            "leggi anche",
            "leggi tutto",
            "lea también",
            "lee también",
            "leia também",
            "leia mais",
            "lees ook",
            "lire aussi",
            "à lire",
            "a lire aussi",
            "mehr zum thema",
            "mehr zu",
            "more from",
            "more on this",
            "more:",
            "more stories",
            "most popular",
            "most read",
            "meistgelesen",
            "noticias relacionadas",
            "nachrichten zum thema",
            "articles liés",
            "artículos relacionados",
            "articoli correlati",
            "read also",
            "read:",
            "read more",
            "read next",
            "recommended",
            "related",
            "see also:",
            "siehe auch:",
            "sie könnten auch",
            "sur le même sujet",
            "te puede interesar",
            "te recomendamos",
            "lade weitere",
            "sign up",
            "share this",
            "submit your",
            "sponsored",
            "subscribe",
            "trending",
            "up next",
            "ver también",
            "vedi anche",
            "voir aussi",
            "watch:",
            "watch now",
            "weiterführende",
            "weiterlesen",
            "weitere artikel",
            "zum thema",
            "you may also",
            "you may like",
            "you might also",
            "zobacz też",
            "czytaj także",
            "czytaj też",
            "читайте также",
            "читать далее",
            "смотрите также",
            "по теме",
            "関連記事",
            "相关阅读",
            "相關閱讀");

    private static final Map<Character, List<String>> TEASERS_BY_FIRST =
            TEASERS.stream().collect(Collectors.groupingBy(opening -> opening.charAt(0)));

    private static final Set<String> CONTROLS = Set.of(
            "advertisement",
            "advertisement:",
            "advertising",
            "ad",
            "ads",
            "anzeige",
            "werbung",
            "publicité",
            "publicidad",
            "pubblicità",
            "reklama",
            "реклама",
            "- anzeige -",
            "- advertisement -",
            "advert",
            "sponsored content",
            "story continues below",
            "story continues below advertisement",
            "article continues below",
            "article continues after advertisement",
            "continue reading the main story",
            "continue reading below",
            "scroll to continue",
            "scroll down to continue",
            "continues after advertising",
            "skip advertisement",
            "share",
            "share this",
            "share this:",
            "share article",
            "share this article",
            "share on",
            "share on facebook",
            "share on twitter",
            "tweet",
            "print",
            "email",
            "e-mail",
            "save",
            "pin it",
            "like",
            "follow",
            "reply",
            "comment",
            "comments",
            "facebook",
            "twitter",
            "whatsapp",
            "linkedin",
            "pinterest",
            "reddit",
            "telegram",
            "copy link",
            "link copied",
            "drucken",
            "teilen",
            "merken",
            "senden",
            "kommentieren",
            "antworten",
            "kommentare",
            "compartir",
            "imprimir",
            "enviar",
            "partager",
            "imprimer",
            "envoyer",
            "commenter",
            "condividi",
            "stampa",
            "commenta",
            "поделиться",
            "комментарии",
            "分享",
            "enlarge",
            "[+] enlarge",
            "+ enlarge",
            "enlarge image",
            "enlarge this image",
            "toggle caption",
            "hide caption",
            "play video",
            "watch video",
            "view gallery",
            "view image",
            "view photos",
            "bild vergrößern",
            "bilderstrecke",
            "zur galerie",
            "ampliar foto",
            "ver galería",
            "agrandir",
            "image copyright",
            "leave a comment",
            "leave a reply",
            "add a comment",
            "post a comment",
            "post comment",
            "write a comment",
            "no comments",
            "comments are closed",
            "comments are closed.",
            "kommentare schreiben",
            "kommentar schreiben",
            "kommentare geschlossen",
            "kommentar hinterlassen",
            "schreibe einen kommentar",
            "was denkst du?",
            "laisser un commentaire",
            "ajouter un commentaire",
            "deja un comentario",
            "deja tu comentario",
            "lascia un commento",
            "back to top",
            "nach oben",
            "zurück",
            "top",
            "next",
            "previous",
            "next page",
            "next article",
            "previous article",
            "next post",
            "previous post",
            "weiter",
            "load more",
            "show more",
            "see more",
            "view more",
            "mehr laden",
            "mehr anzeigen",
            "cargar más",
            "charger plus",
            "read full article",
            "read the full article",
            "read the full story",
            "click to read more",
            "click here",
            "mehr erfahren",
            "learn more",
            "en savoir plus",
            "+ follow",
            "follow us",
            "subscribe now",
            "jetzt spenden!",
            "donate",
            "donate now",
            "close",
            "schließen",
            "cerrar",
            "fermer",
            "chiudi",
            "print this page",
            "download pdf",
            "als pdf herunterladen");

    // 12 comments | (3) kommentare | 1/24 | 3 of 10 | 5 min read
    private static final Pattern COUNT = Pattern.compile(
            "\\(?\\d[\\d.,k ]{0,8}\\)?\\+? ?(comments?|kommentare?|comentarios?|commentaires?|commenti|shares?|likes?|views?"
                    + "|antworten|replies|responses?|aufrufe|kudos|votes?|retweets?|reactions?|photos?|bilder|fotos"
                    + "|min(utes?)?\\.? read|min\\.? lesezeit|комментари\\p{L}*)?"
                    + "|(comments?|kommentare?( insgesamt)?|comentarios|commentaires|commenti|aufrufe|views|shares)[ :]*\\(?\\d+\\)?"
                    + "|(image |bild |photo |foto |slide )?\\d+ ?(/|of|von|de|sur|di|из) ?\\d+");
    private static final Pattern READING_TIME = Pattern.compile(
            "(reading time|read time|lesezeit|lesedauer|tiempo de lectura|temps de lecture)[: ].{0,20}");

    private static final Pattern DATE_WORDS = Pattern.compile(
            "\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august"
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
                    + "|actualizado|el|a|las|pubblicato|aggiornato|il|alle|ore|de|del|h|gmt|utc|est|edt|et|pst|pdt|pt|bst|ist"
                    + "|cet|cest|st|nd|rd|th|ago|vor|hace|il|y|hours?|minutes?|days?|stunden?|minuten|tagen?|horas?|heures?)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern DATED = Pattern.compile(
            "\\b(1[89]|20)\\d\\d\\b|\\d{1,2}:\\d\\d|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d年|\\bvor \\d");
    private static final Pattern AGO = Pattern.compile("\\bago\\b");

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
        if (text.isEmpty() || text.length() > LONGEST_TEASER) {
            return false;
        }
        for (String opening : TEASERS_BY_FIRST.getOrDefault(text.charAt(0), List.of())) {
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
        if (text.length() > LONGEST_DATE || !isDated(text)) {
            return false;
        }
        String rest = DATE_WORDS.matcher(text).replaceAll("");
        return rest.chars().noneMatch(Character::isLetter) && text.length() > 4;
    }

    private static boolean isDated(String text) {
        return (hasDigit(text) && DATED.matcher(text).find())
                || (text.contains("ago") && AGO.matcher(text).find());
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    static boolean isControl(String text) {
        return CONTROLS.contains(text)
                || (text.length() <= LONGEST_COUNT
                        && ((hasDigit(text) && COUNT.matcher(text).matches())
                                || READING_TIME.matcher(text).matches()));
    }

    static boolean isAppeal(String text) {
        return APPEAL.matcher(text).matches();
    }
}
