package dev.millrace.pipeline.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page states of its article for machines, as JSON-LD (schema.org).
 *
 * @param titles what the article may be headed by, JSON-LD's and the head's: letters and digits only, lower case
 * @param body the article's text; empty when it is not stated
 */
record StatedArticle(
        List<String> titles,
        String body,
        Optional<String> headline,
        Optional<String> author,
        Optional<String> date,
        Optional<String> language,
        Optional<String> address) {
    private static final int LONGEST_SCRIPT = 1 << 20;
    private static final int MOST_TITLES = 8;
    private static final int LEAST_BODY = 500;
    private static final int MOST_NODES = 20_000;
    // <![CDATA[ … ]]> and <!-- … -->, by themselves or in comments of scripts
    private static final Pattern WRAPPING = Pattern.compile("^\\s*(?://|/\\*)?\\s*(?:<!\\[CDATA\\[|<!--)(?:\\s*\\*/)?"
            + "|(?://|/\\*)?\\s{0,9}(?:\\]\\]>|-->)(?:\\s{0,9}\\*/)?\\s*+$");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** Whether a text lacks most of a stated text that is longer: pages that scripts complete state more than they show. */
    boolean isMissedBy(String text) {
        return body.length() >= LEAST_BODY
                && body.length() > text.length()
                && Shingles.of(text).share(body) < .5;
    }

    static StatedArticle of(Document page) {
        Reading reading = new Reading(PageTitle.letters(PageTitle.of(page)));
        for (Element script : page.getElementsByTag("script")) {
            String type = script.attr("type").strip();
            if (type.equalsIgnoreCase("application/ld+json") && script.data().length() <= LONGEST_SCRIPT) {
                reading.read(script.data());
            }
        }
        List<String> titles = new ArrayList<>(reading.titles);
        for (Element meta : page.head().getElementsByTag("meta")) {
            String name = meta.attr("property") + meta.attr("name");
            if ((name.equals("og:title") || name.equals("twitter:title"))
                    && !meta.attr("content").isBlank()) {
                titles.add(meta.attr("content"));
            }
        }
        titles.add(PageTitle.of(page));
        List<String> distinct = titles.stream()
                .map(PageTitle::letters)
                .filter(title -> !title.isEmpty())
                .distinct()
                .limit(MOST_TITLES)
                .toList();
        return new StatedArticle(
                distinct,
                reading.body,
                reading.headline,
                reading.author,
                reading.date,
                reading.language,
                reading.address);
    }

    private static final class Reading {
        private final String pageTitle;
        private final List<String> titles = new ArrayList<>();
        private String body = "";
        private Optional<String> headline = Optional.empty();
        private Optional<String> author = Optional.empty();
        private Optional<String> date = Optional.empty();
        private Optional<String> language = Optional.empty();
        private Optional<String> address = Optional.empty();
        private int nodes;

        private Reading(String pageTitle) {
            this.pageTitle = pageTitle;
        }

        private void read(String script) {
            try {
                walk(JSON.readTree(WRAPPING.matcher(script).replaceAll("")));
            } catch (JsonProcessingException e) {
                // a script that is no JSON states nothing
            }
        }

        private void walk(JsonNode root) {
            Deque<JsonNode> open = new ArrayDeque<>();
            open.push(root);
            while (!open.isEmpty() && nodes++ < MOST_NODES) {
                JsonNode node = open.pop();
                if (node.isObject() && isArticle(node.path("@type"))) {
                    take(node);
                }
                if (node.isContainerNode()) {
                    List<JsonNode> children = new ArrayList<>();
                    node.elements().forEachRemaining(children::add);
                    for (int i = children.size() - 1; i >= 0; i--) {
                        if (children.get(i).isContainerNode()) {
                            open.push(children.get(i));
                        }
                    }
                }
            }
        }

        private static boolean isArticle(JsonNode type) {
            String written = type.isArray() ? type.toString() : type.asText();
            return written.contains("Article")
                    || written.contains("Posting")
                    || written.contains("Report")
                    || written.contains("Recipe");
        }

        private void take(JsonNode article) {
            String text = article.path("articleBody").asText("");
            if (text.length() > body.length()) {
                body = text.indexOf('<') >= 0 || text.indexOf('&') >= 0
                        ? Jsoup.parse(text).text()
                        : text;
            }
            Optional<String> written = text(article.path("headline"));
            Optional<String> name = text(article.path("name"));
            written.ifPresent(titles::add);
            headline = headline.or(() -> name.filter(this::isTitle).or(() -> written));
            author = author.or(() -> name(article.path("author")));
            date = date.or(() -> text(article.path("datePublished")));
            language = language.or(() -> text(article.path("inLanguage")));
            address = address.or(() -> text(article.path("mainEntityOfPage"))
                    .or(() -> text(article.path("mainEntityOfPage").path("@id")))
                    .filter(at -> at.startsWith("http")));
        }

        private boolean isTitle(String name) {
            return pageTitle.contains(PageTitle.letters(name));
        }

        private static Optional<String> name(JsonNode author) {
            if (author.isArray()) {
                List<String> names = new ArrayList<>();
                author.forEach(one -> name(one).ifPresent(names::add));
                return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
            }
            return author.isObject() ? text(author.path("name")) : text(author);
        }

        private static Optional<String> text(JsonNode node) {
            return Optional.of(node)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }
    }
}
