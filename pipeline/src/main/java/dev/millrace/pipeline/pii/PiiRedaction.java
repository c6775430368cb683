package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.NeedsSecret;
import dev.millrace.pipeline.stage.Stage;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Redacts, masks or hashes personal data, or rejects its document, each kind as the settings say, and counts what it finds
 * under {@code pii.} and the kind. Examples of a kind are used in turn, from the first in each document, so that a
 * document's text never depends on the documents before it. After datatrove (0.10, formatters/pii.py), which knows
 * lower-case e-mail addresses and IPv4 only.
 */
public final class PiiRedaction implements Stage {
    public static final String NAME = "pii";

    /** Number of e-mail addresses found. */
    public static final String EMAILS = "pii.email";

    /** Number of IP addresses found. */
    public static final String IPS = "pii.ip";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final KeyedHash hash;
    private transient Map<Finder, Kind> finders;

    /**
     * A list of examples of one is a placeholder; an address whose list is empty stays in the text and is not counted.
     *
     * @param emails in the place of redacted e-mail addresses
     * @param ipv4 in the place of redacted IPv4 addresses
     * @param ipv6 in the place of redacted IPv6 addresses
     * @param email what becomes of e-mail addresses
     * @param ip of globally reachable IP addresses
     * @param phone of phone numbers
     * @param creditCard of numbers of credit cards
     * @param iban of bank accounts' numbers
     * @param key of keys, tokens and passwords
     * @param nationalId of the numbers that states give to people
     * @param phoneRegions ISO 3166 codes of regions whose national forms of phone numbers are known
     * @param nationalIds which national numbers, such as {@code us-ssn}; all when empty
     * @param secret where the secret of hashes is: {@code env:NAME} or {@code file:PATH}; empty when nothing is hashed
     */
    public record Settings(
            List<String> emails,
            List<String> ipv4,
            List<String> ipv6,
            Action email,
            Action ip,
            Action phone,
            Action creditCard,
            Action iban,
            Action key,
            Action nationalId,
            List<String> phoneRegions,
            List<String> nationalIds,
            String secret)
            implements Serializable, NeedsSecret {
        public Settings {
            emails = List.copyOf(emails);
            ipv4 = List.copyOf(ipv4);
            ipv6 = List.copyOf(ipv6);
            phoneRegions = List.copyOf(phoneRegions);
            nationalIds = List.copyOf(nationalIds);
            for (String region : phoneRegions) {
                if (!Arrays.asList(Locale.getISOCountries()).contains(region)) {
                    throw new IllegalArgumentException(
                            "Invalid phoneRegions: " + region + " (must be ISO 3166 codes, such as US)");
                }
            }
            for (String id : nationalIds) {
                if (Arrays.stream(NationalId.values())
                        .noneMatch(each -> each.spelled().equals(id))) {
                    throw new IllegalArgumentException("Invalid nationalIds: " + id + " (must be of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(NationalId.values())
                                            .map(NationalId::spelled)
                                            .toList())
                            + ")");
                }
            }
            boolean hashes =
                    List.of(email, ip, phone, creditCard, iban, key, nationalId).contains(Action.HASH);
            if (hashes && secret.isEmpty()) {
                throw new IllegalArgumentException(
                        "Invalid secret: none (what is hashed needs one; say where it is: env:NAME or file:PATH)");
            }
        }

        @Override
        public Optional<String> secretMark() {
            return secret.isEmpty()
                    ? Optional.empty()
                    : Optional.of(KeyedHash.from(secret).mark());
        }

        /** These examples for addresses; all other kinds stay. */
        public Settings(List<String> emails, List<String> ipv4, List<String> ipv6) {
            this(
                    emails,
                    ipv4,
                    ipv6,
                    Action.REDACT,
                    Action.REDACT,
                    Action.KEEP,
                    Action.KEEP,
                    Action.KEEP,
                    Action.KEEP,
                    Action.KEEP,
                    List.of(),
                    List.of(),
                    "");
        }

        /**
         * Addresses become names and numbers reserved for examples (RFC 2606, RFC 5737, RFC 3849); cards, accounts and
         * keys are redacted; phone and national numbers stay.
         */
        public static Settings defaults() {
            return new Settings(
                    List.of("email@example.com", "firstname.lastname@example.org"),
                    List.of("192.0.2.1", "198.51.100.1", "203.0.113.1"),
                    List.of("2001:db8::1"),
                    Action.REDACT,
                    Action.REDACT,
                    Action.KEEP,
                    Action.REDACT,
                    Action.REDACT,
                    Action.REDACT,
                    Action.KEEP,
                    List.of("US"),
                    List.of(),
                    "");
        }

