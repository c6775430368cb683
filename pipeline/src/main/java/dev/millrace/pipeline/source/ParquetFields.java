package dev.millrace.pipeline.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The columns of a Parquet file that the settings name. */
final class ParquetFields implements ParquetRows.Query {
    private final StoredFile file;
    private final SourceSettings settings;

    ParquetFields(StoredFile file, SourceSettings settings) {
        this.file = file;
        this.settings = settings;
    }

    /** The file's schema without the columns that nobody asks for. */
    @Override
    public MessageType projection(MessageType schema) {
        if (column(schema, settings.textField()).isEmpty()) {
            List<String> names = schema.getFields().stream().map(Type::getName).toList();
            throw new SourceException("source.text-field: no column \"" + settings.textField() + "\" of text in "
                    + file.path() + " (it has " + String.join(", ", names) + ")");
        }
        List<Type> wanted = new ArrayList<>();
        for (Type top : schema.getFields()) {
            if (names().stream().anyMatch(name -> name.equals(top.getName()) || name.startsWith(top.getName() + "."))) {
                wanted.add(top);
            }
        }
        return new MessageType(schema.getName(), wanted);
    }

    @Override
    public FilterCompat.Filter filter(MessageType schema) {
        return FilterCompat.NOOP;
    }

    /** The value of a single-valued field as text. */
    Optional<String> value(Group row, String dotted) {
        Group group = row;
        String rest = dotted;
        while (true) {
            GroupType type = group.getType();
            if (type.containsField(rest) && type.getType(rest).isPrimitive()) {
                boolean single = group.getFieldRepetitionCount(rest) == 1;
                return single ? Optional.of(group.getValueToString(type.getFieldIndex(rest), 0)) : Optional.empty();
            }
            int dot = rest.indexOf('.');
            if (dot < 0 || !type.containsField(rest.substring(0, dot))) {
                return Optional.empty();
            }
            String name = rest.substring(0, dot);
            if (type.getType(name).isPrimitive() || group.getFieldRepetitionCount(name) != 1) {
                return Optional.empty();
            }
            group = group.getGroup(name, 0);
            rest = rest.substring(dot + 1);
        }
    }

    private static Optional<Type> column(GroupType type, String dotted) {
        if (type.containsField(dotted)) {
            Type found = type.getType(dotted);
            boolean text = found.isPrimitive()
                    && found.asPrimitiveType().getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY;
            return text ? Optional.of(found) : Optional.empty();
        }
        int dot = dotted.indexOf('.');
        if (dot < 0 || !type.containsField(dotted.substring(0, dot))) {
            return Optional.empty();
        }
        Type next = type.getType(dotted.substring(0, dot));
        return next.isPrimitive() ? Optional.empty() : column(next.asGroupType(), dotted.substring(dot + 1));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(settings.attributeFields());
        names.add(settings.textField());
        settings.uriField().ifPresent(names::add);
        settings.idField().ifPresent(names::add);
        return names;
    }
}
