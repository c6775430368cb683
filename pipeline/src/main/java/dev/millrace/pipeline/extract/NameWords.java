package dev.millrace.pipeline.extract;

import java.util.List;
import java.util.Set;

/** The words that {@link Names} knows. */
final class NameWords {
    /** Parts of names that are long enough to mean the same wherever they stand. */
    private static final List<String> BOILERPLATE_PARTS = List.of(
            "advert",
            "-ad-",
            "banner",
            "breadcrumb",
            "community",
            "cookie",
            "consent",
            "extra",
            "footer",
            "gdpr",
            "header",
            "legends",
            "menu",
            "mostread",
            "most-read",
            "most_read",
            "most-popular",
            "mostpopular",
            "meistgelesen",
            "navbar",
            "navigation",
            "newsletter",
            "outbrain",
            "pager",
            "pagination",
            "popup",
            "recommend",
            "recomend",
            "related",
            "relacionad",
            "correlat",
            "verwandt",
            "remark",
            "rss",
            "readmore",
            "read-more",
            "read_more",
            "readnext",
            "read-next",
            "shoutbox",
            "sidebar",
            "skyscraper",
            "slideshow",
            "carousel",
            "social",
            "sponsor",
            "subscribe",
            "subscription",
            "supplemental",
            "taboola",
            "teaser",
            "topnav",
            "toolbar",
            "trending",
            "subnav",
            "upnext",
            "up-next",
            "whatsapp",
            "right-bar",
            "rightbar",
            "right-rail",
            "rightrail",
            "right_rail",
            "bottomnav");

    /** Words of names that are too short or too common to be looked for within others. */
    private static final Set<String> BOILERPLATE_WORDS = Set.of(
            "ad",
            "ads",
            "adbox",
            "adunit",
            "adslot",
            "anzeige",
            "anzeigen",
            "werbung",
            "publicidad",
            "publicite",
            "pubblicita",
            "reklama",
            "nav",
            "navi",
            "signup",
            "alert",
            "promo",
            "promos",
            "popular",
            "modal",
            "overlay",
            "mc4wp",
            "login",
            "facebook",
            "taxonomy",
            "rating",
            "ratings",
            "feedback",
            "poll",
            "gallery",
            "galleries",
            "slider",
            "slides");

    /** Parts of names that say more than that there is content, or a main one, too. */
    private static final List<String> AROUND_PARTS = List.of(
            "related",
            "sidebar",
            "newsletter",
            "breadcrumb",
            "navigation",
            "navbar",
            "submenu",
            "main-menu",
            "mainmenu",
            "menu-",
            "cookie",
            "consent",
            "advert",
            "outbrain",
            "taboola",
            "recommend",
            "relacionad",
            "correlat",
            "popup",
            "promo",
            "subscribe",
            "subscription",
            "pagination",
            "trending",
            "most-read",
            "mostread",
            "most-popular",
            "read-more",
            "read-next",
            "up-next",
            "sponsor",
            "yarpp",
            "mw-editsection",
            "headerlink",
            "noprint",
            "no-print");

    private static final Set<String> AROUND_WORDS = Set.of(
            "ad",
            "ads",
            "nav",
            "modal",
            "toc",
            "popover",
            "hovercard",
            "lightbox",
            "dropdown",
            "sidebar",
            "footer",
            "rail");

    private static final List<String> COMMENT_PARTS = List.of(
            "comment",
            "disqus",
            "replies",
            "respond",
            "kommentar",
            "comentario",
            "commentaire",
            "commenti",
            "reacties",
            "livefyre",
            "guestbook",
            "webmention");

    private static final List<String> CONTENT_PARTS =
            List.of("and", "article", "body", "column", "content", "main", "mathjax", "shadow");

    /** Names that sites give to the element which holds an article's text and nothing else. */
    private static final List<String> BODY_PARTS = List.of(
            "articlebody",
            "article-body",
            "article_body",
            "article__body",
            "article-content",
            "article_content",
            "article__content",
            "articlecontent",
            "article-text",
            "article_text",
            "articletext",
            "story-body",
            "storybody",
            "story_body",
            "story__body",
            "story-content",
            "story-text",
            "storytext",
            "post-content",
            "post_content",
            "postcontent",
            "post-body",
            "post__content",
            "entry-content",
            "entry_content",
            "entrycontent",
            "entry-body",
            "blog-content",
            "blog-post-content",
            "news-content",
            "newsbody",
            "news-text",
            "news_text",
            "body-copy",
            "bodycopy",
            "body-text",
            "bodytext",
            "field-name-body",
            "field--name-body",
            "single-content",
            "main-text",
            "maintext",
            "rich-text",
            "richtext",
            "markdown-body",
            "mw-parser-output",
            "cuerpo",
            "artikel-text",
            "artikeltext",
            "corps-article",
            "texte-article",
            "testo-articolo",
            "contenido-nota",
            "e-content");

    private static final Set<String> CAPTION_WORDS = Set.of(
            "caption",
            "captions",
            "credit",
            "credits",
            "figcaption",
            "thumbcaption",
            "photocredit",
            "imagecredit",
            "photographer",
            "fotograf",
            "bildunterschrift",
            "bildtext",
            "bildnachweis",
            "bildquelle",
            "imagecaption",
            "piedefoto",
            "didascalia",
            "legende",
            "fotocredit");

