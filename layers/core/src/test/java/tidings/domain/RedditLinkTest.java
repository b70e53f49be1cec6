package tidings.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.RedditLink.ToCommunity;
import tidings.domain.RedditLink.ToPost;
import tidings.domain.RedditLink.ToShare;

import static org.assertj.core.api.Assertions.assertThat;

class RedditLinkTest {
    private static final int CASES = 20_000;
    private static final List<String> HOSTS = List.of(
            "reddit.com",
            "www.reddit.com",
            "old.reddit.com",
            "new.reddit.com",
            "np.reddit.com",
            "m.reddit.com",
            "i.reddit.com",
            "sh.reddit.com",
            "amp.reddit.com",
            "de.reddit.com",
            "WWW.Reddit.Com");
    private static final List<String> SCHEMES = List.of("https://", "http://", "HTTPS://", "//", "");
    private static final List<String> ENDS =
            List.of("", "/", "?utm_source=share&utm_medium=web3x", "/?context=3", "#comments", "/?a=b#c", ".json");
    private static final List<String> AROUND = List.of(
            "{}",
            " {}\n",
            "<{}>",
            "({})",
            "\"{}\"",
            "“{}”",
            "«{}»",
            "**{}**",
            "`{}`",
            "{}.",
            "{},",
            "[a title]({})",
            "[{}]({})",
            "\u200b{}\u2069",
            "\u00a0{}\u3000",
            "<{}>,");

    private final Random random = new Random(7);

    @Test
    void whateverFormALinkHasItLeadsToWhatItWasMadeOf() {
        for (int i = 0; i < CASES; i++) {
            RedditLink link = someLink();
            String text = wrapped(address(link));

            assertThat(RedditLink.parse(text)).as(text).contains(link);
        }
    }

    private RedditLink someLink() {
        Community community = new Community(random.nextInt(4) == 0 ? "u_" + letters("abc012_-", 3, 20) : word(2, 21));
        return switch (random.nextInt(5)) {
            case 0 -> new ToCommunity(community);
            case 1 -> new ToShare(community, code());
            case 2 ->
                new ToCommunity(new Community(
                        random.nextBoolean()
                                ? "user/" + letters("abc0123456789_-", 3, 18) + "/m/" + letters("abc", 2, 20)
                                : letters("abc", 2, 21) + "+" + letters("abc", 2, 21)));
            case 3 -> new ToPost(Optional.empty(), new PostId(word(1, 13)), "");
            default -> new ToPost(Optional.of(community), new PostId(word(1, 13)), random.nextBoolean() ? "" : slug());
        };
    }

    private String address(RedditLink link) {
        String path = switch (link) {
            case ToCommunity(Community community) -> in(community);
            case ToShare(Community community, String code) -> in(community) + "/s/" + code;
            case ToPost(var community, PostId id, String slug)
            when community.isPresent() -> in(community.get()) + "/comments/" + cased(id.value()) + inside(slug);
            case ToPost(var _, PostId id, var _) ->
                one(List.of("/", "/comments/", "/gallery/", "/poll/", "/tb/", "/link/", "/by_id/t3_", "/comments/t3_"))
                        + cased(id.value());
        };
        if (path.lastIndexOf('/') == 0) {
            return one(SCHEMES) + one(List.of("redd.it", "www.redd.it")) + path + end();
        }
        boolean withoutHost = path.matches("(?i)/(r|u|user)/.*") && random.nextInt(3) == 0;
        return (withoutHost ? path.substring(random.nextInt(2)) : one(SCHEMES) + one(HOSTS) + path) + end();
    }

    private String in(Community community) {
        String name = cased(community.value());
        if (community.value().startsWith("user/")) {
            return one(List.of("/user/", "/u/", "/U/")) + name.substring("user/".length());
        }
        return community.value().startsWith("u_") && random.nextBoolean()
                ? one(List.of("/u/", "/user/")) + name.substring(2)
                : one(List.of("/r/", "/R/")) + name;
    }

    private String inside(String slug) {
        return slug.isEmpty()
                ? one(List.of("", "/comment/" + word(7, 7)))
                : "/" + slug + one(List.of("", "/" + word(7, 7)));
    }

    private String wrapped(String address) {
        return one(AROUND).replace("{}", address);
    }

    private String end() {
        return one(ENDS);
    }

    private String cased(String word) {
        return random.nextInt(4) == 0 ? word.toUpperCase(Locale.ROOT) : word;
    }

