package dev.millrace.jobs.job;

import dev.millrace.jobs.job.Stages.Maker;
import dev.millrace.pipeline.blocklist.UrlFilter;
import dev.millrace.pipeline.classifier.Classifier;
import dev.millrace.pipeline.classifier.FastTextClassifier;
import dev.millrace.pipeline.code.CodeQuality;
import dev.millrace.pipeline.code.LicenceHeaders;
import dev.millrace.pipeline.quality.BadWordFilter;
import dev.millrace.pipeline.quality.C4Paragraphs;
import dev.millrace.pipeline.quality.C4Quality;
import dev.millrace.pipeline.quality.C4Tfds;
import dev.millrace.pipeline.quality.DclmQuality;
import dev.millrace.pipeline.quality.DclmRepetition;
import dev.millrace.pipeline.quality.DolmaC4;
import dev.millrace.pipeline.quality.DolmaGopher;
import dev.millrace.pipeline.quality.FineWebQuality;
import dev.millrace.pipeline.quality.GopherQuality;
import dev.millrace.pipeline.quality.GopherRepetition;
import dev.millrace.pipeline.quality.Notices;
import dev.millrace.pipeline.quality.RefinedWebLines;
import dev.millrace.pipeline.quality.RepetitionSettings;
import dev.millrace.pipeline.quality.StopWordShare;
import dev.millrace.pipeline.quality.SymbolShares;
import dev.millrace.pipeline.quality.UrlRemoval;
import java.util.Map;

/** The stages that judge quality. */
final class QualityStages {
    static final Map<String, Maker<?>> MAKERS = Map.ofEntries(
            Map.entry(GopherQuality.NAME, new Maker<>(GopherQuality.Settings.class, GopherQuality::new)),
            Map.entry(GopherRepetition.NAME, new Maker<>(RepetitionSettings.class, GopherRepetition::new)),
            Map.entry(C4Quality.NAME, new Maker<>(C4Quality.Settings.class, C4Quality::new)),
            Map.entry(C4Tfds.NAME, new Maker<>(C4Tfds.Settings.class, C4Tfds::new)),
            Map.entry(C4Paragraphs.NAME, new Maker<>(C4Paragraphs.Settings.class, C4Paragraphs::new)),
            Map.entry(FineWebQuality.NAME, new Maker<>(FineWebQuality.Settings.class, FineWebQuality::new)),
            Map.entry(DclmQuality.NAME, new Maker<>(DclmQuality.Settings.class, DclmQuality::new)),
            Map.entry(DclmRepetition.NAME, new Maker<>(RepetitionSettings.class, DclmRepetition::new)),
            Map.entry(RefinedWebLines.NAME, new Maker<>(RefinedWebLines.Settings.class, RefinedWebLines::new)),
            Map.entry(DolmaGopher.NAME, new Maker<>(DolmaGopher.Settings.class, DolmaGopher::new)),
            Map.entry(DolmaC4.NAME, new Maker<>(DolmaC4.Settings.class, DolmaC4::new)),
            Map.entry(BadWordFilter.NAME, new Maker<>(BadWordFilter.Settings.class, BadWordFilter::new)),
            Map.entry(StopWordShare.NAME, new Maker<>(StopWordShare.Settings.class, StopWordShare::new)),
            Map.entry(SymbolShares.NAME, new Maker<>(SymbolShares.Settings.class, SymbolShares::new)),
            Map.entry(Notices.NAME, new Maker<>(Notices.Settings.class, Notices::new)),
            Map.entry(UrlRemoval.NAME, new Maker<>(UrlRemoval.Settings.class, UrlRemoval::new)),
            Map.entry(UrlFilter.NAME, new Maker<>(UrlFilter.Settings.class, UrlFilter::new)),
            Map.entry(CodeQuality.NAME, new Maker<>(CodeQuality.Settings.class, CodeQuality::new)),
            Map.entry(LicenceHeaders.NAME, new Maker<>(LicenceHeaders.Settings.class, LicenceHeaders::new)),
            Map.entry(Classifier.NAME, new Maker<>(Classifier.Settings.class, Classifier::new)),
            Map.entry(
                    FastTextClassifier.NAME, new Maker<>(FastTextClassifier.Settings.class, FastTextClassifier::new)));

    private QualityStages() {}
}
