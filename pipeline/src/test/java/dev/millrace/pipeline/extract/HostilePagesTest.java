package dev.millrace.pipeline.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.AbstractList;
import java.util.List;
import java.util.Random;
import java.util.RandomAccess;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Work is counted, as nodes looked at and as bytes allocated: twice the page must not be much more than twice of it. */
class HostilePagesTest {
    private static final String SENTENCE = "A sentence, of a length that makes it speak for what is around it. ";
    private static final int TIMES = 300;
    private static final double MOST_GROWTH = 2.7;
    private static final long SMALL_STACK = 256 << 10;
    private static final List<String> TAGS = List.of(
            "div",
            "p",
            "b",
            "i",
            "a",
            "font",
            "nobr",
            "table",
            "tr",
            "td",
            "ul",
            "li",
            "select",
            "option",
            "svg",
            "math",
            "mi",
            "h2",
            "span",
            "form",
            "button",
            "template",
            "br",
            "img",
            "em",
            "pre",
            "blockquote",
            "style",
            "title",
            "textarea",
            "frameset",
            "body",
            "html",
            "head",
            "center",
            "caption",
            "dl",
            "dd",
            "ruby",
            "rt");

    /** A page for so many repetitions. */
    private record Shape(String name, String before, String repeated, String after) {
        String page(int times) {
            return before + repeated.repeat(times) + after;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.concat(
                TAGS.stream()
                        .flatMap(tag -> Stream.of(
                                new Shape("unclosed " + tag, "", "<" + tag + ">word ", ""),
                                new Shape(
                                        "nested " + tag,
                                        "",
                                        ("<" + tag + ">" + SENTENCE).repeat(20) + ("</" + tag + ">").repeat(20),
                                        ""))),
                Stream.of(
                        new Shape("links", "<ul>", "<li><a href=/a/page>A page of the site</a>", "</ul>"),
                        new Shape("teasers", "", "<div class=t><h3><a href=/p>A page of it</a></h3>more</div>", ""),
                        new Shape("crossed formatting", "", "<b><p>word</b>", ""),
                        new Shape("crossed links", "", "<a href=x><div>word", ""),
                        new Shape("text in tables", "<table>", "word<tr><td>", ""),
                        new Shape("tables in tables", "", "<table><tr><td>" + SENTENCE, ""),
                        new Shape("closing only", "<div><span>", "</b></table></p>", ""),
                        new Shape("headings of the title", "<title>It</title>", "<div><h2>It</h2>" + SENTENCE, ""),
                        new Shape("long title", "<title>" + "word ".repeat(3000) + "</title>", "<h2>word</h2>", ""),
                        new Shape(
                                "leads", "<title>The title</title><h1>The title</h1>", "<p class=lead>" + SENTENCE, ""),
                        new Shape("authors within authors", "", "<div class=author>" + SENTENCE, ""),
                        new Shape("dates within dates", "", "<div itemprop=datePublished>" + SENTENCE, ""),
                        new Shape("headings within headings", "<title>a | b</title>", "<h1>word <div>", ""),
                        new Shape("commas after a name", "<p class=author>x", ",".repeat(50), ""),
                        new Shape("line tabulations", "<title>x", "\u000B".repeat(50), "</title>"),
                        new Shape("structured data", "", "<script type=application/ld+json>{\"a\":[{}]}</script>", ""),
                        new Shape("deep data", "<script type=application/ld+json>", "{\"@type\":[", "</script>"),
                        new Shape("quotations", "", "<blockquote>line<br>", ""),
                        new Shape("lines of deep quotations", "<blockquote>".repeat(300) + "<pre>", "x\n", ""),
                        new Shape("bold in spans", "<span>".repeat(300), "<b>x</b>", ""),
                        new Shape("metas", "", "<meta property=og:title content=x>", ""),
                        new Shape("classes", "<p class='", "name ", "'>word"),
                        new Shape("entities", "", "&amp;&notit;&#x1F600;&", ""),
                        new Shape("comments", "", "<!-- --><!><?x>", "word"),
                        new Shape("style sheets", "", "<style>.a{display:none}</style><p class=a>word", ""),
                        new Shape("no characters", "<p>", "\u0000\uD800\uFEFF\u00AD", "")));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void looksAtEachNodeSoManyTimes(Shape shape) {
        for (Preset preset : Preset.values()) {
            for (TextFormat format : TextFormat.values()) {
                long once = visits(shape.page(TIMES), preset, format);
                long twice = visits(shape.page(2 * TIMES), preset, format);
                assertThat(twice).as("%s %s", preset, format).isLessThan((long) (MOST_GROWTH * once) + 1000);
            }
        }
    }

    private static long visits(String html, Preset preset, TextFormat format) {
        PageElements page = PageElements.of(PageParser.parse(html, Integer.MAX_VALUE));
        PageTree tree = PageTree.of(page.page(), OwnSite.of(page), HiddenStyles.of(page));
        Counted nodes = new Counted(tree.nodes);
        Leniency strict = new Leniency(true, true, true, true, preset);
        MainText.attempt(new PageTree(nodes), strict, StatedArticle.of(page), format);
        return nodes.visits;
    }

    private static final class Counted extends AbstractList<PageNode> implements RandomAccess {
        private final List<PageNode> nodes;
        private long visits;

        private Counted(List<PageNode> nodes) {
            this.nodes = nodes;
        }

        @Override
        public PageNode get(int index) {
            visits++;
            return nodes.get(index);
        }

        @Override
        public int size() {
            return nodes.size();
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void allocatesInProportion(Shape shape) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // the first use of anything loads classes
        extract(shape.page(TIMES));
        long began = thread.getCurrentThreadAllocatedBytes();
        extract(shape.page(TIMES));
        long between = thread.getCurrentThreadAllocatedBytes();
        extract(shape.page(2 * TIMES));
        long ended = thread.getCurrentThreadAllocatedBytes();
        assertThat(ended - between).isLessThan((long) (MOST_GROWTH * (between - began)) + (1 << 20));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void rejectsWhatWouldBecomeTooMuch(String html) {
        ExtractSettings settings = new ExtractSettings(Preset.BALANCED, TextFormat.TEXT, 1 << 20, 5000, 1);
        assertThatThrownBy(() -> MainText.extract(html, settings))
                .isInstanceOfSatisfying(
                        PageTooLargeException.class, e -> assertThat(e.nodes()).isGreaterThan(5000));
    }

    static Stream<String> floods() {
        return Stream.of(
                "<p>".repeat(5001),
                "<div>" + "</b>".repeat(5001),
                // formatting that is never closed comes again in every paragraph
                IntStream.range(0, 2000).mapToObj(i -> "<font a" + i + "=1><p>").collect(Collectors.joining()));
    }

    private static void extract(String html) {
        MainText.extract(html, ExtractSettings.defaults());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void readsAnyHeapOfTagsOnASmallStack(long seed) throws Exception {
        FutureTask<ExtractedPage> reading =
                new FutureTask<>(() -> MainText.extract(heap(seed), ExtractSettings.defaults()));
        Thread thread = new Thread(null, reading, "small stack", SMALL_STACK);
        thread.start();
        assertThat(reading.get().text()).isNotNull();
    }

    private static String heap(long seed) {
        Random random = new Random(seed);
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String tag = TAGS.get(random.nextInt(TAGS.size()));
            switch (random.nextInt(5)) {
                case 0 -> html.append("</").append(tag).append('>');
                case 1 -> html.append((char) random.nextInt(0x10000));
                case 2 -> html.append("word, ");
                default ->
                    html.append('<').append(tag).append(" class=").append(tag).append('>');
            }
        }
        return html.toString();
    }
}
