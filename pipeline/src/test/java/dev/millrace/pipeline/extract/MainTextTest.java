package dev.millrace.pipeline.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTextTest {
    private static final String RIVER =
            "The river comes down from the hills, slow in summer, and turns the wheel of every mill on its way. ";
    private static final String MILLER =
            "Nobody knew how old the miller was, but he had ground, by his own count, the grain of sixty harvests. ";
    private static final String WHEEL =
            "When the wheel broke in the great flood, the village, which had no other, went without bread for a week. ";
    private static final String BODY = "<p>" + RIVER + MILLER + "</p><p>" + WHEEL + RIVER + "</p><p>" + MILLER + "</p>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p><a href=/flour>Also read: flour dearer than ever</a></p>",
                "<p>Lesen Sie auch: <a href=/mehl>Mehl so teuer wie nie</a></p>",
                "<p><b>Lire aussi :</b> <a href=/farine>La farine est plus chère</a></p>",
                "<div class=article-related><h3>Mills</h3><p>The ten loveliest mills of the land, seen by us</p></div>",
                "<figure><img src=a.jpg><figcaption>The old mill in winter</figcaption></figure>",
                "<div class=photo><img src=a.jpg><span>The old mill in winter</span></div>",
                "<p class=wp-caption-text>The old mill in winter</p>",
                "<p>Photo: A. Miller</p>",
                "<p>© Mill Press 2019</p>",
                "<p>Advertisement</p>",
                "<div>Anzeige</div>",
                "<p>Sign up for our newsletter and get the best of the mill every week</p>",
                "<p>Folgen Sie uns auf Facebook und Instagram</p>",
                "<p>Suscríbete a nuestro boletín y recibe las noticias</p>",
                "<p>Tags: <a href=/t/mill>mill</a>, <a href=/t/river>river</a></p>",
                "<div>May 3, 2019, 10:15 AM</div>",
                "<div>Aktualisiert am 3. März 2019 um 10:15 Uhr</div>",
                "<p>12 Kommentare</p>",
                "<div>3 / 24</div>",
                "<div class=share-bar><a href=x>Post it</a></div>",
                "<div class='author-box'>A. Miller writes about mills and rivers.</div>",
                "<div style='display: none'>A secret of the mill that nobody sees</div>",
                "<span class=sr-only>Opens in a new window</span>",
                "<div class=vanished>What the style sheet hides, and nobody reads</div>",
                "<div class=newsletter-content><p>The mill by mail, every Sunday, with the price of flour.</p></div>",
                "<div class='tooltip popover'>A wheel that water turns</div>",
                "<div id=comments><p>" + RIVER + "</p><p>I was there too, and it was so.</p></div>",
                "<article class=comment-body><p>" + RIVER + RIVER + "</p></article>",
                "<div>This website uses cookies to make it better. Accept all cookies</div>",
                "<nav><a href=/>Home</a></nav>",
                "<span>19 July 2013 Last updated at 08:38 GMT</span>",
                "Posted: 06/06/2013 09:48 PM PDT<br>",
                "<b>Also read:</b> <a href=/flour>flour dearer than ever</a>",
                "<p>By Anna Miller, Mill Correspondent</p>",
                "<div>Von Anna Müller und Bernd Becker</div>",
                "<div>19.03.2019 11:45 Uhr | von Anna Müller</div>",
                "<div>Gespeichert von anna am 24. Juli 2017 - 18:55</div>",
                "<p>« Zurück zur Übersicht</p>",
                "<p>→ Поделиться</p>",
                "<p>[+] Enlarge image</p>",
                "<p>Copyright 2019 by the mill. All rights reserved. No part of this text may be printed anywhere, read out in"
                        + " any place, or ground between the stones of any mill but the one that it was written about, if not"
                        + " with leave of the miller.</p>",
                "<p>Anna Miller can be reached at anna@mill.example and @mill</p>",
                "<div class=slideshow><p>The old mill, as it stood in winter before the flood</p></div>",
                "<div class=state>{\"wheel\": {\"turns\": true, \"speed\": [1, 2, 3]}}</div>",
                "<aside><p>Aside of the mill, of which there is little to say here.</p></aside>",
            })
    void leavesOutWhatIsNoneOfTheText(String block) {
        String page = "<html><head><style>.vanished { display: none }</style></head><body><div class=post>" + BODY
                + block + "<p>" + WHEEL + "</p></div></body></html>";
        assertThat(textOf(page)).isEqualTo(textOf(page.replace(block, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<h2>What the miller said</h2><p>" + MILLER + "</p>",
                "<ul><li>grain, rye above all</li><li>water, and time</li></ul>",
                "<p>He read these, he said:</p><ul><li><a href=/a>On mills</a></li><li><a href=/b>On flour</a></li></ul>",
                "<ul><li><a href=https://one.example/>One of his sources</a></li>"
                        + "<li><a href=https://two.example/>Another source</a></li></ul>",
                "<table><tr><th>year</th><th>bread</th></tr><tr><td>1870</td><td>three pence</td></tr></table>",
                "<blockquote class=twitter-tweet><p>The wheel turns again!</p>A. Miller (@mill)</blockquote>",
                "<pre>wheel.turn(\n    10);</pre>",
                "<p>He said no.</p>",
                "<p>See <a href=/w>the wheel</a>, of which more was told above, and more will be told below.</p>",
                "<p>" + RIVER + MILLER + "</p>",
                "<p>Related to the miller by blood, his cousin owned the land on the other side of the river.</p>",
                "<p>By the year 1870 there were three mills on the river, and a fourth was being built.</p>",
                "<p>Follow the river up to the hills, and you will find four more of them.</p>",
                "<p>In 2019 he died.</p>",
                "<p>Weiter!</p>",
                "<p>Close.</p>",
                "<p>By then the wheel had stopped.</p>",
                "<p>She wrote to him, @mill, and he never answered her.</p>",
                "a line of its own <br> and another one",
            })
    void keepsWhatBelongsToTheText(String block) {
        String page = "<body><div class=post>" + BODY + block + "<p>" + WHEEL + "</p></div></body>";
        String words = org.jsoup.Jsoup.parse(block).text();
        assertThat(letters(textOf(page))).contains(letters(words));
    }

    @Test
    void takesAnArticleThatIsSplitOverElements() {
        String page =
                "<body><div class=page><div class=part-1><p>" + RIVER + MILLER + "</p></div><div class=ad>Buy</div>"
                        + "<div class=part-2><p>" + WHEEL + MILLER + "</p><p>" + RIVER
                        + "</p></div><div class=part-3><p>" + MILLER
                        + WHEEL + "</p></div></div><div class=foot><a href=/imprint>Imprint</a></div></body>";
        assertThat(textOf(page).split("\n+"))
                .hasSize(4)
                .noneMatch(line -> line.contains("Imprint") || line.equals("Buy"));
    }

    @Test
    void judgesWhatLiesInTablesForLayoutLikeWhatLiesInNone() {
        String page = "<body><table><tr><td><a href=/>Home</a></td><td><div class=byline>A. Miller</div>" + BODY
                + "<p>Advertisement</p><p>" + WHEEL + RIVER + "</p></td></tr></table></body>";
        assertThat(textOf(page)).contains("bread for a week").doesNotContain("A. Miller", "Advertisement", "|");
    }

    @Test
    void findsTheTextWhereItsNameSpeaksAgainstIt() {
        String links = "<p><a href=/n>All the mills of the land that were ever counted</a> by the count of 1870</p>";
        String elsewhere = "<div class=nav-menu>" + ("<p>" + RIVER + MILLER + "</p>").repeat(3) + "</div>";
        String page = "<body>" + elsewhere + "<div class=article-pagination>" + BODY + "</div><div>" + links + links
                + links + "</div></body>";
        assertThat(textOf(page)).contains("bread for a week");
    }

    @Test
    void takesTheLeadAndLeavesTheTitleToTheFacts() {
        String page = "<head><title>The mill | The Paper</title></head><body><main><header><h1>The mill</h1>"
                + "<p class=standfirst>What became of the wheel that fed a village for so long</p>"
                + "<span class=byline>By A. Miller</span></header><div class=article-body>" + BODY
                + "</div></main></body>";
        assertThat(textOf(page))
                .startsWith("What became of the wheel that fed a village for so long\n\nThe river comes");
    }

    @Test
    void stopsWhereAnotherArticleBegins() {
        String other = "<article><h1><a href=/2>Another mill</a></h1>" + ("<p>" + WHEEL + MILLER + "</p>").repeat(9)
                + "</article>";
        String page = "<head><title>The mill</title></head><body><div><article><h1>The mill</h1>" + BODY + "</article>"
                + other + other + "</div></body>";
        assertThat(textOf(page)).startsWith("The river").hasSizeLessThan(700);
    }

    @Test
    void leavesRowsOfTeasersToOtherPages() {
        String teaser =
                "<div class=card><img src=x><h3><a href=/n>The next mill down the river</a></h3><p>It is newer, and"
                        + " its wheel is made of iron, which the miller does not like at all.</p></div>";
        String page = "<body><div class=post>" + BODY + "<div>" + teaser.repeat(4) + "</div></div></body>";
        assertThat(textOf(page)).doesNotContain("next mill", "iron");
    }

    @Test
    void leavesAColumnOfOtherPagesThoughItsLinksAreLabels() {
        String other = "<div><p>" + RIVER + "<a href=/m>Read more</a></p><p><a href=/n>Continue reading</a></p></div>";
        String page = "<body><div class=wide><div class=text>" + BODY + "<p>" + MILLER + WHEEL + RIVER
                + "</p></div><div class=side><h3>Elsewhere</h3>"
                + other.repeat(4).replace("hills", "mountains")
                + "</div></div></body>";
        assertThat(textOf(page)).contains("hills").doesNotContain("Read more", "Continue");
    }

    @Test
    void believesTheTextThatIsStatedForMachines() {
        String stated =
                "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"The mill\",\"author\":"
                        + "[{\"name\":\"A. Miller\"}],\"datePublished\":\"2020-01-02\",\"articleBody\":\"" + RIVER
                        + MILLER + WHEEL
                        + RIVER + MILLER + WHEEL + "\"}</script>";
        String shown = "<div class=post>" + BODY
                + "<p>Bakers of the land have met in the town, where they spoke of prices.</p></div>";
        assertThat(textOf("<head>" + stated + "</head><body>" + shown))
                .contains("sixty harvests")
                .doesNotContain("Bakers");
        ExtractedPage bare =
                page("<head>" + stated + "</head><body><div id=app></div></body>", Preset.BALANCED, TextFormat.TEXT);
        assertThat(bare.text()).contains("sixty harvests");
        assertThat(bare.facts())
                .containsEntry("title", "The mill")
                .containsEntry("author", "A. Miller")
                .containsEntry("date", "2020-01-02");
    }

    @Test
    void presetsTakeMoreOrLess() {
        String page = "<body><div class=post><p>From the mill</p>" + BODY
                + "<figure><img src=a><figcaption>The old mill in winter" + "</figcaption></figure><p>" + WHEEL
                + "</p><p>The paper of the mill</p></div></body>";
        assertThat(page(page, Preset.PRECISION, TextFormat.TEXT).text())
                .doesNotContain("From the mill", "winter", "The paper");
        assertThat(page(page, Preset.BALANCED, TextFormat.TEXT).text())
                .contains("From the mill", "The paper")
                .doesNotContain("winter");
        assertThat(page(page, Preset.RECALL, TextFormat.TEXT).text()).contains("From the mill", "winter", "The paper");
    }

    static List<Arguments> markdown() {
        return List.of(
                arguments("<p>a <b>bold </b>word</p>", "a **bold** word"),
                arguments("<p>an <a href=/x>inner <i>link</i></a>.</p>", "an [inner *link*](/x)."),
                arguments("<p><b><strong>both</strong></b></p>", "**both**"),
                arguments("<p>2 * 3 [x] and a_b</p>", "2 \\* 3 \\[x\\] and a_b"),
                arguments("<h3>Head</h3><p>x</p>", "### Head\n\nx"),
                arguments(
                        "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li><p>d</p></li></ul>",
                        "- a\n  1. b\n  2. c\n- d"),
                arguments("<blockquote><p>said</p></blockquote><p>x</p>", "> said\n\nx"),
                arguments("<pre><code>if (a) {\n  *b;\n}</code></pre><p>x</p>", "```\nif (a) {\n  *b;\n}\n```\n\nx"),
                arguments("<p>so use <code>a*b</code></p>", "so use `a*b`"),
                arguments(
                        "<table><tr><th>k</th><th>v</th></tr><tr><td>a</td><td><p>b</p></td></tr></table>",
                        "| k | v |\n| --- | --- |\n| a | b |"),
                arguments("<p>x</p><hr><p># y</p>", "x\n\n---\n\n\\# y"));
    }

    @ParameterizedTest
    @MethodSource("markdown")
    void writesMarkdown(String html, String expected) {
        String page = "<body><div class=post>" + BODY + html + "<p>" + WHEEL + "</p></div></body>";
        assertThat(page(page, Preset.BALANCED, TextFormat.MARKDOWN).text())
                .contains("\n\n" + expected + "\n\n" + WHEEL.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "'<title>The mill | The Paper</title><h1>The mill</h1>', title, The mill",
        "'<meta property=og:title content=\"A mill\"><title>B</title>', title, A mill",
        "'<p class=byline>By Anna Miller, 3 May 2019</p>', author, Anna Miller",
        "'<a rel=author href=/m>A. Miller</a>', author, A. Miller",
        "'<div class=author>Follow us and win</div><div class=author>Mills by Anna Miller</div>', author, Anna Miller",
        "'<div class=author>1</div><div class=byline>Von Anna Müller am 3. Mai 2019</div>', author, Anna Müller",
        "'<meta name=author content=\"By Anna Miller\">', author, Anna Miller",
        "'<time datetime=10:15>10:15</time><time datetime=2019-05-03>3 May</time>', date, 2019-05-03",
        "'<title>Two mills in one - The Paper</title>', title, Two mills in one",
        "'<title>Mills - The Paper</title>', title, Mills - The Paper",
        "'<div><title>The mill</title></div>', title, The mill",
        "'<script type=application/ld+json><![CDATA[ {\"@type\":\"Article\",\"datePublished\":\"2019-05-03\"} ]]></script>', date, 2019-05-03",
        "'<title>The mill</title><script type=application/ld+json>{\"@type\":\"Article\",\"name\":\"The mill\",\"headline\":\"A house\"}</script>', title, The mill",
        "'<time datetime=2019-05-03T10:15>3 May</time>', date, 2019-05-03T10:15",
        "'<meta property=og:url content=\"https://mill.example/1\">', canonical, https://mill.example/1",
        "'<meta property=og:locale content=de_AT>', language-hint, de-AT",
    })
    void readsWhatThePageStates(String html, String fact, String value) {
        assertThat(page(html, Preset.BALANCED, TextFormat.TEXT).facts()).containsEntry(fact, value);
    }

    private static String textOf(String html) {
        return page(html, Preset.BALANCED, TextFormat.TEXT).text();
    }

    private static ExtractedPage page(String html, Preset preset, TextFormat format) {
        return MainText.extract(html, new ExtractSettings(preset, format, 1 << 20, 100_000, 1));
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
