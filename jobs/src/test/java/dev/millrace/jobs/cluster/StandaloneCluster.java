package dev.millrace.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * One master and some workers as processes of their own on this machine, and submission through SparkSubmit. The
 * cluster's Spark is made of the jars that Maven resolved in scope provided; the job's jar is the shaded one.
 */
final class StandaloneCluster implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Pattern REGISTERED = Pattern.compile("Registering worker ");

    private final Path folder;
    private final Path sparkHome;
    private final String master;
    private final List<Process> processes = new ArrayList<>();

    private StandaloneCluster(Path folder, int port) {
        this.folder = folder;
        this.sparkHome = folder.resolve("spark");
        this.master = "spark://127.0.0.1:" + port;
    }

    /** Starts a master and so many workers of one core and the given memory each, and waits until all are registered. */
    static StandaloneCluster start(Path folder, int workers, String memory) throws IOException, InterruptedException {
        int port = freePort();
        StandaloneCluster cluster = new StandaloneCluster(folder, port);
        cluster.layOutSpark();
        cluster.launch(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--webui-port",
                String.valueOf(freePort()));
        cluster.await("master", Pattern.compile("I have been elected leader"), 1);
        for (int worker = 1; worker <= workers; worker++) {
            cluster.launch(
                    "worker-" + worker,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    memory,
                    "--webui-port",
                    String.valueOf(freePort()),
                    "--work-dir",
                    folder.resolve("work-" + worker).toString(),
                    cluster.master);
        }
        cluster.await("master", REGISTERED, workers);
        return cluster;
    }

    String master() {
        return master;
    }

    /** A SparkSubmit process for the shaded jar with these arguments; its output goes to {@code NAME.log}. */
    Process submit(String name, Map<String, String> conf, List<String> arguments) throws IOException {
        List<String> command = java("512m");
        command.add("-Dorg.bytedeco.javacpp.maxbytes=2g");
        command.addAll(List.of("-cp", classPath(), "org.apache.spark.deploy.SparkSubmit", "--master", master));
        command.addAll(List.of("--deploy-mode", "client", "--driver-memory", "1g"));
        conf.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        command.addAll(
                List.of("--class", "dev.millrace.jobs.Millrace", shadedJar().toString()));
        command.addAll(arguments);
        return process(name, command);
    }

    /** The same shaded jar in one process, without a cluster. */
    Process local(String name, List<String> arguments) throws IOException {
        List<String> command = java("1g");
        command.add("-Dorg.bytedeco.javacpp.maxbytes=2g");
        command.addAll(List.of("-cp", shadedJar() + File.pathSeparator + classPath(), "dev.millrace.jobs.Millrace"));
        command.addAll(arguments);
        return process(name, command);
    }

    /** Kills one executor process as {@code kill -9} does; absent when none is running now. */
    Optional<Long> killAnExecutor() {
        Optional<ProcessHandle> executor = executors().stream().findFirst();
        executor.ifPresent(ProcessHandle::destroyForcibly);
        return executor.map(ProcessHandle::pid);
    }

    /** Kills one worker together with its executors. */
    void killWorker(int worker) {
        Process process = processes.get(worker);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(Process::descendants)
                .filter(handle -> handle.isAlive()
                        && handle.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    String log(String name) {
        try {
            Path log = logFile(name);
            return Files.exists(log) ? Files.readString(log, UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        for (Process process : processes) {
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    private void layOutSpark() throws IOException {
        Path jars = Files.createDirectories(sparkHome.resolve("jars"));
        Path conf = Files.createDirectories(sparkHome.resolve("conf"));
        for (String jar : Files.readString(Path.of("target", "spark-classpath.txt"), UTF_8)
                .strip()
                .split(File.pathSeparator, -1)) {
            Path link = jars.resolve(Path.of(jar).getFileName());
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of(jar));
            }
        }
        Files.writeString(conf.resolve("log4j2.properties"), """
                rootLogger.level = info
                rootLogger.appenderRef.stderr.ref = stderr
                appender.console.type = Console
                appender.console.name = stderr
                appender.console.target = SYSTEM_ERR
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n%ex
                """, UTF_8);
    }

    private void launch(String name, String... mainAndArguments) throws IOException {
        List<String> command = java("256m");
        command.addAll(List.of("-cp", classPath()));
        command.addAll(List.of(mainAndArguments));
        processes.add(process(name, command));
    }

    private List<String> java(String heap) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        return command;
    }

    private String classPath() {
        return sparkHome.resolve("conf") + File.pathSeparator + sparkHome.resolve("jars") + File.separator + "*";
    }

    private Process process(String name, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile(name).toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("SPARK_HOME", sparkHome.toString());
        environment.put("SPARK_SCALA_VERSION", "2.12");
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("OPENBLAS_NUM_THREADS", "1");
        return builder.start();
    }

    private void await(String name, Pattern line, int times) throws InterruptedException {
        long deadline = System.nanoTime() + STARTUP.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher matcher = line.matcher(log(name));
            int seen = 0;
            while (matcher.find()) {
                seen++;
            }
            if (seen >= times) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("The cluster did not come up; " + name + " said:\n" + log(name));
    }

    private Path logFile(String name) {
        return folder.resolve(name + ".log");
    }

    private static Path shadedJar() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-spark.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No shaded jar in target: run mvn package first"))
                    .toAbsolutePath();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