    private static final List<String> BYLINE_PARTS = List.of(
            "byline",
            "author",
            "dateline",
            "writtenby",
            "post-meta",
            "entry-meta",
            "autor",
            "auteur",
            "article-meta",
            "articlemeta",
            "timestamp",
            "published",
            "pubdate",
            "post-date",
            "entry-date");

    private static final List<String> AUTHOR_BOX_PARTS = List.of(
            "author-bio",
            "authorbio",
            "author_bio",
            "author-box",
            "authorbox",
            "author_box",
            "author-info",
            "about-author",
            "about-the-author",
            "aboutauthor",
            "author-description",
            "autorenbox",
            "authorblock",
            "author-profile",
            "post-author",
            "postauthor",
            "entry-author");

    private static final List<String> SHARE_PARTS = List.of(
            "share", "sharedaddy", "social-", "addtoany", "addthis", "sharing", "shariff", "teilen", "compartir");

    private static final Set<String> BYLINE_WORDS =
            Set.of("meta", "metadata", "postmeta", "infoline", "firma", "pubdate");

    private static final Set<String> PICTURE_WORDS = Set.of(
            "image",
            "images",
            "img",
            "photo",
            "photos",
            "foto",
            "fotos",
            "picture",
            "pictures",
            "media",
            "thumb",
            "thumbnail",
            "bild",
            "bilder",
            "imagen",
            "figure",
            "wp-image");

    private static final Set<String> TAG_WORDS =
            Set.of("tags", "tagcloud", "taglist", "tagged", "keywords", "schlagworte", "postcategories", "etiquetas");

    private static final List<String> CONCEALED_PARTS = List.of(
            "visually-hidden",
            "visuallyhidden",
            "screen-reader",
            "screenreader",
            "sr-only",
            "u-hidden",
            "element-invisible",
            "offscreen",
            "off-screen",
            "a11y-hidden");
    private static final Set<String> CONCEALED_TOKENS =
            Set.of("hidden", "hide", "d-none", "invisible", "noscreen", "print-only", "is-hidden");

    private static final Set<String> LEAD_WORDS = Set.of(
            "lead",
            "lede",
            "intro",
            "introduction",
            "introtext",
            "excerpt",
            "standfirst",
            "subtitle",
            "subheadline",
            "subhead",
            "subline",
            "subheading",
            "dek",
            "deck",
            "summary",
            "abstract",
            "chapo",
            "chapeau",
            "entradilla",
            "subtitulo",
            "bajada",
            "copete",
            "sommario",
            "occhiello",
            "vorspann",
            "teasertext",
            "anriss",
            "ingress",
            "perex",
            "sapo",
            "tagline",
            "description",
            "desc",
            "strapline");

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
            "widget");
    private static final Set<String> BAD_WORDS = Set.of(
            "tool", "tools", "toolbox", "tooltip", "storytools", "inset", "bio", "newsletter", "teaser", "teasers");

    private NameWords() {}

    static int flags(String token, List<String> words) {
        int flags = 0;
        flags |= any(token, BODY_PARTS) ? Names.BODY : 0;
        flags |= any(token, CONTENT_PARTS) ? Names.CONTENT : 0;
        flags |= token.equals("widget") || token.startsWith("widget_") || token.startsWith("widget-area")
                ? Names.BOILERPLATE
                : 0;
        flags |= any(token, BOILERPLATE_PARTS) || any(words, BOILERPLATE_WORDS) ? Names.BOILERPLATE : 0;
        flags |= any(token, AROUND_PARTS) || any(words, AROUND_WORDS) ? Names.AROUND : 0;
        flags |= any(token, COMMENT_PARTS) ? Names.COMMENTS : 0;
        flags |= any(words, CAPTION_WORDS) ? Names.CAPTION : 0;
        flags |= any(token, BYLINE_PARTS) || any(words, BYLINE_WORDS) ? Names.BYLINE : 0;
        flags |= any(words, PICTURE_WORDS) && !words.contains("text") ? Names.PICTURE : 0;
        flags |= token.equals("icon") || token.startsWith("icon-") ? Names.ICON : 0;
        flags |= any(token, AUTHOR_BOX_PARTS) ? Names.AUTHOR_BOX : 0;
        flags |= any(token, SHARE_PARTS) ? Names.SHARE : 0;
        flags |= any(words, TAG_WORDS) ? Names.TAGS : 0;
        flags |= any(token, CONCEALED_PARTS) || CONCEALED_TOKENS.contains(token) ? Names.CONCEALED : 0;
        flags |= any(words, LEAD_WORDS) ? Names.LEAD : 0;
        return flags;
    }

    static boolean isGood(String token) {
        return any(token, GOOD);
    }

    static boolean isBad(String token, List<String> words) {
        // a page builder's wrapping around everything
        if (token.startsWith("elementor")) {
            return false;
        }
        return any(token, BAD) || any(words, BAD_WORDS);
    }

    /** {@code d-md-block}, {@code lg:flex}: what is hidden shows on wider screens. */
    static boolean isResponsive(String token) {
        boolean display = token.endsWith("-block") || token.endsWith("-flex") || token.endsWith("-inline");
        return (display && token.startsWith("d-"))
                || token.endsWith(":block")
                || token.endsWith(":flex")
                || token.endsWith(":inline")
                || token.endsWith(":grid");
    }

    private static boolean any(String token, List<String> parts) {
        for (String part : parts) {
            if (token.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(List<String> words, Set<String> known) {
        for (String word : words) {
            if (known.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
