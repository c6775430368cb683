package dev.millrace.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void keepsTheOrderOfTheWork() {
        List<Integer> results = new ArrayList<>();
        InOrder.<Integer, Integer>each(
                upTo(500),
                (n, next) -> {
                    for (int i = 0; i < n % 200; i++) {
                        next.accept(n * 1000 + i);
                    }
                },
                results::add);
        List<Integer> expected = upTo(500).stream()
                .flatMap(n -> upTo(n % 200).stream().map(i -> n * 1000 + i))
                .toList();
        assertThat(results).isEqualTo(expected);
    }

    @Test
    void worksAheadOfWhatIsUsed() {
        CountDownLatch begun =
                new CountDownLatch(Math.min(2, Runtime.getRuntime().availableProcessors()));
        List<Integer> results = new ArrayList<>();
        InOrder.<Integer, Integer>each(
                upTo(2),
                (n, next) -> {
                    begun.countDown();
                    try {
                        // the first piece ends after the second has begun
                        begun.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    next.accept(n);
                },
                results::add);
        assertThat(results).containsExactly(0, 1);
    }

    @Test
    void failsAsItsWorkOrItsUseDoes() {
        assertThatThrownBy(() -> InOrder.<Integer, Integer>each(
                        upTo(9),
                        (n, next) -> {
                            throw new IllegalArgumentException("piece " + n);
                        },
                        n -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("piece 0");
        assertThatThrownBy(() -> InOrder.<Integer, Integer>each(upTo(9), (n, next) -> next.accept(n), n -> {
                    throw new IllegalArgumentException("use " + n);
                }))
                .hasMessage("use 0");
    }
}
