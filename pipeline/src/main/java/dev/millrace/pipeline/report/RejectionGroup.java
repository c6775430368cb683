package dev.millrace.pipeline.report;

import java.util.List;
import java.util.Optional;

/**
 * Documents that one rule rejected.
 *
 * @param share of the documents that the first job read, 0 to 1
 * @param examples those with the smallest ids
 */
public record RejectionGroup(
        String job, String stage, String rule, long documents, double share, List<Example> examples) {
    public RejectionGroup {
        job = SafeText.line(job, SafeText.NAME);
        stage = SafeText.line(stage, SafeText.NAME);
        rule = SafeText.line(rule, SafeText.NAME);
        examples = List.copyOf(examples);
    }

    /**
     * One rejected document.
     *
     * @param source and the place within it
     * @param address that the source states; empty when it states none
     * @param detail cause in words; empty where the numbers say it all
     * @param survivor id of the document kept in place of this duplicate; empty for other reasons
     * @param text its beginning
     */
    public record Example(
            String id,
            String source,
            String address,
            Optional<Double> measured,
            Optional<Double> limit,
            String detail,
            String survivor,
            String text) {
        public Example {
            id = SafeText.line(id, SafeText.NAME);
            source = SafeText.line(source, SafeText.NAME);
            address = SafeText.line(address, SafeText.NAME);
            measured = measured.filter(Double::isFinite);
            limit = limit.filter(Double::isFinite);
            detail = SafeText.line(detail, SafeText.EXCERPT);
            survivor = SafeText.line(survivor, SafeText.NAME);
            text = SafeText.line(text, SafeText.EXCERPT);
        }
    }
}
