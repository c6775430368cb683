package dev.millrace.jobs.explain;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.Judgement;
import dev.millrace.pipeline.stage.StageChain;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The way of one document through the stages, as a text. */
public final class Explanation {
    private static final String FILTER = "filter";
    private static final int WIDTH = 78;
    private static final int NAME = 34;
    private static final int VALUE = 12;
    private static final int LONGEST = 60;

    private final Ink ink;
    private final StringBuilder out = new StringBuilder();

    private Explanation(Ink ink) {
        this.ink = ink;
    }

    /** What the chains, one after the other, make of a document. */
    public static String of(Document document, List<StageChain> chains, Ink ink) {
        Explanation explanation = new Explanation(ink);
        explanation.heading(document);
        explanation.traces(StageTrace.of(chains, document));
        return explanation.out.toString();
    }

    /** What reading a source made of it. */
    public static String of(Outcome.Rejected damaged, Ink ink) {
        Explanation explanation = new Explanation(ink);
        explanation.heading(damaged.document());
        explanation.verdict(Optional.of(damaged.rejection()));
        return explanation.out.toString();
    }

    /**
     * What an earlier run recorded, and what the chains make of the document now: as its source holds it, or else of the
     * text that the run kept, which the filter's chain alone can take.
     *
     * @param found the document read from its source again
     */
    static String of(List<Recorded> recorded, Optional<Document> found, List<StageChain> chains, Ink ink) {
        Explanation explanation = new Explanation(ink);
        explanation.heading(recorded.get(0).outcome().document());
        Optional<Rejection> rejection = Optional.empty();
        for (Recorded record : recorded) {
            explanation.recorded(record);
            if (record.outcome() instanceof Outcome.Rejected rejected) {
                rejection = Optional.of(rejected.rejection());
            }
        }
        explanation.verdict(rejection);
        explanation.line("");
        Outcome first = recorded.get(0).outcome();
        if (found.isPresent()) {
            explanation.line(ink.faint("Read from its source again, by the settings given now:"));
            explanation.traces(StageTrace.of(chains, found.get()));
        } else {
            if (first instanceof Outcome.Kept && !first.document().text().isEmpty()) {
                explanation.line(ink.faint("The filter's rules on its text, by the settings given now:"));
                explanation.traces(StageTrace.of(
                        chains.stream()
                                .filter(chain -> chain.name().equals(FILTER))
                                .toList(),
                        first.document()));
            }
            explanation.line(ink.faint("For every stage from the page on, give the run's own source.inputs."));
        }
        return explanation.out.toString();
    }

    /** A document as a job of an earlier run left it. */
    record Recorded(String job, Outcome outcome) {}

    private void heading(Document document) {
        String source = Snippet.line(document.provenance().source(), LONGEST);
        String offset = document.provenance().offset() > 0
                ? " @ " + document.provenance().offset()
                : "";
        line(ink.strong(source + offset));
        if (!document.provenance().uri().isEmpty()) {
            line("  " + Snippet.line(document.provenance().uri(), WIDTH));
        }
        line(ink.faint("  id " + document.id() + ", " + size(document)));
        line("");
    }

    private void traces(List<StageTrace> traces) {
        String job = "";
        Optional<Rejection> rejection = Optional.empty();
        for (StageTrace trace : traces) {
            if (!trace.job().equals(job)) {
                job = trace.job();
                line(ink.faint(job));
            }
            stage(trace);
            if (trace.reached() && trace.outcome() instanceof Outcome.Rejected rejected) {
                rejection = Optional.of(rejected.rejection());
            }
        }
        line("");
        verdict(rejection);
    }

    private void stage(StageTrace trace) {
        String mark = trace.kept() ? ink.good("✓") : ink.bad("✗");
        String note = trace.reached() ? "" : trace.kept() ? "not reached; would keep" : "not reached; would reject";
        String change = change(trace.before(), trace.outcome().document());
        String right = note.isEmpty() ? change : note;
        line("  " + mark + " " + pad(ink.name(trace.stage()), trace.stage().length(), NAME + 2) + ink.faint(right));
        facts(trace);
        judged(trace);
        edited(trace);
        if (trace.outcome() instanceof Outcome.Rejected rejected
                && trace.judgements().stream().allMatch(Judgement::passed)) {
            line("      " + ink.bad(reason(rejected.rejection())));
        }
    }

