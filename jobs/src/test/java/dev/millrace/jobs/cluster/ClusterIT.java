package dev.millrace.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole flow, from crawl to trained model, through the shaded jar: in one process, under SparkSubmit on a cluster of
 * a master and two workers, and with processes killed on the way. The bytes are the same each time.
 */
class ClusterIT {
    private static final int MINUTES = 6;

    private static final Map<String, String> CONF = Map.of(
            "spark.executor.memory", "900m",
            "spark.executor.cores", "1",
            "spark.executor.extraJavaOptions", "-Dorg.bytedeco.javacpp.maxbytes=1g",
            "spark.ui.enabled", "false",
            "spark.locality.wait", "0",
            "spark.task.maxFailures", "8");

    @TempDir
    static Path folder;

    private static StandaloneCluster cluster;
    private static Path configuration;
    private static SortedMap<String, String> undisturbed;

    @BeforeAll
    static void runOnceInOneProcess() throws IOException, InterruptedException {
        cluster = StandaloneCluster.start(Files.createDirectories(folder.resolve("cluster")), 2, "1g");
        Path crawl = folder.resolve("crawl");
        SmallCrawl.write(crawl, 40);
        configuration =
                Files.writeString(folder.resolve("small.conf"), """
                source.inputs = ["%s"]
                run.partitions = 3
                crawl-clean.shards = 2
                dedupe.shards = 2
                filter { shards = 2, chain = [gopher-quality-datatrove, pii] }
                train-tokenizer.vocabulary-size = 600
                tokenize { split { validation = 0.1, test = 0.05 }, pack { context = 32, bins = 3, shards = 2 } }
                model { width = 32, layers = 2, heads = 2 }
                pretrain {
                  steps = 12
                  batch { micro-batch = 2, micro-batches = 4 }
                  schedule.warmup = 2
                  checkpoints.every = 4
                  evaluation.every = 6
                  ranks.round-steps = 2
                }
                generate.maximum-tokens = 8
                """.formatted(crawl.toUri()), StandardCharsets.UTF_8);
        Process local = cluster.local("local", arguments("local", "--master", "local[2]"));
        finish(local, "local");
        undisturbed = OutputDigests.of(folder.resolve("local"));
        assertThat(undisturbed)
                .containsKeys("crawl-clean/stage.json", "tokens/manifest.json", "tokenizer/tokenizer.json");
        assertThat(undisturbed.keySet()).anyMatch(name -> name.startsWith("model/"));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aClusterMakesTheBytesOfOneProcess() throws IOException, InterruptedException {
        finish(cluster.submit("submitted", CONF, arguments("submitted")), "submitted");
        assertThat(OutputDigests.different(undisturbed, folder.resolve("submitted")))
                .isEmpty();
    }

    @Test
    void killedExecutorsChangeNoByte() throws IOException, InterruptedException {
        Process driver = cluster.submit("killed-executors", CONF, arguments("killed-executors"));
        // one while documents are cleaned, one while the model trains
        await(driver, () -> !cluster.executors().isEmpty());
        TimeUnit.SECONDS.sleep(4);
        Optional<Long> first = cluster.killAnExecutor();
        await(driver, () -> Files.exists(folder.resolve("killed-executors/tokens/stage.json")));
        await(driver, () -> Files.exists(folder.resolve("killed-executors/model/checkpoints")));
        Optional<Long> second = cluster.killAnExecutor();
        finish(driver, "killed-executors");
        assertThat(first).isPresent();
        assertThat(second).isPresent();
        assertThat(OutputDigests.different(undisturbed, folder.resolve("killed-executors")))
                .isEmpty();
    }

    @Test
    void aKilledDriverGoesOnWhereItWas() throws IOException, InterruptedException {
        for (String seen : List.of("crawl-clean/stage.json", "tokenizer/stage.json", "model/checkpoints")) {
            Process driver = cluster.local("killed-driver", arguments("killed-driver", "--master", "local[2]"));
            await(driver, () -> Files.exists(folder.resolve("killed-driver").resolve(seen)));
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly().waitFor();
        }
        finish(cluster.local("killed-driver", arguments("killed-driver", "--master", "local[1]")), "killed-driver");
        assertThat(OutputDigests.different(undisturbed, folder.resolve("killed-driver")))
                .isEmpty();
    }

    private static List<String> arguments(String output, String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "run",
                "--config",
                configuration.toString(),
                "--output",
                folder.resolve(output).toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static void finish(Process process, String name) throws InterruptedException {
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("%s ended; it said:%n%s", name, cluster.log(name)).isTrue();
        assertThat(process.exitValue())
                .as("exit status of %s; it said:%n%s", name, cluster.log(name))
                .isZero();
    }

    private static void await(Process process, java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (!condition.getAsBoolean() && process.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
