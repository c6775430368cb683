package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.Substrings;
import dev.millrace.pipeline.words.PythonCharacters;
import dev.millrace.pipeline.words.Spans;
import java.util.List;
import java.util.Locale;

/** Lines of a text that hold list items, notices of scripts and cookies, or filler. */
final class NoticeCounts {
    private static final String BULLETS = "•●◦▪‣⁃·*-–—+»›►▶✓✔○■□◆";

    private static final Substrings SCRIPT = new Substrings(List.of(
            "enable javascript",
            "javascript is disabled",
            "javascript is not enabled",
            "javascript disabled",
            "javascript must be enabled",
            "javascript to be enabled",
            "requires javascript",
            "turn on javascript",
            "javascript in your browser",
            "without javascript",
            "javascript aktivieren",
            "javascript ist deaktiviert",
            "aktivieren sie javascript",
            "activer javascript",
            "activez javascript",
            "javascript est désactivé",
            "habilitar javascript",
            "habilite javascript",
            "activar javascript",
            "active javascript",
            "abilitare javascript",
            "attivare javascript",
            "ativar o javascript",
            "ative o javascript",
            "javascript inschakelen",
            "schakel javascript in",
            "włącz javascript",
            "włączyć javascript",
            "включите javascript",
            "включить javascript",
            "javascriptを有効",
            "启用javascript",
            "啟用javascript"));

    private static final Substrings COOKIES = new Substrings(List.of(
            "uses cookies",
            "use cookies",
            "use of cookies",
            "using cookies",
            "cookie policy",
            "cookies policy",
            "cookie settings",
            "cookie preferences",
            "accept cookies",
            "accept all cookies",
            "reject all cookies",
            "cookie consent",
            "verwendet cookies",
            "verwenden cookies",
            "nutzt cookies",
            "cookie-richtlinie",
            "cookie-einstellungen",
            "cookies akzeptieren",
            "utilise des cookies",
            "utilisons des cookies",
            "utilisation de cookies",
            "utilisation des cookies",
            "politique de cookies",
            "accepter les cookies",
            "utiliza cookies",
            "utilizamos cookies",
            "uso de cookies",
            "política de cookies",
            "aceptar cookies",
            "utilizza cookie",
            "utilizziamo cookie",
            "utilizza i cookie",
            "uso dei cookie",
            "cookie e tecnologie",
            "accetta i cookie",
            "usa cookies",
            "aceitar cookies",
            "gebruikt cookies",
            "gebruiken cookies",
            "gebruik van cookies",
            "cookies accepteren",
            "używa plików cookie",
            "używamy plików cookie",
            "pliki cookie",
            "plików cookies",
            "använder cookies",
            "bruger cookies",
            "bruker cookies",
            "informasjonskapsler",
            "käyttää evästeitä",
            "používá cookies",
            "soubory cookie",
            "использует файлы cookie",
            "использует cookie",
            "используем файлы cookie",
            "çerezleri kullan",
            "cookieを使用",
            "クッキーを使用",
            "使用cookie"));

    private static final Substrings FILLER = new Substrings(List.of("lorem ipsum", "dolor sit amet"));

    private final Spans lines = new Spans();
    private long reading;
    private int filled;
    private int items;
    private int scripts;
    private int cookies;
    private int fillers;

    NoticeCounts of(MeasuredText text) {
        if (reading == text.reading()) {
            return this;
        }
        reading = text.reading();
        lines.clear();
        DclmLines.lines(text, lines);
        filled = lines.size();
        items = 0;
        scripts = 0;
        cookies = 0;
        fillers = 0;
        for (int i = 0; i < lines.size(); i++) {
            items += item(text.chars(), lines.start(i), lines.end(i)) ? 1 : 0;
            String line = new String(text.chars(), lines.start(i), lines.length(i)).toLowerCase(Locale.ROOT);
            scripts += line.contains("javascript") && SCRIPT.in(line) ? 1 : 0;
            cookies += COOKIES.in(line) ? 1 : 0;
            fillers += FILLER.in(line) ? 1 : 0;
        }
        return this;
    }

    /** {@code ^[bullet] | ^\(?(\d{1,3}|[a-zA-Z])[.)]\s} */
    private static boolean item(char[] text, int from, int to) {
        if (BULLETS.indexOf(text[from]) >= 0) {
            return true;
        }
        int at = text[from] == '(' ? from + 1 : from;
        int digits = at;
        while (digits < to && digits - at < 3 && text[digits] >= '0' && text[digits] <= '9') {
            digits++;
        }
        if (digits == at && at < to && text[at] < 0x80 && PythonCharacters.isAlpha(text[at])) {
            digits++;
        }
        boolean marked = digits > at && digits < to && (text[digits] == '.' || text[digits] == ')');
        return marked && digits + 1 < to && text[digits + 1] == ' ';
    }

    /** Share of lines that are list items; 0 without lines. */
    double itemShare() {
        return share(items);
    }

    /** Share of lines that ask for JavaScript. */
    double scriptShare() {
        return share(scripts);
    }

    /** Share of lines that speak of cookies. */
    double cookieShare() {
        return share(cookies);
    }

    /** Lines of filler text. */
    int fillers() {
        return fillers;
    }

    private double share(int count) {
        return filled == 0 ? 0 : (double) count / filled;
    }
}
