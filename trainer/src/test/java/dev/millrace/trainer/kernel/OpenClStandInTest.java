package dev.millrace.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenClStandInTest {
    private static final boolean FITS =
            OpenClStandIn.fits(System.getProperty("os.name"), System.getProperty("os.arch"));

    @Test
    void loads() {
        assumeThat(FITS).isTrue();
        assertThatCode(OpenClStandIn::load).doesNotThrowAnyException();
    }

    @Test
    void letsOneDnnLoadWhateverTheMachineHas() {
        assumeThat(FITS).isTrue();
        assertThat(OneDnn.missing()).isEmpty();
    }

    @Test
    void isForLinuxOnX64Only() {
        assertThat(OpenClStandIn.fits("Linux", "amd64")).isTrue();
        assertThat(OpenClStandIn.fits("Linux", "aarch64")).isFalse();
        assertThat(OpenClStandIn.fits("Mac OS X", "x86_64")).isFalse();
    }

    @Test
    void hasAStackThatIsNotExecutable() {
        ByteBuffer image = ByteBuffer.wrap(OpenClStandIn.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int last = 64 + 3 * 56;
        assertThat(image.getInt(last)).isEqualTo(0x6474E551);
        assertThat(image.getInt(last + 4)).isEqualTo(0b110);
    }

    @Test
    void namesItselfAsTheLibraryThatIsNeeded() {
        String text = new String(OpenClStandIn.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(text).contains("\0clSetKernelArg\0", "\0libOpenCL.so.1\0");
    }
}
