package dev.millrace.pipeline.extract;

import java.util.List;

/** What class names, ids and roles say about an element. They are matched as parts of words, as sites compose them. */
final class Hints {
    private static final List<String> BOILERPLATE = List.of(
            "-ad-",
            "banner",
            "breadcrumb",
            "comment",
            "community",
            "cookie",
            "consent",
            "disqus",
            "extra",
            "footer",
            "gdpr",
            "header",
            "legends",
            "menu",
            "navbar",
            "navigation",
            "newsletter",
            "outbrain",
            "pager",
            "pagination",
            "popup",
            "recommend",
            "related",
            "remark",
            "replies",
            "rss",
            "shoutbox",
            "sidebar",
            "skyscraper",
            "social",
            "sponsor",
            "subscribe",
            "supplemental",
            "taboola",
            "teaser",
            "topnav",
            "subnav",
            "bottomnav");
    private static final List<String> PERHAPS_CONTENT =
            List.of("and", "article", "body", "column", "content", "main", "mathjax", "shadow");
    private static final List<String> GOOD = List.of(
            "article",
            "body",
            "content",
            "entry",
            "main",
            "page",
            "post",
            "text",
            "blog",
            "story",
            "block",
            "detail",
            "description");
    private static final List<String> BAD = List.of(
            "-ad-",
            "hidden",
            "banner",
            "combx",
            "comment",
            "com-",
            "contact",
            "footer",
            "gdpr",
            "masthead",
            "media",
            "meta",
            "outbrain",
            "promo",
            "related",
            "share",
            "shoutbox",
            "sidebar",
            "skyscraper",
            "sponsor",
            "shopping",
            "tags",
            "tool",
            "widget");
    private static final List<String> BYLINE =
            List.of("byline", "author", "dateline", "writtenby", "p-author", "post-meta", "entry-meta");
    private static final List<String> SHARE = List.of("share", "sharedaddy", "social-", "addtoany");
    private static final List<String> ROLES = List.of(
            "menu",
            "menubar",
            "complementary",
            "navigation",
            "alert",
            "alertdialog",
            "dialog",
            "search",
            "contentinfo",
            "banner");

    static final double WEIGHT = 25;

    private Hints() {}

    static boolean isBoilerplate(String hints) {
        return any(hints, BOILERPLATE) && !any(hints, PERHAPS_CONTENT);
    }

    static boolean isBoilerplateRole(String role) {
        return ROLES.contains(role);
    }

    static boolean isByline(String hints) {
        return any(hints, BYLINE);
    }

    static boolean isShare(String hints) {
        return any(hints, SHARE);
    }

    /** Positive for names that content has, negative for those that boilerplate has. */
    static double weight(String hints) {
        if (hints.isEmpty()) {
            return 0;
        }
        return (any(hints, GOOD) ? WEIGHT : 0) - (any(hints, BAD) ? WEIGHT : 0);
    }

    private static boolean any(String hints, List<String> parts) {
        if (hints.isBlank()) {
            return false;
        }
        for (String part : parts) {
            if (hints.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
