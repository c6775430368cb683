package dev.millrace.jobs.text;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.source.Outcomes;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.storage.Storage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Extraction's rate in one thread.
 *
 * @param pages of a round
 * @param bytes of a round
 * @param seconds CPU time of the best round
 * @param slowest CPU seconds of the page that took longest, in the best round for it
 * @param slowestPage where that page is from
 */
public record ExtractBench(int pages, long bytes, double seconds, double slowest, String slowestPage) {
    /**
     * Reads all pages into memory, then extracts them so many times.
     *
     * @throws IllegalArgumentException when there are no pages
     */
    public static ExtractBench run(Configuration configuration, int rounds) {
        List<Document> pages = pages(configuration.read("source", SourceSettings.class));
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("no pages to measure");
        }
        ExtractStage stage = new ExtractStage(configuration.read("stages.extract", ExtractSettings.class));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] best = new double[pages.size()];
        Arrays.fill(best, Double.MAX_VALUE);
        double seconds = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            double all = 0;
            for (int i = 0; i < best.length; i++) {
                long began = threads.getCurrentThreadCpuTime();
                stage.apply(pages.get(i));
                double one = (threads.getCurrentThreadCpuTime() - began) / 1e9;
                best[i] = Math.min(best[i], one);
                all += one;
            }
            seconds = Math.min(seconds, all);
        }
        int slowest = 0;
        for (int i = 1; i < best.length; i++) {
            slowest = best[i] > best[slowest] ? i : slowest;
        }
        long bytes = pages.stream().mapToLong(ExtractBench::bytes).sum();
        String from = pages.get(slowest).provenance().source();
        return new ExtractBench(pages.size(), bytes, seconds, best[slowest], from);
    }

    public double pagesPerSecond() {
        return pages / seconds;
    }

    public double bytesPerSecond() {
        return bytes / seconds;
    }

    private static List<Document> pages(SourceSettings settings) {
        org.apache.hadoop.conf.Configuration hadoop = Storage.settings();
        List<Document> pages = new ArrayList<>();
        for (SourceUnit unit : Sources.list(settings, hadoop)) {
            try (Outcomes outcomes = Sources.read(unit, settings, hadoop)) {
                while (outcomes.hasNext()) {
                    Outcome outcome = outcomes.next();
                    if (outcome instanceof Outcome.Kept && outcome.document().content() instanceof Content.Payload) {
                        pages.add(outcome.document());
                    }
                }
            }
        }
        return pages;
    }

    private static long bytes(Document page) {
        return page.content() instanceof Content.Payload payload ? payload.bytes().length : 0;
    }
}
