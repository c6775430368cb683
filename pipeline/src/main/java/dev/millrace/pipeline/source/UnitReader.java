package dev.millrace.pipeline.source;

import dev.millrace.pipeline.outcome.Outcome;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The splits of a unit, one after the other. */
final class UnitReader implements Outcomes {
    private final Iterator<SourceSplit> splits;
    private final SourceSettings settings;
    private final Configuration hadoop;
    private Optional<FileReader> reader = Optional.empty();
    private Optional<Outcome> next = Optional.empty();

    UnitReader(SourceUnit unit, SourceSettings settings, Configuration hadoop) {
        this.splits = unit.splits().iterator();
        this.settings = settings;
        this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty()) {
            if (reader.isPresent()) {
                next = reader.get().read();
                if (next.isEmpty()) {
                    close();
                }
            } else if (splits.hasNext()) {
                reader = Optional.of(FileReader.open(splits.next(), settings, hadoop));
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public Outcome next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All files of the unit are read");
        }
        Outcome outcome = next.orElseThrow();
        next = Optional.empty();
        return outcome;
    }

    @Override
    public void close() {
        reader.ifPresent(FileReader::close);
        reader = Optional.empty();
    }
}
