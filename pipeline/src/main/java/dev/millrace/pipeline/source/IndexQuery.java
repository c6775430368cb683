package dev.millrace.pipeline.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Statistics;
import org.apache.parquet.filter2.predicate.UserDefinedPredicate;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** A selection of records as a question to Common Crawl's columnar index (cc-index/table/cc-main/warc). */
final class IndexQuery implements ParquetRows.Query {
    static final String FILE = "warc_filename";
    static final String OFFSET = "warc_record_offset";
    static final String LENGTH = "warc_record_length";
    private static final String DOMAIN = "url_host_registered_domain";
    private static final String LANGUAGES = "content_languages";
    private static final String MEDIA_TYPE = "content_mime_detected";
    private static final String STATUS = "fetch_status";

    private final StoredFile file;
    private final IndexSelection selection;

    IndexQuery(StoredFile file, IndexSelection selection) {
        this.file = file;
        this.selection = selection;
    }

    @Override
    public MessageType projection(MessageType schema) {
        Set<String> columns = new HashSet<>(List.of(FILE, OFFSET, LENGTH));
        addUnlessEmpty(columns, DOMAIN, selection.domains());
        addUnlessEmpty(columns, LANGUAGES, selection.languages());
        addUnlessEmpty(columns, MEDIA_TYPE, selection.mediaTypes());
        addUnlessEmpty(columns, STATUS, selection.statuses());
        for (String column : columns) {
            if (!schema.containsField(column)) {
                throw new SourceException(
                        "source.index: " + file.path() + " is no index of a crawl: it has no column " + column);
            }
        }
        List<Type> read = schema.getFields().stream()
                .filter(column -> columns.contains(column.getName()))
                .toList();
        return new MessageType(schema.getName(), read);
    }

    private static void addUnlessEmpty(Set<String> columns, String column, List<?> wanted) {
        if (!wanted.isEmpty()) {
            columns.add(column);
        }
    }

    @Override
    public FilterCompat.Filter filter(MessageType schema) {
        List<FilterPredicate> all = new ArrayList<>();
        if (!selection.domains().isEmpty()) {
            all.add(FilterApi.in(FilterApi.binaryColumn(DOMAIN), binaries(selection.domains())));
        }
        if (!selection.languages().isEmpty()) {
            all.add(FilterApi.userDefined(
                    FilterApi.binaryColumn(LANGUAGES), new ChiefLanguage(new ArrayList<>(selection.languages()))));
        }
        if (!selection.mediaTypes().isEmpty()) {
            all.add(FilterApi.in(FilterApi.binaryColumn(MEDIA_TYPE), binaries(selection.mediaTypes())));
        }
        if (!selection.statuses().isEmpty()) {
            all.add(status(schema));
        }
        return all.stream().reduce(FilterApi::and).map(FilterCompat::get).orElse(FilterCompat.NOOP);
    }

    private FilterPredicate status(MessageType schema) {
        boolean wide = schema.getType(STATUS).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        return wide
                ? FilterApi.in(
                        FilterApi.longColumn(STATUS),
                        selection.statuses().stream().map(Integer::longValue).collect(Collectors.toSet()))
                : FilterApi.in(FilterApi.intColumn(STATUS), new HashSet<>(selection.statuses()));
    }

    private static Set<Binary> binaries(List<String> values) {
        return values.stream().map(Binary::fromString).collect(Collectors.toSet());
    }

    // languages: chief *("," other); those whose chief is "eng" lie between "eng" and "eng-", as "-" follows ","
    private static final class ChiefLanguage extends UserDefinedPredicate<Binary> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final List<String> languages;

        ChiefLanguage(List<String> languages) {
            this.languages = languages;
        }

        @Override
        public boolean keep(Binary value) {
            if (value == null) {
                return false;
            }
            String codes = value.toStringUsingUTF8();
            int comma = codes.indexOf(',');
            return languages.contains(comma < 0 ? codes : codes.substring(0, comma));
        }

        @Override
        public boolean canDrop(Statistics<Binary> statistics) {
            Comparator<Binary> order = statistics.getComparator();
            return languages.stream()
                    .noneMatch(language -> order.compare(statistics.getMax(), Binary.fromString(language)) >= 0
                            && order.compare(statistics.getMin(), Binary.fromString(language + "-")) < 0);
        }

        @Override
        public boolean inverseCanDrop(Statistics<Binary> statistics) {
            return false;
        }
    }
}
