package dev.millrace.pipeline.report;

import dev.millrace.pipeline.report.Distribution.Bin;
import dev.millrace.pipeline.report.Distribution.Limit;
import dev.millrace.pipeline.report.Distribution.Quantiles;
import dev.millrace.pipeline.report.Distribution.Scale;
import dev.millrace.pipeline.report.JobFunnel.StageFlow;
import dev.millrace.pipeline.report.RejectionGroup.Example;
import dev.millrace.pipeline.report.SourceFigures.Damage;
import dev.millrace.pipeline.report.SourceFigures.Flow;
import dev.millrace.pipeline.report.SourceFigures.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports made by hand. */
public final class Figures {
    public static final String HOSTILE = "</p><script>alert('x')</script><img src=x onerror=\"alert(1)\">"
            + "\u0000\u0007\u001b[31m \u202Eevil\u2066 \uD800 & \uFFFF " + "w".repeat(1_000_000);

    private static final String ID = "00f1a2b3c4d5e6f708192a3b4c5d6e7f";

    private Figures() {}

    public static ReportData empty() {
        return report("empty", List.of(), List.of(), TextFigures.none());
    }

    public static ReportData oneDocument() {
        Distribution length = new Distribution(
                "characters",
                Scale.LOGARITHMIC,
                1,
                new Quantiles(12, 12, 12, 12, 12, 12, 12),
                List.of(new Bin(10, 13.3, 1, 0)),
                List.of());
        return report(
                "one",
                List.of(new JobFunnel("crawl-clean", 1, 1, List.of())),
                List.of(),
                new TextFigures(
                        List.of(new TextFigures.Language("en", 1, 12, 1)), List.of(length), List.of(), List.of()));
    }

    /** Every text that a document or a file name can bring in is hostile. */
    public static ReportData hostile() {
        Example example = new Example(
                HOSTILE, HOSTILE, HOSTILE, Optional.of(Double.NaN), Optional.of(1.0), HOSTILE, HOSTILE, HOSTILE);
        DuplicateFigures.Member member =
                new DuplicateFigures.Member(HOSTILE, HOSTILE, HOSTILE, HOSTILE, Optional.of(0.9), HOSTILE);
        Ranking ranking = new Ranking(List.of(new Flow(HOSTILE, 2, 1)), 1);
        Distribution scores = new Distribution(
                HOSTILE,
                Scale.LINEAR,
                1,
                new Quantiles(0, 0, 0, 0, 0, 0, 0),
                List.of(new Bin(0, 0, 1, 0)),
                List.of(new Limit(HOSTILE, 0)));
        return new ReportData(
                HOSTILE,
                new Origin(
                        List.of(new Origin.CommittedStage(HOSTILE, HOSTILE, HOSTILE, 1, 1)),
                        new TreeMap<>(Map.of("spark", "3"))),
                List.of(new JobFunnel(HOSTILE, 2, 1, List.of(new StageFlow(HOSTILE, 2, 1)))),
                List.of(new RejectionGroup(HOSTILE, HOSTILE, HOSTILE, 1, 0.5, List.of(example))),
                new TextFigures(
                        List.of(new TextFigures.Language(HOSTILE, 1, 1, 1)),
                        List.of(scores),
                        List.of(scores),
                        List.of(new TextFigures.PersonalData(HOSTILE, 1, 1))),
                Optional.of(new DuplicateFigures(
                        1,
                        1,
                        List.of(new DuplicateFigures.SizeBin(2, 2, 1)),
                        List.of(new DuplicateFigures.Cluster(2, Optional.of(member), List.of(member))))),
                new SourceFigures(ranking, ranking, List.of(new Damage(HOSTILE, 7, HOSTILE, HOSTILE))),
                Optional.of(new TokenizerFigures(HOSTILE, 1, 1, List.of(HOSTILE), List.of(HOSTILE))),
                Optional.of(new ShardFigures(
                        8, 1, HOSTILE, List.of(new ShardFigures.Split(HOSTILE, 1, 1, 0, 0, 1, Double.NaN)))),
                Optional.of(new TrainingFigures(
                        1,
                        List.of(new TrainingFigures.LossPoint(1, Double.NaN, 0, 0)),
                        Optional.of(new TrainingFigures.Evaluation(
                                HOSTILE, Double.NaN, Double.POSITIVE_INFINITY, 1, Optional.empty())),
                        List.of(new TrainingFigures.Sample(HOSTILE, HOSTILE)))),
                List.of(new Timing(HOSTILE, 0, 1, HOSTILE)));
    }

