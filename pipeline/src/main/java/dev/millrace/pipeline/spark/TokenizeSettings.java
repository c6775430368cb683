package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.mix.MixSettings;
import dev.millrace.pipeline.pack.PackSettings;
import dev.millrace.pipeline.split.SplitSettings;
import java.io.Serializable;

/**
 * How documents become token shards.
 *
 * @param seed of mix, split, order and shuffle
 */
public record TokenizeSettings(long seed, MixSettings mix, SplitSettings split, PackSettings pack)
        implements Serializable {}
