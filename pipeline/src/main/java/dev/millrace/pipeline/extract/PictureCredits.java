package dev.millrace.pipeline.extract;

import java.util.List;
import java.util.regex.Pattern;

/** Lines that say whose a picture is. Texts come in lower case, on one line. */
final class PictureCredits {
    private static final int LONGEST = 140;

    // photo: …, photograph by …, (credit: …), © …
    private static final Pattern OPENING = Pattern.compile(
            "[(\\[]?(photos?|foto|fotos|images?|bild|bilder|picture|credits?|source|quelle|photograph|imagen|imágenes"
                    + "|crédit photo|crédits?|titelbild|beitragsbild|bildquelle|bildnachweis|fotoquelle|image source"
                    + "|photo credits?|image credits?|header image|cover image|image illustrative|image courtesy|photo courtesy|video credit|featured image|foto de"
                    + "|photo de|immagine|illustration|grafik|graphic|screenshot|video)"
                    + "( (by|von|de|par|di|credits?|source|courtesy( of)?|via|from|copyright))?( ?:| ?©| ?/| by ).*"
                    + "|©.*");

    private static final List<String> AGENCIES = List.of(
            "getty images",
            "shutterstock",
            "istockphoto",
            "istock",
            "unsplash",
            "pixabay",
            "pexels",
            "wikimedia commons",
            "adobe stock",
            "picture alliance",
            "imago images",
            "imago image",
            "/flickr");

    // a name / agency / more)
    private static final Pattern AGENCY = Pattern.compile(
            ".{0,90}(/ ?(?:afp|ap|reuters|dpa|epa)|" + String.join("|", AGENCIES) + ")( ?/[^.]{0,40})?[)\\]]?");

    private PictureCredits() {}

    static boolean isCredit(String text) {
        return text.length() <= LONGEST
                && (OPENING.matcher(text).matches()
                        || (mayNameAgency(text) && AGENCY.matcher(text).matches()));
    }

    /** Far quicker than the pattern. */
    private static boolean mayNameAgency(String text) {
        return text.indexOf('/') >= 0 || AGENCIES.stream().anyMatch(text::contains);
    }
}
