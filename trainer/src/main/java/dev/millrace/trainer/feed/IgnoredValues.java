package dev.millrace.trainer.feed;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** The record assembly that Parquet asks for and that reading by column has no use for. */
final class IgnoredValues extends GroupConverter {
    private final GroupType type;

    IgnoredValues(GroupType type) {
        this.type = type;
    }

    @Override
    public Converter getConverter(int field) {
        Type child = type.getType(field);
        return child.isPrimitive() ? new PrimitiveConverter() {} : new IgnoredValues(child.asGroupType());
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
