package dev.millrace.pipeline.perplexity;

import dev.millrace.pipeline.ngram.NgramModel;
import dev.millrace.pipeline.ngram.NgramModels;
import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.TextUnits;
import dev.millrace.pipeline.stage.ResourceException;
import dev.millrace.pipeline.storage.Storage;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** One copy of a model in a process, whatever the number of tasks; given up when memory runs short. */
final class LoadedModels {
    private static final Map<FileStatus, SoftReference<NgramModel>> MODELS = new HashMap<>();

    private LoadedModels() {}

    static synchronized NgramModel of(String file) {
        try {
            Configuration hadoop = Storage.settings();
            Path path = new Path(file);
            FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
            MODELS.keySet().removeIf(known -> known.equals(status) && !unchanged(known, status));
            NgramModel model = Optional.ofNullable(MODELS.get(status))
                    .map(SoftReference::get)
                    .orElse(null);
            if (model == null) {
                model = NgramModels.read(file, hadoop, new Segmentation(TextUnits.whiteSpaceWords(), Optional.empty()));
                MODELS.put(status, new SoftReference<>(model));
            }
            return model;
        } catch (IOException e) {
            throw new ResourceException(file + ": is no n-gram model that can be read: " + e.getMessage(), e);
        }
    }

    /** Files of one name are equal, whatever they hold. */
    private static boolean unchanged(FileStatus known, FileStatus now) {
        return known.getLen() == now.getLen() && known.getModificationTime() == now.getModificationTime();
    }
}
