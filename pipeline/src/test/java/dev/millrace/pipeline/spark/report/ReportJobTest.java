package dev.millrace.pipeline.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipeline.report.Distribution;
import dev.millrace.pipeline.report.DuplicateFigures;
import dev.millrace.pipeline.report.JobFunnel.StageFlow;
import dev.millrace.pipeline.report.RejectionGroup;
import dev.millrace.pipeline.report.ReportData;
import dev.millrace.pipeline.report.SourceFigures;
import dev.millrace.pipeline.report.TextFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJobTest {
    private static final StructType ROW = StructType.fromDDL(
            "id string, source string, offset bigint, uri string, text string, attributes map<string,string>, "
                    + "measures map<string,double>, rejection struct<stage:string,rule:string,measured:double,"
                    + "`limit`:double,detail:string,survivor:string>");
    private static final SortedMap<String, List<String>> CHAINS =
            new TreeMap<>(Map.of("crawl-clean", List.of("extract", "gopher-quality"), "dedupe", List.of("exact")));

    @TempDir
    static Path shared;

    private static SparkSession spark;
    private static ReportData report;

    @TempDir
    Path output;

    @BeforeAll
    static void start() throws IOException {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "3")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        write(shared, 2);
        report = run(shared);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void gathersTheFiguresOfTwoJobs() {
        ReportData data = report;

        assertThat(data.documentsIn()).isEqualTo(9);
        assertThat(data.documentsKept()).isEqualTo(3);
        assertThat(data.funnel().get(0).stages())
                .containsExactly(
                        new StageFlow("source", 9, 8),
                        new StageFlow("extract", 8, 8),
                        new StageFlow("gopher-quality", 8, 6));
        assertThat(data.funnel().get(1).stages()).containsExactly(new StageFlow("exact", 6, 3));
        assertThat(data.texts().languages())
                .containsExactly(
                        new TextFigures.Language("en", 2, 36, 2 / 3.0), new TextFigures.Language("de", 1, 19, 1 / 3.0));
        assertThat(data.texts().privacy()).containsExactly(new TextFigures.PersonalData("email", 5, 2));
        assertThat(data.sources().files().largest())
                .containsExactly(new SourceFigures.Flow("a.jar", 8, 3), new SourceFigures.Flow("b.warc.gz", 1, 0));
        assertThat(data.sources().hosts().largest()).containsExactly(new SourceFigures.Flow("example.org", 1, 1));
        assertThat(data.sources().damage())
                .containsExactly(new SourceFigures.Damage("b.warc.gz", 77, "truncated-gzip", "ends early"));
    }

    @Test
    void namesTheSmallestIdsAsExamples() {
        RejectionGroup words = report.rejections().get(0);

        assertThat(words.rule()).isEqualTo("too-few-words");
        assertThat(words.documents()).isEqualTo(2);
        assertThat(words.share()).isCloseTo(2 / 9.0, within(1e-12));
        assertThat(words.examples()).extracting(RejectionGroup.Example::id).containsExactly("r1", "r2");
        assertThat(words.examples().get(0).measured()).contains(3.0);
        assertThat(words.examples().get(1).text()).isEqualTo("<script>x</script>");
    }

    @Test
    void findsTheMeasureThatALimitBelongsTo() {
        List<Distribution> scores = report.texts().scores();

        assertThat(scores)
                .extracting(Distribution::name)
                .containsExactly("gopher-quality.length", "gopher-quality.words");
        assertThat(scores.get(0).limits()).isEmpty();
        assertThat(scores.get(1).limits()).containsExactly(new Distribution.Limit("gopher-quality/too-few-words", 50));
        assertThat(scores.get(1).documents()).isEqualTo(8);
        assertThat(scores.get(1).bins().stream()
                        .mapToLong(bin -> bin.kept() + bin.rejected())
                        .sum())
                .isEqualTo(8);
        assertThat(scores.get(1).quantiles().minimum()).isEqualTo(3);
        assertThat(scores.get(1).quantiles().maximum()).isEqualTo(60);
    }

    @Test
    void putsClustersTogether() {
        DuplicateFigures duplicates = report.duplicates().orElseThrow();

        assertThat(duplicates.clusters()).isEqualTo(2);
        assertThat(duplicates.duplicates()).isEqualTo(3);
        assertThat(duplicates.sizes())
                .containsExactly(new DuplicateFigures.SizeBin(2, 2, 1), new DuplicateFigures.SizeBin(3, 3, 1));
        assertThat(duplicates.largest().get(0).survivor().orElseThrow().id()).isEqualTo("k1");
        assertThat(duplicates.largest().get(0).members())
                .extracting(DuplicateFigures.Member::id)
                .containsExactly("d1", "d2");
    }

    @Test
    void readsTokenizerShardsTrainingAndTimings() throws IOException {
        put(
                "tokenizer/tokenizer.json",
                "{'added_tokens':[{'content':'<end>'}],'model':{'type':'BPE','vocab':"
                        + "{'a':0,'abc':1,'<end>':2},'merges':[['a','b']]}}");
        put(
                "tokens/manifest.json",
                "{'context':8,'seed':42,'tokenizer':'ff','splits':{'train':{'documents':3,"
                        + "'textBytes':30,'tokens':10,'sequences':2,'unigramEntropy':1.5,'shards':[{}]}}}");
        put("model/checkpoints/step-00000001/history.json", "{'steps':[{'step':1,'loss':9.0}]}");
        put("model/checkpoints/step-00000001/state.json", "{}");
        put("model/checkpoints/step-00000002/history.json", "{'steps':[{'step':1,'loss':9.0},{'step':2,'loss':8.0}]}");
        put("model/checkpoints/step-00000002/state.json", "{}");
        put("model/checkpoints/step-00000003/history.json", "{'steps':[]}");
        put("model/evaluation.json", "{'loss':2.0,'bytesPerToken':4.0,'unigramEntropy':5.0}");
        put("model/samples.json", "{'samples':[{'prompt':'Once','text':'upon a time'}]}");
        put(
                "runs/run.jsonl",
                "{'command':'dedupe','documents':6,'seconds':2.0,'bytes':9,"
                        + "'core-seconds by stage':{'extract':1.5}}\n{'comm");

        ReportData data = run(output);

        assertThat(data.tokenizer().orElseThrow().vocabulary()).isEqualTo(3);
        assertThat(data.tokenizer().orElseThrow().longest()).containsExactly("abc", "a");
        assertThat(data.shards().orElseThrow().tokens()).isEqualTo(10);
        assertThat(data.training().orElseThrow().steps()).isEqualTo(2);
        assertThat(data.training().orElseThrow().evaluation().orElseThrow().perplexity())
                .isCloseTo(7.389, within(1e-3));
        assertThat(data.training().orElseThrow().evaluation().orElseThrow().bitsPerByte())
                .isCloseTo(0.7213, within(1e-4));
        assertThat(data.training().orElseThrow().samples().get(0).text()).isEqualTo("upon a time");
        assertThat(data.timings()).hasSize(1);
        assertThat(data.timings().get(0).rate()).isEqualTo(3);
        assertThat(data.timings().get(0).bytes()).isEqualTo(9);
        assertThat(data.timings().get(0).costs()).containsExactly(Map.entry("extract", 1.5));
    }

    @Test
    void writesTheSameBytesWhateverThePartitions() throws IOException {
        write(output, 5);
        run(output);

        for (String file : List.of(ReportJob.HTML, ReportJob.JSON)) {
            assertThat(shared.resolve("report").resolve(file))
                    .hasSameBinaryContentAs(output.resolve("report").resolve(file));
        }
        assertThat(Files.readString(shared.resolve("report/report.html"))).doesNotContain("<script>");
    }

    @Test
    void reportsAnOutputWithoutStages() throws IOException {
        Files.createDirectories(output);

        ReportData data = run(output);

        assertThat(data.funnel()).isEmpty();
        assertThat(output.resolve("report/report.html")).isNotEmptyFile();
    }

    @Test
    void reportsJobsThatKeptNothing() throws IOException {
        rows(output.resolve("crawl-clean/kept"), 1, List.of());
        rows(output.resolve("crawl-clean/rejected"), 1, List.of());
        put("crawl-clean/stage.json", "{'stage':'crawl-clean','ledger':{'in':0,'kept':0,'rejected':{}}}");

        ReportData data = run(output);

        assertThat(data.documentsIn()).isZero();
        assertThat(data.texts()).isEqualTo(TextFigures.none());
    }

    private static ReportData run(Path output) throws IOException {
        return ReportJob.run(spark, new org.apache.hadoop.fs.Path(output.toUri()), "test", CHAINS);
    }

    private static void write(Path output, int partitions) throws IOException {
        List<Row> survivors = List.of(
                kept("k1", "en", "Gutes Brot for all", 60, 2),
                kept("k2", "en", "More of the bread.", 55, 0),
                kept("k3", "de", "Brot für jedermann", 52, 0));
        List<Row> duplicates = List.of(copy("d2", "k1", 0), copy("d1", "k1", 3), copy("d3", "k2", 0));
        List<Row> cleaned = new ArrayList<>(survivors);
        duplicates.forEach(row -> cleaned.add(RowFactory.create(
                row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5), row.get(6), null)));
        List<Row> rejected = List.of(
                row(
                        "r2",
                        "a.jar!/r2",
                        0,
                        "",
                        "<script>x</script>",
                        Map.of(),
                        words(4, 4.5, 0),
                        reason("gopher-quality", "too-few-words", 4, 50, "", "")),
                row(
                        "r1",
                        "a.jar!/r1",
                        0,
                        "",
                        "thin",
                        Map.of(),
                        words(3, 4, 0),
                        reason("gopher-quality", "too-few-words", 3, 50, "", "")),
                row(
                        "s1",
                        "b.warc.gz",
                        77,
                        "",
                        "",
                        Map.of(),
                        Map.of(),
                        reason("source", "truncated-gzip", Double.NaN, Double.NaN, "ends early", "")));
        rows(output.resolve("crawl-clean/kept"), partitions, cleaned);
        rows(output.resolve("crawl-clean/rejected"), partitions, rejected);
        rows(output.resolve("dedupe/kept"), partitions, survivors);
        rows(output.resolve("dedupe/rejected"), partitions, duplicates);
        put(
                output,
                "crawl-clean/stage.json",
                "{'stage':'crawl-clean','key':'aa','configuration':{'x':'1'},'ledger':"
                        + "{'in':9,'kept':6,'rejected':{'gopher-quality/too-few-words':2,'source/truncated-gzip':1}},"
                        + "'files':[{'path':'kept/a','bytes':10}]}");
        put(
                output,
                "dedupe/stage.json",
                "{'stage':'dedupe','key':'bb','ledger':{'in':6,'kept':3," + "'rejected':{'exact/duplicate':3}}}");
    }

    private static Row kept(String id, String language, String text, double words, double emails) {
        String uri = id.equals("k1") ? "https://Example.org/page" : "";
        return row(id, "a.jar!/" + id, 0, uri, text, Map.of("language", language), words(words, 4.25, emails), null);
    }

    private static Row copy(String id, String survivor, double emails) {
        return row(
                id,
                "a.jar!/" + id,
                0,
                "",
                "copy",
                Map.of("language", "en"),
                words(51, 4.125, emails),
                reason("exact", "duplicate", 1, Double.NaN, "", survivor));
    }

    private static Map<String, Double> words(double words, double length, double emails) {
        return Map.of("gopher-quality.words", words, "gopher-quality.length", length, "pii.email", emails);
    }

    private static Row reason(
            String stage, String rule, double measured, double limit, String detail, String survivor) {
        return RowFactory.create(stage, rule, measured, limit, detail, survivor);
    }

    private static Row row(
            String id,
            String source,
            long offset,
            String uri,
            String text,
            Map<String, String> attributes,
            Map<String, Double> measures,
            Row rejection) {
        return RowFactory.create(id, source, offset, uri, text, attributes, measures, rejection);
    }

    private static void rows(Path folder, int partitions, List<Row> rows) {
        spark.createDataFrame(rows, ROW).repartition(partitions).write().parquet(folder.toString());
    }

    private void put(String path, String json) throws IOException {
        put(output, path, json);
    }

    private static void put(Path output, String path, String json) throws IOException {
        Path file = output.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json.replace('\'', '"'));
    }
}