    /** As large and as uneven as a real one. */
    public static ReportData realistic() {
        List<JobFunnel> funnel = List.of(
                new JobFunnel(
                        "crawl-clean",
                        11_284,
                        10_121,
                        List.of(
                                new StageFlow("source", 11_284, 11_271),
                                new StageFlow("extract", 11_271, 10_902),
                                new StageFlow("normalise", 10_902, 10_902),
                                new StageFlow("language", 10_902, 10_121))),
                new JobFunnel(
                        "dedupe",
                        10_121,
                        5_877,
                        List.of(new StageFlow("exact", 10_121, 7_040), new StageFlow("minhash", 7_040, 5_877))),
                new JobFunnel(
                        "filter",
                        5_877,
                        3_412,
                        List.of(
                                new StageFlow("gopher-repetition-datatrove", 5_877, 4_019),
                                new StageFlow("gopher-quality-datatrove", 4_019, 3_412))));
        return new ReportData(
                "Javadoc of nine Java libraries",
                new Origin(
                        List.of(
                                committed("crawl-clean", 8, 61_204_991),
                                committed("dedupe", 8, 58_030_112),
                                committed("filter", 8, 31_877_450),
                                committed("tokenizer", 1, 412_233),
                                committed("tokens", 6, 14_500_221)),
                        new TreeMap<>(Map.of("spark", "3.5.7"))),
                funnel,
                rejections(),
                texts(),
                Optional.of(duplicates()),
                sources(),
                Optional.of(new TokenizerFigures(
                        "BPE",
                        8192,
                        7935,
                        List.of("<|endoftext|>"),
                        List.of("ĠIllegalArgumentException", "ĠUnsupportedOperation", "Ġspecified", "Ġtransformer"))),
                Optional.of(new ShardFigures(
                        256,
                        42,
                        "9b6f2f1a55c1ff0e6a1d2c3b4a5f60718293a4b5c6d7e8f90112233445566778",
                        List.of(
                                new ShardFigures.Split("train", 3_071, 11_204_112, 2_771_020, 10_824, 4, 6.4312),
                                new ShardFigures.Split("validation", 171, 640_200, 158_881, 621, 1, 6.4011),
                                new ShardFigures.Split("test", 170, 611_010, 151_733, 593, 1, 6.3977)))),
                Optional.of(training()),
                List.of(
                        new Timing(
                                "crawl-clean",
                                71.2,
                                11_284,
                                "documents",
                                900_000_000,
                                new TreeMap<>(Map.of("extract", 75., "language", 25.))),
                        new Timing("dedupe", 48.9, 10_121, "documents"),
                        new Timing("filter", 33.4, 5_877, "documents"),
                        new Timing("train-tokenizer", 12.8, 12_455_322, "bytes"),
                        new Timing("tokenize", 15.1, 3_081_634, "tokens"),
                        new Timing("pretrain", 312.4, 1_638_400, "tokens")));
    }

    private static Origin.CommittedStage committed(String name, long files, long bytes) {
        String digest = "5d41402abc4b2a76b9719d911017c592ae2e9c8f1b7d4a6c3e5f708192a3b4c5";
        return new Origin.CommittedStage(name, digest, digest, files, bytes);
    }