        Action of(Kind kind) {
            return switch (kind) {
                case EMAIL -> email;
                case IP -> ip;
                case PHONE -> phone;
                case CREDIT_CARD -> creditCard;
                case IBAN -> iban;
                case KEY -> key;
                case NATIONAL_ID -> nationalId;
            };
        }

        private Map<Finder, Kind> finders() {
            Map<Finder, Kind> finders = new LinkedHashMap<>();
            put(finders, key != Action.KEEP, new KeyFinder(), Kind.KEY);
            put(finders, wanted(email, emails), new EmailFinder(), Kind.EMAIL);
            put(finders, iban != Action.KEEP, new IbanFinder(), Kind.IBAN);
            put(finders, creditCard != Action.KEEP, new CardFinder(), Kind.CREDIT_CARD);
            put(finders, nationalId != Action.KEEP, new NationalIdFinder(chosen()), Kind.NATIONAL_ID);
            put(finders, wanted(ip, ipv6), new Ipv6Finder(), Kind.IP);
            put(finders, wanted(ip, ipv4), new Ipv4Finder(), Kind.IP);
            put(finders, phone != Action.KEEP, new PhoneFinder(phoneRegions), Kind.PHONE);
            return finders;
        }

        private List<NationalId> chosen() {
            return Arrays.stream(NationalId.values())
                    .filter(each -> nationalIds.isEmpty() || nationalIds.contains(each.spelled()))
                    .toList();
        }

        private static void put(Map<Finder, Kind> finders, boolean wanted, Finder finder, Kind kind) {
            if (wanted) {
                finders.put(finder, kind);
            }
        }

        private static boolean wanted(Action action, List<String> examples) {
            return action != Action.KEEP && (action != Action.REDACT || !examples.isEmpty());
        }
    }

    /** @throws IllegalArgumentException when the secret can't be had */
    public PiiRedaction(Settings settings) {
        this.settings = settings;
        this.hash = settings.secret().isEmpty() ? KeyedHash.none() : KeyedHash.from(settings.secret());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        List<Claims.Claim> claims = Claims.of(document.text(), finders());
        SortedMap<String, Double> counts = counts(claims);
        Optional<Kind> unwanted = claims.stream()
                .map(Claims.Claim::kind)
                .filter(kind -> settings.of(kind) == Action.REJECT)
                .findFirst();
        if (unwanted.isPresent()) {
            double count = counts.get(measure(unwanted.get()));
            return Outcome.rejected(
                    document.withMeasures(counts),
                    Rejection.measured(NAME, unwanted.get().spelled(), count, 0));
        }
        Document counted = document.withMeasures(counts);
        return Outcome.kept(claims.isEmpty() ? counted : counted.withText(replaced(document.text(), claims)));
    }

    private Map<Finder, Kind> finders() {
        if (finders == null) {
            finders = settings.finders();
        }
        return finders;
    }

    private SortedMap<String, Double> counts(List<Claims.Claim> claims) {
        SortedMap<String, Double> counts = new TreeMap<>();
        finders().values().forEach(kind -> counts.put(measure(kind), 0.0));
        claims.forEach(claim -> counts.merge(measure(claim.kind()), 1.0, Double::sum));
        return counts;
    }

    private static String measure(Kind kind) {
        return NAME + "." + kind.spelled();
    }

    private String replaced(String text, List<Claims.Claim> claims) {
        StringBuilder out = new StringBuilder(text.length());
        Map<List<String>, Integer> used = new LinkedHashMap<>();
        int at = 0;
        for (Claims.Claim claim : claims) {
            String found = text.substring(claim.start(), claim.end());
            out.append(text, at, claim.start());
            out.append(
                    switch (settings.of(claim.kind())) {
                        case MASK -> masked(found);
                        case HASH -> "[" + claim.kind().name() + ":" + hash.of(found) + "]";
                        default -> example(claim, used);
                    });
            at = claim.end();
        }
        return out.append(text, at, text.length()).toString();
    }

    private String example(Claims.Claim claim, Map<List<String>, Integer> used) {
        List<String> examples = switch (claim.kind()) {
            case EMAIL -> settings.emails();
            case IP -> claim.finder() instanceof Ipv4Finder ? settings.ipv4() : settings.ipv6();
            default -> List.of(claim.kind().placeholder());
        };
        int turn = used.merge(examples, 1, Integer::sum) - 1;
        return examples.get(turn % examples.size());
    }

    private static String masked(String found) {
        StringBuilder masked = new StringBuilder(found.length());
        found.codePoints().forEach(c -> masked.appendCodePoint(Character.isLetterOrDigit(c) ? '*' : c));
        return masked.toString();
    }
}