    private String word(int least, int most) {
        return letters("abcdefghijklmnopqrstuvwxyz0123456789", least, most);
    }

    private String code() {
        return letters("ABCDEFGHIJabcdefghij0123456789", 10, 10);
    }

    private String slug() {
        return "a_" + letters("abcdefghijklmnop_äж", 1, 40);
    }

    private String letters(String of, int least, int most) {
        int length = least + random.nextInt(most - least + 1);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(of.charAt(random.nextInt(of.length())));
        }
        return word.toString();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java",
                "Java",
                " r/java ",
                "/r/java/",
                "r/java/top/?t=week",
                "r/java.rss",
                "https://www.reddit.com/r/Java/",
                "https://www.reddit.com//r//java//",
                "https://www.reddit.com:443/r/java",
                "https://www.reddit.com./r/java",
                "https://www.reddit.com/r/java/wiki/index",
                "https://www.reddit.com/r/java/comments/",
                "https://www.reddit.com/r/j%61va",
                "https://www.reddit.com/r/java%20",
                "https://ada:secret@www.reddit.com/r/java",
                "//ada@old.reddit.com/r/java",
                "https://www.reddit.com/login/?dest=https%3A%2F%2Fwww.reddit.com%2Fr%2Fjava%2F%3Frdt%3D1",
                "https://www.reddit.com/over18?a=b&dest=%2Fr%2Fjava",
                "https://www.reddit.com/account/login?dest=https://old.reddit.com/r/java&x=y",
                "reddit.com/quarantine?dest=https%3A%2F%2Fwww.reddit.com%2Flogin%3Fdest%3D%252Fr%252Fjava",
                "reddit.com/r/java",
                "old.reddit.com/r/java",
                "ｒ／ｊａｖａ",
                "ja\u200bva",
                "**java**,"
            })
    void aCommunityIsReadAsPeopleWriteIt(String typed) {
        assertThat(RedditLink.parseOrName(typed)).contains(new ToCommunity(new Community("java")));
    }

    @ParameterizedTest
    @CsvSource({
        "u/some_one, u_some_one",
        "u/some_one/m/my_feed, user/some_one/m/my_feed",
        "r/java+Kotlin, java+kotlin",
        "/user/Some_One/submitted, u_some_one",
        "r/u_some_one, u_some_one",
        "r/snake\\_case, snake_case",
        "r/all, all"
    })
    void profilesAndEscapedNamesAreCommunities(String typed, String name) {
        assertThat(RedditLink.parse(typed).flatMap(RedditLink::named)).contains(new Community(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "../etc",
                "r/",
                "u/",
                "java programming",
                "_java",
                "java/../etc",
                "ja\u0000va",
                "чай",
                "🙂🙂",
                "abcdefghijklmnopqrstuvabcdefghijklmnopqrstuv",
                "https://example.org/r/java",
                "https://reddit.com.example.org/r/java",
                "https://reddit.com@example.org/r/java",
                "https://reddit.com:secret@example.org/r/java",
                "https://example.org\\@www.reddit.com/r/java",
                "https://example.org/@www.reddit.com/r/java",
                "https://example.org?@www.reddit.com/r/java",
                "ada@reddit.com/r/java",
                "https://www.reddit.com/login?dest=https%3A%2F%2Fexample.org%2Fr%2Fjava",
                "https://www.reddit.com/login?dest=%",
                "https://www.reddit.com/search?dest=%2Fr%2Fjava",
                "https://notreddit.com/r/java",
                "https://www.reddit.com/settings",
                "https://i.redd.it/abc123.jpg",
                "https://v.redd.it/abc123",
                "https://redd.it/",
                "https://www.reddit.com/comments/",
                "look at r/java",
                "javа"
            })
    void whatIsNoLinkToRedditIsNone(String typed) {
        assertThat(RedditLink.parseOrName(typed)).isEmpty();
    }

    @Test
    void aMereNameIsALinkOnlyWhereOneIsExpected() {
        assertThat(RedditLink.parse("java")).isEmpty();
        assertThat(RedditLink.parseOrName("java").flatMap(RedditLink::named)).contains(new Community("java"));
    }

    @Test
    void longAndHostileTextsAreReadInNoTime() {
        for (String part : List.of(
                "a.",
                "/",
                "[",
                "(",
                "r/",
                "https://",
                "%",
                "\\_",
                "[a](",
                "\u200b",
                "?#",
                "a@",
                "reddit.com/login?dest=")) {
            assertThat(RedditLink.parseOrName(part.repeat(50_000))).isEmpty();
        }
    }
}