    private static List<RejectionGroup> rejections() {
        Example thin = new Example(
                ID,
                "guava-33.4.0-jre-javadoc.jar!/com/google/common/collect/class-use/Ordering.html",
                "",
                Optional.of(17.0),
                Optional.of(50.0),
                "",
                "",
                "Uses of Class com.google.common.collect.Ordering. Packages that use Ordering.");
        Example copy = new Example(
                "0a77b2c3c4d5e6f708192a3b4c5d6e7f",
                "commons-io-2.16.1-javadoc.jar!/org/apache/commons/io/FileUtils.html",
                "https://commons.apache.org/io/apidocs/org/apache/commons/io/FileUtils.html",
                Optional.of(0.9821),
                Optional.of(0.8),
                "",
                ID,
                "General file manipulation utilities. Facilities are provided in the following areas: writing to a "
                        + "file, reading from a file, make a directory including parent directories, copying files.");
        Example broken = new Example(
                "1b77b2c3c4d5e6f708192a3b4c5d6e7f",
                "crawl/part-00017.warc.gz",
                "",
                Optional.empty(),
                Optional.empty(),
                "gzip member at byte 40,118,220 ends early",
                "",
                "");
        return List.of(
                group("crawl-clean", "language", "other-language", 781, thin),
                group("crawl-clean", "extract", "too-little-text", 369, thin),
                group("crawl-clean", "source", "truncated-gzip", 13, broken),
                group("dedupe", "exact", "duplicate", 3_081, copy),
                group("dedupe", "minhash", "near-duplicate", 1_163, copy),
                group("filter", "gopher-repetition-datatrove", "duplicate-line-characters", 1_411, thin),
                group("filter", "gopher-repetition-datatrove", "top-2-gram", 447, thin),
                group("filter", "gopher-quality-datatrove", "too-few-words", 588, thin),
                group("filter", "gopher-quality-datatrove", "too-few-alphabetic-words", 19, thin));
    }

    private static RejectionGroup group(String job, String stage, String rule, long documents, Example example) {
        return new RejectionGroup(job, stage, rule, documents, documents / 11_284.0, List.of(example, example));
    }

    private static TextFigures texts() {
        return new TextFigures(
                List.of(
                        new TextFigures.Language("en", 3_377, 12_300_120, 0.98974),
                        new TextFigures.Language("de", 31, 141_020, 0.0091),
                        new TextFigures.Language("zh", 4, 14_182, 0.00117)),
                List.of(
                        spread("characters", Scale.LOGARITHMIC, 60_000, 26),
                        spread("words", Scale.LOGARITHMIC, 9_000, 20)),
                List.of(
                        limited("gopher-quality-datatrove.words", Scale.LOGARITHMIC, 9_000, 20, 50),
                        limited("gopher-quality-datatrove.mean-word-length", Scale.LINEAR, 12, 30, 10),
                        limited("gopher-repetition-datatrove.duplicate-line-characters", Scale.LINEAR, 1, 30, 0.2),
                        spread("language.score", Scale.LINEAR, 1, 30)),
                List.of(new TextFigures.PersonalData("email", 412, 188), new TextFigures.PersonalData("ip", 27, 19)));
    }

    private static Distribution limited(String name, Scale scale, double high, int bins, double limit) {
        Distribution plain = spread(name, scale, high, bins);
        return new Distribution(
                name,
                scale,
                plain.documents(),
                plain.quantiles(),
                plain.bins(),
                List.of(new Limit(name.replace('.', '/'), limit)));
    }

