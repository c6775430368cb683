package dev.millrace.pipeline.fasttext;

import java.io.IOException;
import java.io.Serializable;

/**
 * What the header of a model says of it.
 *
 * @param dimension of the embeddings
 * @param wordNgrams longest word n-gram
 * @param loss how labels are scored
 * @param buckets of hashed n-grams
 * @param shortestNgram of characters
 * @param longestNgram of characters; 0 for none
 */
record ModelSettings(int dimension, int wordNgrams, Loss loss, int buckets, int shortestNgram, int longestNgram)
        implements Serializable {
    private static final int MAGIC = 793_712_314;
    private static final int NEWEST = 12;
    private static final int WITHOUT_NGRAMS = 11;
    private static final int SUPERVISED = 3;

    enum Loss {
        HIERARCHICAL_SOFTMAX,
        NEGATIVE_SAMPLING,
        SOFTMAX,
        ONE_VERSUS_ALL
    }

    static ModelSettings read(ModelFile file) throws IOException {
        int magic = file.int32("magic number");
        if (magic != MAGIC) {
            throw file.damaged("Invalid magic number: " + magic + " (must be " + MAGIC + ": is it a fastText model?)");
        }
        int version = file.int32("version");
        if (version != NEWEST && version != WITHOUT_NGRAMS) {
            throw file.damaged("Invalid version: " + version + " (must be 11 or 12)");
        }
        int dimension = file.int32("dimension");
        file.int32("window");
        file.int32("epochs");
        file.int32("minimum count");
        file.int32("negatives");
        int wordNgrams = file.int32("word n-grams");
        int loss = file.int32("loss");
        int model = file.int32("model");
        int buckets = file.int32("buckets");
        int shortest = file.int32("shortest n-gram");
        int longest = file.int32("longest n-gram");
        file.int32("learning rate updates");
        file.float64("sampling threshold");
        if (model != SUPERVISED) {
            throw file.damaged("Invalid model: " + model + " (must be " + SUPERVISED + ", a supervised classifier)");
        }
        if (dimension < 1 || dimension > 1 << 16 || loss < 1 || loss > Loss.values().length) {
            throw file.damaged("Invalid header: dimension " + dimension + ", loss " + loss);
        }
        if (buckets < 0 || (buckets == 0 && ((longest > 0 && version == NEWEST) || wordNgrams > 1))) {
            throw file.damaged("Invalid buckets: " + buckets + " (must be > 0 where there are n-grams)");
        }
        return new ModelSettings(
                dimension,
                wordNgrams,
                Loss.values()[loss - 1],
                buckets,
                shortest,
                version == WITHOUT_NGRAMS ? 0 : longest);
    }
}
