package dev.millrace.pipeline.quality;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/** How a settings record travels by Java serialisation, which {@link Optional} can't: what is absent as null. */
final class SettingsForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Class<? extends Record> type;
    private final Serializable[] values;

    SettingsForm(Record settings) {
        type = settings.getClass();
        RecordComponent[] components = type.getRecordComponents();
        values = new Serializable[components.length];
        try {
            for (int i = 0; i < values.length; i++) {
                Object value = components[i].getAccessor().invoke(settings);
                values[i] = (Serializable) (value instanceof Optional<?> optional ? optional.orElse(null) : value);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Could not read " + settings, e);
        }
    }

    private Object readResolve() throws ObjectStreamException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[values.length];
        Object[] arguments = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = types[i] == Optional.class ? Optional.ofNullable(values[i]) : values[i];
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Could not make " + type.getName() + " again", e);
        }
    }
}
