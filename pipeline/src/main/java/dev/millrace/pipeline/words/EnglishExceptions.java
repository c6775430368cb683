package dev.millrace.pipeline.words;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Words that spaCy's English tokeniser keeps whole or splits in a way of their own (3.8,
 * lang/tokenizer_exceptions.py and lang/en/tokenizer_exceptions.py): contractions, abbreviations, times, emoticons.
 */
final class EnglishExceptions {
    private static final Set<String> NO_CONTRACTIONS = Set.of(
            "Ill", "ill", "Its", "its", "Hell", "hell", "Shell", "shell", "Shed", "shed", "were", "Were", "Well",
            "well", "Whore", "whore");

    private static final String EMOTICONS = """
            :) :-) :)) :-)) :))) :-))) (: (-: =) (= :] :-] [: [-: [= =] :o) (o: :} :-} 8) 8-) (-8 ;) ;-) (; (-; :(
            :-( :(( :-(( :((( :-((( ): )-: =( >:( :') :'-) :'( :'-( :/ :-/ =/ =| :| :-| ]= =[ :1 :P :-P :p :-p :O :-O
            :o :-o :0 :-0 :() >:o :* :-* :3 :-3 =3 :> :-> :X :-X :x :-x :D :-D ;D ;-D =D xD XD xDD XDD 8D 8-D ^_^ ^__^
            ^___^ >.< >.> <.< ._. ;_; -_- -__- v.v V.V v_v V_V o_o o_O O_o O_O 0_o o_0 0_0 o.O O.o O.O o.o 0.0 o.0 0.o
            @_@ <3 <33 <333 </3 (^_^) (-_-) (._.) (>_<) (*_*) (¬_¬) ಠ_ಠ ಠ︵ಠ (ಠ_ಠ) ¯\\(ツ)/¯ (╯°□°）╯︵┻━┻ ><(((*>""";

    private static final String WHOLE = """
            \\t \\n — ' \\") <space> '' C++ ä. ö. ü.
            doin goin nothin nuthin ol somethin Doin Goin Nothin Nuthin Ol Somethin
            doin' goin' nothin' nuthin' ol' somethin' Doin' Goin' Nothin' Nuthin' Ol' Somethin'
            em ll nuff 'em 'll 'nuff 'S 's ‘S ‘s and/or w/o 're 'Cause 'cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout
            ma'am Ma'am o'clock O'clock lovin' Lovin' lovin Lovin havin' Havin' havin Havin 'd
            Mt. Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan. Jul.
            Jun. Kan. Kans. Ky. La. Mar. Mass. Mich. Minn. Miss. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov.
            Oct. Okla. Ore. Pa. S.C. Sep. Sept. Tenn. Va. Wash. Wis. a.m. Adm. Bros. co. Co. Corp. D.C. Dr. e.g. E.g.
            E.G. Gen. Gov. i.e. I.e. I.E. Inc. Jr. Ltd. Md. Messrs. Mo. Mont. Mr. Mrs. Ms. p.m. Ph.D. Prof. Rep. Rev.
            Sen. St. vs. v.s.""";

    private static final String SPLIT = """
            y'|all y|all how|'d|'y How|'d|'y not|'ve not|ve Not|'ve Not|ve can|not Can|not gon|na Gon|na got|ta Got|ta
            let|'s Let|'s c'm|on C'm|on °|C|. °|F|. °|K|. °|c|. °|f|. °|k|.""";

    private EnglishExceptions() {}

    /** The pieces of each exception, by the exception. */
    static Map<String, List<String>> all() {
        Map<String, List<String>> cases = new TreeMap<>();
        for (String whole : (EMOTICONS + " " + WHOLE).split("\\s+")) {
            cases.put(whole, List.of(whole));
        }
        for (char letter = 'a'; letter <= 'z'; letter++) {
            cases.put(letter + ".", List.of(letter + "."));
        }
        addContractions(cases);
        for (int hour = 1; hour <= 12; hour++) {
            for (String half : List.of("a.m.", "am", "p.m.", "pm")) {
                put(cases, String.valueOf(hour), half);
            }
        }
        for (String split : SPLIT.split("\\s+")) {
            put(cases, split.split("\\|"));
        }
        NO_CONTRACTIONS.forEach(cases::remove);
        return withCurlyApostrophes(cases);
    }

    private static void addContractions(Map<String, List<String>> cases) {
        addAll(cases, List.of("i"), List.of("'m", "'m a"));
        addAll(cases, List.of("i", "you", "he", "she", "it", "we", "they"), List.of("'ll", "'ll 've", "'d", "'d 've"));
        addAll(cases, List.of("i", "you", "we", "they"), List.of("'ve"));
        addAll(cases, List.of("you", "we", "they"), List.of("'re"));
        addAll(cases, List.of("he", "she", "it"), List.of("'s"));
        List<String> questions = List.of("who", "what", "when", "where", "why", "how", "there");
        addAll(cases, questions, List.of("'s", "'ll", "'ll 've", "'re", "'ve", "'d", "'d 've"));
        addAll(cases, List.of("that", "this"), List.of("'s", "'ll", "'ll 've", "'d", "'d 've"));
        addAll(cases, List.of("these", "those"), List.of("'ll", "'ll 've", "'re", "'ve", "'d", "'d 've"));
        List<String> modals = List.of(
                "ca", "could", "do", "does", "did", "had", "may", "might", "must", "need", "ought", "sha", "should",
                "wo", "would");
        addAll(cases, modals, List.of("n't", "n't 've"));
        addAll(cases, List.of("could", "might", "must", "should", "would"), List.of("'ve"));
        addAll(cases, List.of("ai", "are", "is", "was", "were", "have", "has", "dare"), List.of("n't"));
    }

    /** Each stem, also capitalised, with each ending, also without its apostrophes. */
    private static void addAll(Map<String, List<String>> cases, List<String> stems, List<String> endings) {
        for (String stem : stems) {
            for (String ending : endings) {
                String capitalised = Character.toUpperCase(stem.charAt(0)) + stem.substring(1);
                for (String form : List.of(ending, ending.replace("'", ""))) {
                    put(cases, (stem + " " + form).split(" "));
                    put(cases, (capitalised + " " + form).split(" "));
                }
            }
        }
    }

    private static void put(Map<String, List<String>> cases, String... pieces) {
        cases.put(String.join("", pieces), List.of(pieces));
    }

    private static Map<String, List<String>> withCurlyApostrophes(Map<String, List<String>> cases) {
        Map<String, List<String>> more = new TreeMap<>(cases);
        cases.forEach((text, pieces) -> {
            if (text.indexOf('\'') >= 0) {
                put(more, pieces.stream().map(piece -> piece.replace('\'', '’')).toArray(String[]::new));
            }
        });
        return more;
    }
}
