package dev.millrace.jobs.flow;

import dev.millrace.jobs.job.CrawlCleanJob;
import dev.millrace.jobs.job.DedupeJob;
import dev.millrace.jobs.job.EvaluateJob;
import dev.millrace.jobs.job.FilterJob;
import dev.millrace.jobs.job.GenerateJob;
import dev.millrace.jobs.job.PretrainJob;
import dev.millrace.jobs.job.TokenizeJob;
import dev.millrace.jobs.job.TrainTokenizerJob;
import dev.millrace.jobs.job.WriteReportJob;
import dev.millrace.jobs.summary.Summary;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the quick start ends with. */
final class ClosingText {
    private ClosingText() {}

    /** @param summaries by command */
    static void print(Map<String, Summary> summaries, PrintStream out) {
        out.println();
        funnel(summaries, out);
        tokenizer(summaries, out);
        model(summaries, out);
        samples(summaries.get(GenerateJob.NAME), out);
        out.println("Report          "
                + summaries.get(WriteReportJob.NAME).figures().get(WriteReportJob.PAGE));
    }

    private static void funnel(Map<String, Summary> summaries, PrintStream out) {
        Summary first = summaries.get(CrawlCleanJob.NAME);
        Summary last = summaries.get(FilterJob.NAME);
        out.println(format("Documents       %,d in, %s kept", first.processed(), last.figure("kept")));
        for (String job : List.of(CrawlCleanJob.NAME, DedupeJob.NAME, FilterJob.NAME)) {
            Summary summary = summaries.get(job);
            out.println(format("  %-13s %,d in, %s kept", job, summary.processed(), summary.figure("kept")));
            if (summary.figures().get("rejected by rule") instanceof Map<?, ?> rules) {
                rules.forEach((rule, count) -> out.println(format("    %,9d %s", (Number) count, rule)));
            }
        }
        out.println(format("Duplicates      %s", summaries.get(DedupeJob.NAME).figure("rejected")));
    }

    private static void tokenizer(Map<String, Summary> summaries, PrintStream out) {
        Summary trained = summaries.get(TrainTokenizerJob.NAME);
        out.println(format(
                "Tokenizer       vocabulary %s, %s bytes a token, fertility %s tokens a word, unknown %s",
                trained.figure("vocabulary"),
                trained.figure("bytes-per-token"),
                trained.figure("fertility"),
                trained.figure("unknown-rate")));
        Summary shards = summaries.get(TokenizeJob.NAME);
        out.println(format("Tokens          %,d", shards.processed()));
    }

    private static void model(Map<String, Summary> summaries, PrintStream out) {
        Summary trained = summaries.get(PretrainJob.NAME);
        out.println(format(
                "Model           %s parameters, %s steps; training loss first %s, last %s",
                trained.figure("parameters"),
                trained.figure("steps"),
                trained.figure("first loss"),
                trained.figure("last loss")));
        Summary measured = summaries.get(EvaluateJob.NAME);
        out.println(format(
                "Validation      loss %s nats a token; perplexity %s, %s bits a byte",
                measured.figure("validation loss"), measured.figure("perplexity"), measured.figure("bits per byte")));
        out.println(format(
                "  unigrams only entropy %s nats a token; perplexity %s, %s bits a byte",
                measured.figure("unigram entropy"),
                measured.figure("unigram perplexity"),
                measured.figure("unigram bits per byte")));
        if (measured.figures().containsKey("n-gram perplexity")) {
            out.println(format(
                    "  n-gram model  loss %s nats a token; perplexity %s, %s bits a byte",
                    measured.figure("n-gram loss"),
                    measured.figure("n-gram perplexity"),
                    measured.figure("n-gram bits per byte")));
        }
    }

    private static void samples(Summary generated, PrintStream out) {
        out.println("Samples");
        int number = 0;
        for (GenerateJob.Sample sample : GenerateJob.samples(generated)) {
            number++;
            String text = (sample.prompt() + "|" + sample.text()).strip();
            out.println(format("  %d  %s", number, text.replace("\n", "\n     ")));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
