package dev.millrace.pipeline.spark.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.report.Distribution;
import dev.millrace.pipeline.report.SafeText;
import dev.millrace.pipeline.report.TextFigures;
import dev.millrace.pipeline.report.TextFigures.Language;
import dev.millrace.pipeline.report.TextFigures.PersonalData;
import dev.millrace.pipeline.report.markup.Numerals;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** What the documents are like. */
final class TextQuery {
    private static final int MOST_LANGUAGES = 40;
    private static final int MOST_KINDS = 40;
    private static final String PRIVACY = "pii.";
    private static final String UNKNOWN = "unknown";

    private TextQuery() {}

    static TextFigures figures(Documents documents) {
        Dataset<Row> measures = documents
                .all()
                .select(col(Documents.KEPT), explode(col("measures")).as(new String[] {"name", "value"}));
        Column isPrivacy = col("name").startsWith(PRIVACY);
        List<Distribution> scores = DistributionQuery.of(measures.where(not(isPrivacy)), LimitQuery.limits(documents));
        return new TextFigures(
                languages(documents.kept()),
                DistributionQuery.of(lengths(documents.all()), Map.of()),
                scores,
                privacy(measures.where(isPrivacy)));
    }

    private static List<Language> languages(Dataset<Row> kept) {
        Column language =
                substring(coalesce(col("attributes").getItem(Document.LANGUAGE), lit(UNKNOWN)), 1, SafeText.NAME);
        Dataset<Row> known = kept.select(
                language.as("language"),
                expr("cast(octet_length(text) as bigint)").as("bytes"));
        long all = known.count();
        List<Language> languages = known
                .groupBy("language")
                .agg(count(lit(1)).as("documents"), sum("bytes"))
                .orderBy(col("documents").desc(), col("language"))
                .limit(MOST_LANGUAGES)
                .collectAsList()
                .stream()
                .map(row -> new Language(
                        row.getString(0), row.getLong(1), row.getLong(2), Numerals.share(row.getLong(1), all)))
                .toList();
        boolean noneKnown =
                languages.stream().allMatch(entry -> entry.language().equals(UNKNOWN));
        return noneKnown ? List.of() : languages;
    }

    private static Dataset<Row> lengths(Dataset<Row> all) {
        UDF1<String, Double> words = text -> (double) words(text);
        return all.where("text is not null and text != ''")
                .select(
                        col(Documents.KEPT),
                        explode(map(
                                        lit("characters"),
                                        length(col("text")).cast("double"),
                                        lit("words (between white space)"),
                                        udf(words, DataTypes.DoubleType).apply(col("text"))))
                                .as(new String[] {"name", "value"}));
    }

    /** Runs of characters between white space. */
    static long words(String text) {
        long words = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            if (!space && !within) {
                words++;
            }
            within = !space;
        }
        return words;
    }

    private static List<PersonalData> privacy(Dataset<Row> measures) {
        return measures
                .where("value > 0 and value < 1e15")
                .groupBy("name")
                .agg(sum(col("value").cast("bigint")), count(lit(1)))
                .orderBy("name")
                .limit(MOST_KINDS)
                .collectAsList()
                .stream()
                .map(row ->
                        new PersonalData(row.getString(0).substring(PRIVACY.length()), row.getLong(1), row.getLong(2)))
                .toList();
    }
}
