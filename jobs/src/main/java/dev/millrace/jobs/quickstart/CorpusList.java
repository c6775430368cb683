package dev.millrace.jobs.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The files that a Maven project's {@code artifactItem}s name. */
final class CorpusList {
    private CorpusList() {}

    /** {@code artifact-version-classifier.jar} of each item. */
    static SortedSet<String> of(Path project) {
        try {
            NodeList items = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(project.toFile())
                    .getElementsByTagName("artifactItem");
            SortedSet<String> names = new TreeSet<>();
            for (int i = 0; i < items.getLength(); i++) {
                Element item = (Element) items.item(i);
                names.add(text(item, "artifactId") + "-" + text(item, "version") + "-" + text(item, "classifier")
                        + ".jar");
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(project + ": unreadable", e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalArgumentException(project + ": " + e.getMessage(), e);
        }
    }

    private static String text(Element item, String name) {
        return item.getElementsByTagName(name).item(0).getTextContent().strip();
    }
}