    /** A hill with its summit in the middle, rejected on its left slope. */
    private static Distribution spread(String name, Scale scale, double high, int bins) {
        List<Bin> hill = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            double from = edge(scale, high, i, bins);
            double to = edge(scale, high, i + 1, bins);
            double distance = (i - bins / 2.0) / bins * 5;
            long all = Math.round(900 * Math.exp(-distance * distance / 2));
            long rejected = i < bins / 3 ? all * 3 / 4 : all / 9;
            hill.add(new Bin(from, to, all - rejected, rejected));
        }
        return new Distribution(
                name,
                scale,
                10_902,
                new Quantiles(0, high / 90, high / 40, high / 12, high / 6, high / 3, high),
                hill,
                List.of());
    }

    private static double edge(Scale scale, double high, int index, int bins) {
        return scale == Scale.LINEAR ? high * index / bins : index == 0 ? 0 : Math.pow(high, (double) index / bins);
    }

    private static DuplicateFigures duplicates() {
        DuplicateFigures.Member survivor = new DuplicateFigures.Member(
                ID,
                "commons-lang3-3.17.0-javadoc.jar!/overview-tree.html",
                "",
                "",
                Optional.empty(),
                "Hierarchy For All Packages. Package Hierarchies: org.apache.commons.lang3");
        DuplicateFigures.Member member = new DuplicateFigures.Member(
                "0a77b2c3c4d5e6f708192a3b4c5d6e7f",
                "commons-lang3-3.16.0-javadoc.jar!/overview-tree.html",
                "",
                "minhash/near-duplicate",
                Optional.of(0.973),
                "Hierarchy For All Packages. Package Hierarchies: org.apache.commons.lang3");
        return new DuplicateFigures(
                3_206,
                4_244,
                List.of(
                        new DuplicateFigures.SizeBin(2, 2, 2_710),
                        new DuplicateFigures.SizeBin(3, 3, 311),
                        new DuplicateFigures.SizeBin(4, 7, 160),
                        new DuplicateFigures.SizeBin(8, 15, 21),
                        new DuplicateFigures.SizeBin(16, 31, 4)),
                List.of(
                        new DuplicateFigures.Cluster(29, Optional.of(survivor), List.of(member, member)),
                        new DuplicateFigures.Cluster(18, Optional.of(survivor), List.of(member))));
    }

    private static SourceFigures sources() {
        return new SourceFigures(
                new Ranking(
                        List.of(
                                new Flow("guava-33.4.0-jre-javadoc.jar", 3_101, 1_444),
                                new Flow("guava-32.1.3-jre-javadoc.jar", 3_033, 201),
                                new Flow("commons-math3-3.6.1-javadoc.jar", 2_870, 1_022),
                                new Flow("commons-collections4-4.4-javadoc.jar", 1_288, 611),
                                new Flow("commons-lang3-3.17.0-javadoc.jar", 992, 134)),
                        9),
                Ranking.none(),
                List.of(new Damage(
                        "crawl/part-00017.warc.gz", 40_118_220, "truncated-gzip", "the gzip member ends early")));
    }

    private static TrainingFigures training() {
        List<TrainingFigures.LossPoint> curve = new ArrayList<>();
        for (int step = 1; step <= 400; step++) {
            double noise = 0.08 * Math.sin(step * 12.9898) * Math.cos(step * 4.1414);
            curve.add(new TrainingFigures.LossPoint(
                    step, 3.62 + 5.4 * Math.exp(-step / 70.0) + noise, 1e-3 * Math.min(1, step / 40.0), 1));
        }
        return new TrainingFigures(
                400,
                curve,
                Optional.of(new TrainingFigures.Evaluation("validation", 3.7121, 40.939, 1.3291, Optional.of(6.4011))),
                List.of(
                        new TrainingFigures.Sample(
                                "Returns the",
                                "number of elements in this list, or a view of the elements that the given predicate "
                                        + "accepts. The returned iterator does not support removal."),
                        new TrainingFigures.Sample("Throws", "NullPointerException if the specified array is null.")));
    }

    private static ReportData report(
            String title, List<JobFunnel> funnel, List<RejectionGroup> rejections, TextFigures texts) {
        return new ReportData(
                title,
                new Origin(List.of(), new TreeMap<>()),
                funnel,
                rejections,
                texts,
                Optional.empty(),
                SourceFigures.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
