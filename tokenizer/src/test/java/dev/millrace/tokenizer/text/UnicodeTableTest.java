package dev.millrace.tokenizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.util.VersionInfo;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnicodeTableTest {
    // of the same loop over java.lang.Character of a JDK 25
    private static final String DIGEST = "868be88918a39860172712e227f6814587d26e5fd5b02ae25f2703c6ce6588f8";
    private static final VersionInfo UNICODE_16 = VersionInfo.getInstance(16, 0);

    @Test
    void agreesWithIcuOnWhatUnicode16Assigns() {
        List<String> differences = new ArrayList<>();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String expected = UCharacter.getAge(codePoint).compareTo(UNICODE_16) <= 0
                    ? UCharacter.getPropertyValueName(
                            UProperty.GENERAL_CATEGORY, UCharacter.getType(codePoint), UProperty.NameChoice.SHORT)
                    : "Cn";
            if (!UnicodeTable.category(codePoint).equals(expected)) {
                differences.add(
                        Integer.toHexString(codePoint) + " " + UnicodeTable.category(codePoint) + " " + expected);
            }
        }
        // LATIN LETTER PHARYNGEAL VOICED FRICATIVE became Lo after 16.0
        assertThat(differences).containsExactly("295 Ll Lo");
    }

    @Test
    void whiteSpaceIsUnicodesProperty() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            assertThat(UnicodeTable.isWhiteSpace(codePoint))
                    .as("U+%04X", codePoint)
                    .isEqualTo(UCharacter.isUWhiteSpace(codePoint));
        }
    }

    @Test
    void lettersNumbersAndMarksAreThoseOfUnicode16OnEveryJava() throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            sha.update((byte)
                    (UnicodeTable.isLetter(codePoint)
                            ? 'L'
                            : UnicodeTable.isNumber(codePoint) ? 'N' : UnicodeTable.isMark(codePoint) ? 'M' : '-'));
        }
        assertThat(HexFormat.of().formatHex(sha.digest())).isEqualTo(DIGEST);
    }

    @Test
    void newerLettersThanThisJavaKnowsAreLetters() {
        // GARAY CAPITAL LETTER A, Unicode 16.0; CYRILLIC SMALL LETTER DE, Unicode 1.1
        assertThat(UnicodeTable.category(0x10D50)).isEqualTo("Lu");
        assertThat(UnicodeTable.isLetter(0x434)).isTrue();
    }
}
