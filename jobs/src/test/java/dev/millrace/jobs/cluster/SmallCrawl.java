package dev.millrace.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small crawl for integration tests: pages in a zip, in a WARC and in JSONL, with duplicates, near duplicates, a
 * page that is too short, a damaged line and a truncated member among them. The same bytes every time.
 */
final class SmallCrawl {
    private static final String[] SUBJECTS = {
        "The old water mill", "A careful engineer", "The river", "Every stone in the wall", "The miller's daughter",
        "A traveller from the north", "The wooden wheel", "The town council", "A heavy flood", "The first harvest"
    };
    private static final String[] VERBS = {
        "carried the grain to", "was built beside", "had to wait for", "turned slowly with", "gave its name to",
        "brought new people to", "could be heard from", "was repaired with help of", "changed the life of", "kept"
    };
    private static final String[] OBJECTS = {
        "the market in the valley",
        "the bridge that crosses the stream",
        "the people of the village",
        "the long winter of that year",
        "the narrow road to the hills",
        "the house where the family lived",
        "the fields that lie behind the church",
        "the bakers who have always paid in silver",
        "the small harbour with its boats",
        "the school that the children attend"
    };
    private static final String[] TAILS = {
        "because the summer had been dry",
        "and nobody could say for how long",
        "while the price of bread was rising",
        "as the oldest records of the parish tell",
        "although the owner did not agree with it",
        "before the railway came to this part of the country",
        "when the ice broke in the spring",
        "so that the work was done in half of the time",
        "which is why the place is still remembered",
        "and that is what the visitors come to see"
    };

    private SmallCrawl() {}

    /** Writes the crawl below the folder and returns how many pages are in it that can be read. */
    static int write(Path folder, int pages) throws IOException {
        Files.createDirectories(folder);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("pages.zip")))) {
            for (int page = 0; page < pages; page++) {
                ZipEntry entry = new ZipEntry("site/page-" + page + ".html");
                entry.setTime(0);
                zip.putNextEntry(entry);
                // every tenth page is the one before it again
                zip.write(html(page % 10 == 9 ? page - 1 : page, "").getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        try (OutputStream warc = Files.newOutputStream(folder.resolve("crawl.warc.gz"))) {
            for (int page = 0; page < pages; page++) {
                // every tenth page is nearly a page of the zip
                int text = page % 10 == 3 ? page : pages + page;
                warc.write(gzip(warcResponse("http://mill.example/" + page, html(text, " Last seen by the mill."))));
            }
            byte[] last = gzip(warcResponse("http://mill.example/cut", html(0, "")));
            warc.write(last, 0, last.length / 2);
        }
        StringBuilder lines = new StringBuilder();
        lines.append("{\"url\": \"http://mill.example/short\", \"text\": \"Too short to keep.\"}\n");
        lines.append("{\"url\": \"http://mill.example/damaged\", \"text\": \n");
        for (int page = 0; page < pages / 2; page++) {
            lines.append("{\"url\": \"http://mill.example/text/")
                    .append(page)
                    .append("\", \"text\": \"")
                    .append(article(2 * pages + page).replace("\n", "\\n"))
                    .append("\"}\n");
        }
        Files.writeString(folder.resolve("notes.jsonl"), lines, UTF_8);
        return 2 * pages + pages / 2 + 1;
    }

    private static String html(int seed, String extra) {
        StringBuilder body = new StringBuilder();
        for (String paragraph : article(seed).split("\n\n", -1)) {
            body.append("<p>").append(paragraph).append("</p>\n");
        }
        return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>The mill, part " + seed
                + "</title></head><body><nav><a href=/>Home</a> <a href=/all>All parts</a></nav><article><h1>Part "
                + seed + "</h1>\n" + body + "<p>Write to miller" + seed + "@mill.example for more." + extra
                + "</p></article></body></html>\n";
    }

    private static String article(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        int paragraphs = 4 + random.nextInt(5);
        for (int paragraph = 0; paragraph < paragraphs; paragraph++) {
            text.append(paragraph == 0 ? "" : "\n\n");
            int sentences = 3 + random.nextInt(4);
            for (int sentence = 0; sentence < sentences; sentence++) {
                text.append(sentence == 0 ? "" : " ")
                        .append(pick(random, SUBJECTS))
                        .append(' ')
                        .append(pick(random, VERBS))
                        .append(' ')
                        .append(pick(random, OBJECTS))
                        .append(" in the year ")
                        .append(1500 + random.nextInt(400))
                        .append(", ")
                        .append(pick(random, TAILS))
                        .append('.');
            }
        }
        return text.toString();
    }

    private static String pick(SplittableRandom random, String[] among) {
        return among[random.nextInt(among.length)];
    }

    private static byte[] warcResponse(String uri, String page) {
        byte[] body = page.getBytes(UTF_8);
        byte[] http = ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(UTF_8);
        byte[] header = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + uri
                        + "\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-"
                        + String.format("%012d", Math.floorMod(uri.hashCode(), 1_000_000_000))
                        + ">\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
                        + (http.length + body.length) + "\r\n\r\n")
                .getBytes(UTF_8);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes(header);
        record.writeBytes(http);
        record.writeBytes(body);
        record.writeBytes("\r\n\r\n".getBytes(UTF_8));
        return record.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
