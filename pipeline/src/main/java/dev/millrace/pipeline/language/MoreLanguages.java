package dev.millrace.pipeline.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights for languages that Tika's model lacks, on its n-grams. They were fitted by logistic regression, its weights and
 * the score's form held fixed, on about sixty paragraphs of each language (the Universal Declaration of Human Rights)
 * beside texts in the languages that it knows; what is below .003 was left out.
 *
 * <p>The first line of {@value #RESOURCE} names the languages; each further one is {@code ngram TAB (language
 * thousandths) SPACE …}, such as {@code ʼo TAB to+9 qu-3}.
 */
final class MoreLanguages {
    private static final String RESOURCE = "more-languages.tsv";
    private static final float UNIT = .001f;

    private final List<String> languages;
    private final Map<String, String> weights = new HashMap<>();

    private MoreLanguages(BufferedReader lines) throws IOException {
        languages = List.of(lines.readLine().split(" "));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int tab = line.indexOf('\t');
            weights.put(line.substring(0, tab), line.substring(tab + 1));
        }
    }

    static MoreLanguages read() {
        try (InputStream in = MoreLanguages.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new MoreLanguages(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the language weights " + RESOURCE, e);
        }
    }

    List<String> languages() {
        return languages;
    }

    /** A row with its weights for these languages, whose classes begin at {@code first}. */
    NgramRow extended(NgramRow row, int first) {
        String more = weights.get(row.ngram());
        if (more == null) {
            return row;
        }
        String[] entries = more.split(" ");
        int known = row.outcomes().length;
        int[] outcomes = Arrays.copyOf(row.outcomes(), known + entries.length);
        float[] values = Arrays.copyOf(row.weights(), known + entries.length);
        for (int i = 0; i < entries.length; i++) {
            int sign = entries[i].indexOf('-') < 0 ? entries[i].indexOf('+') : entries[i].indexOf('-');
            outcomes[known + i] = first + languages.indexOf(entries[i].substring(0, sign));
            values[known + i] = Integer.parseInt(entries[i].substring(sign)) * UNIT;
        }
        return new NgramRow(row.ngram(), outcomes, values);
    }
}
