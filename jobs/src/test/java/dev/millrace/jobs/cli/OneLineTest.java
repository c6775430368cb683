package dev.millrace.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void namesTheModuleOfAFileSystemThatIsNotThere() {
        Throwable error = catchThrowable(() -> new Path("s3a://bucket/x").getFileSystem(new Configuration()));
        assertThat(OneLine.of(error))
                .startsWith("no S3AFileSystem among the jars; add org.apache.hadoop:hadoop-aws:3.")
                .contains("MILLRACE_CLASSPATH");
    }

    @Test
    void saysWhichClassIsMissingOtherwise() {
        assertThat(OneLine.of(new RuntimeException(new ClassNotFoundException("Class org.example.Files not found"))))
                .isEqualTo("ClassNotFoundException: Class org.example.Files not found");
    }
}
