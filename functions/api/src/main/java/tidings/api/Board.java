package tidings.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidings.aws.HttpResponse;
import tidings.aws.Json;
import tidings.domain.Resources;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The page and its files, from resources. A file is named after what is in it, so that it can be kept for ever;
/// the page loads nothing from elsewhere. Thread-safe.
final class Board {
    private static final Pattern HOLE = Pattern.compile("\\{(language|texts|board\\.[a-z.-]+)}");
    private static final Pattern NAME = Pattern.compile("([a-z]+)(\\.[0-9a-f]{32})?\\.(svg|css|js)");
    private static final String TEXT = "board.";
    private static final String LABEL = "topic.label.";

    /// Each names only those before it.
    private static final List<String> FILES =
            List.of("icon.svg", "page.css", "telegram.js", "parts.js", "mine.js", "operators.js", "page.js");

    private static final Map<String, String> TYPES =
            Map.of("svg", "image/svg+xml", "css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8");

    /// Telegram's web client shows the page in a frame.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors https://web.telegram.org";

    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> hashed = new HashMap<>();
    private final Map<String, HttpResponse> pages;

    Board() {
        for (String name : FILES) {
            String content = read(name);
            files.put(name, content);
            String hash = ConditionalGet.hash(content);
            hashed.put(name, name.replace(".", "." + hash + "."));
        }
        String page = read("index.html");
        pages = Texts.LANGUAGES.stream()
                .collect(Collectors.toUnmodifiableMap(language -> language, language -> page(page, language)));
    }

    private String read(String name) {
        String text = Resources.text(Board.class, "page/" + name);
        for (Map.Entry<String, String> file : hashed.entrySet()) {
            text = text.replace("/" + file.getKey(), "/" + file.getValue());
        }
        return text;
    }

    private static HttpResponse page(String page, String language) {
        Texts texts = Texts.of(language);
        String html = HOLE.matcher(page)
                .replaceAll(hole -> Matcher.quoteReplacement(
                        switch (hole.group(1)) {
                            case "language" -> language;
                            case "texts" -> json(texts);
                            case String key -> Html.text(texts.get(key));
                        }));
        return new HttpResponse(
                200,
                Map.of(
                        "content-type",
                        "text/html; charset=utf-8",
                        "content-security-policy",
                        POLICY,
                        "cache-control",
                        "private, no-cache",
                        "referrer-policy",
                        "no-referrer",
                        "x-content-type-options",
                        "nosniff"),
                html,
                false);
    }

    /// Those that the page puts together itself; their arguments stay.
    private static String json(Texts texts) {
        return Json.write(Map.of("texts", named(texts, TEXT), "labels", named(texts, LABEL)))
                .replace("<", "\\u003c");
    }

    private static Map<String, String> named(Texts texts, String prefix) {
        return texts.keys().stream()
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toMap(
                        key -> key.substring(prefix.length()),
                        key -> texts.get(key, "{0}", "{1}", "{2}"),
                        (one, _) -> one,
                        TreeMap::new));
    }

    /// @param language one of [Texts#LANGUAGES]
    HttpResponse page(String language) {
        return pages.get(language);
    }

    /// A file by its name, with the hash of what is in it or without; one of another version is what it is now.
    Optional<HttpResponse> file(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String plain = parts.group(1) + "." + parts.group(3);
        String kept = name.equals(hashed.get(plain)) ? "public, max-age=31536000, immutable" : "private, no-cache";
        return Optional.ofNullable(files.get(plain))
                .map(content -> new HttpResponse(
                        200,
                        Map.of(
                                "content-type",
                                TYPES.get(parts.group(3)),
                                "cache-control",
                                kept,
                                "x-content-type-options",
                                "nosniff"),
                        content,
                        false));
    }
}