    /** Attributes that the stage found. */
    private void facts(StageTrace trace) {
        Map<String, String> found = new TreeMap<>(trace.outcome().document().attributes());
        found.entrySet().removeAll(trace.before().attributes().entrySet());
        found.forEach((name, value) -> line("      " + column(name) + Snippet.line(value, LONGEST - 12)));
    }

    /** Rules with their values and limits, then measures that no rule was held against. */
    private void judged(StageTrace trace) {
        Map<String, Double> measured = new TreeMap<>(trace.outcome().document().measures());
        measured.entrySet().removeAll(trace.before().measures().entrySet());
        String last = "";
        for (Judgement judgement : trace.judgements()) {
            measured.remove(trace.stage() + "." + judgement.measure());
            boolean again = judgement.measure().equals(last);
            last = judgement.measure();
            String value = again ? "" : number(judgement.value());
            String limit = sign(judgement.sign()) + " " + number(judgement.limit());
            String text = column(again ? "" : judgement.measure()) + left(value) + "  " + limit;
            line(judgement.passed() ? "      " + text : "      " + ink.bad(text + "   ✗ " + judgement.rule()));
        }
        measured.forEach((name, value) -> {
            String brief = name.startsWith(trace.stage() + ".")
                    ? name.substring(trace.stage().length() + 1)
                    : name;
            line("      " + column(brief) + left(number(value)));
        });
    }

    private void edited(StageTrace trace) {
        boolean texts = trace.before().content() instanceof Content.Text
                && trace.outcome().document().content() instanceof Content.Text;
        String before = trace.before().text();
        String after = trace.outcome().document().text();
        if (texts && !before.equals(after)) {
            String[] change = Snippet.firstChange(before, after, LONGEST);
            line("      " + ink.faint("first change"));
            line("      " + ink.bad("- " + change[0]));
            line("      " + ink.good("+ " + change[1]));
        }
    }

    private void recorded(Recorded record) {
        boolean kept = record.outcome() instanceof Outcome.Kept;
        line("  " + (kept ? ink.good("✓") : ink.bad("✗")) + " "
                + pad(ink.name(record.job()), record.job().length(), NAME + 2)
                + ink.faint(size(record.outcome().document())));
        record.outcome()
                .document()
                .attributes()
                .forEach((name, value) -> line("      " + column(name) + Snippet.line(value, LONGEST - 12)));
        record.outcome()
                .document()
                .measures()
                .forEach((name, value) -> line("      " + column(name) + left(number(value))));
        if (record.outcome() instanceof Outcome.Rejected rejected) {
            line("      " + ink.bad(reason(rejected.rejection())));
        }
    }

    private void verdict(Optional<Rejection> rejection) {
        line(rejection
                .map(reason -> ink.bad("rejected") + " by " + ink.strong(reason.stage()) + ": " + reason(reason))
                .orElseGet(() -> ink.good("kept")));
    }

    private static String reason(Rejection rejection) {
        StringBuilder reason = new StringBuilder(rejection.rule());
        if (!Double.isNaN(rejection.measured())) {
            reason.append(", ").append(number(rejection.measured()));
        }
        if (!Double.isNaN(rejection.limit())) {
            reason.append(" against ").append(number(rejection.limit()));
        }
        if (!rejection.detail().isEmpty()) {
            reason.append(" (").append(Snippet.line(rejection.detail(), WIDTH)).append(')');
        }
        if (!rejection.survivor().isEmpty()) {
            reason.append("; ").append(rejection.survivor()).append(" stays");
        }
        return reason.toString();
    }

    private static String change(Document before, Document after) {
        String from = size(before);
        String to = size(after);
        return from.equals(to) && before.text().equals(after.text()) ? "unchanged, " + to : from + " → " + to;
    }

    private static String size(Document document) {
        if (document.content() instanceof Content.Payload payload) {
            return String.format(Locale.ROOT, "%,d bytes", payload.bytes().length);
        }
        String text = document.text();
        return String.format(Locale.ROOT, "%,d characters", text.codePointCount(0, text.length()));
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.4f" : "%,.2f", value);
    }

    private static String sign(String sign) {
        return switch (sign) {
            case ">=" -> "≥";
            case "<=" -> "≤";
            default -> sign;
        };
    }

    private static String column(String name) {
        return pad(name, name.length(), NAME);
    }

    private static String left(String value) {
        return " ".repeat(Math.max(0, VALUE - value.length())) + value;
    }

    private static String pad(String text, int length, int width) {
        return text + " ".repeat(Math.max(1, width - length));
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
