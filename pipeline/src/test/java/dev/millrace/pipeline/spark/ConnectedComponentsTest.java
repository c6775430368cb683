package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components on Spark against union-find in memory. */
class ConnectedComponentsTest {
    private static final StructType LINKS = new StructType()
            .add(ConnectedComponents.NODE, DataTypes.LongType, false)
            .add(ConnectedComponents.ROOT, DataTypes.LongType, false);

    private static LocalSpark spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = LocalSpark.of("local[2]", 2);
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @Test
    void equalsUnionFindOnAChainAStarACliqueAndARandomGraph() throws IOException {
        List<long[]> links = new ArrayList<>();
        // a chain in an order that is far from sorted, 0 … 63
        for (int i = 0; i < 63; i++) {
            links.add(link(reversedBits(i), reversedBits(i + 1)));
        }
        for (int leaf = 101; leaf < 140; leaf++) {
            links.add(link(120, leaf == 120 ? 100 : leaf));
        }
        for (int a = 200; a < 208; a++) {
            for (int b = 200; b < a; b++) {
                links.add(link(a, b));
            }
        }
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 150; i++) {
            int a = 300 + random.nextInt(200);
            int b = 300 + random.nextInt(200);
            if (a != b) {
                links.add(link(a, b));
            }
        }
        assertThat(onSpark(links)).isEqualTo(inMemory(links));
    }

    @Test
    void aGraphWithoutLinksHasNoRows() throws IOException {
        assertThat(onSpark(List.of())).isEmpty();
    }

    private Map<Long, Long> onSpark(List<long[]> links) throws IOException {
        Set<List<Long>> distinct = new HashSet<>();
        links.forEach(link -> distinct.add(List.of(link[0], link[1])));
        List<Row> rows = distinct.stream()
                .map(link -> RowFactory.create(link.get(0), link.get(1)))
                .toList();
        Dataset<Row> graph = spark.session().createDataFrame(rows, LINKS);
        StageContext context = spark.context(folder);
        WorkFolder work = new WorkFolder(context.output(), context);
        TreeMap<Long, Long> roots = new TreeMap<>();
        for (Row row : ConnectedComponents.of(graph, work).collectAsList()) {
            assertThat(roots.put(row.getAs(ConnectedComponents.NODE), row.getAs(ConnectedComponents.ROOT)))
                    .isNull();
        }
        return roots;
    }

    private static Map<Long, Long> inMemory(List<long[]> links) {
        TreeMap<Long, Long> root = new TreeMap<>();
        links.forEach(link -> {
            root.putIfAbsent(link[0], link[0]);
            root.putIfAbsent(link[1], link[1]);
        });
        for (long[] link : links) {
            long a = find(root, link[0]);
            long b = find(root, link[1]);
            root.put(Math.max(a, b), Math.min(a, b));
        }
        TreeMap<Long, Long> found = new TreeMap<>();
        root.keySet().forEach(node -> found.put(node, find(root, node)));
        found.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        return found;
    }

    private static long find(Map<Long, Long> root, long node) {
        long at = node;
        while (root.get(at) != at) {
            at = root.get(at);
        }
        return at;
    }

    private static long reversedBits(int i) {
        return Integer.toUnsignedLong(Integer.reverse(i) >>> 26);
    }

    private static long[] link(long a, long b) {
        return new long[] {Math.max(a, b), Math.min(a, b)};
    }
}
