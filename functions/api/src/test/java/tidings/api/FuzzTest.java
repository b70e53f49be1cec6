package tidings.api;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import tidings.aws.HttpRequest;
import tidings.aws.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever a request is like, it is answered, and changes nothing unless it is a change.
class FuzzTest {
    private static final int REQUESTS = 10_000;
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "BREW", "");
    private static final List<String> NAMES =
            List.of("topic", "q", "subreddit", "limit", "after", "period", "", "limit[]", "%00", "__proto__");
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "../../etc/passwd",
            "%2e%2e%2f",
            "%zz",
            "%",
            "'; drop table post; --",
            "1 or 1=1",
            "<script>alert(1)</script>",
            "\0",
            "\ud800",
            "\uffff\ufffe",
            "%c3%28",
            "-1",
            "99999999999999999999",
            "NaN",
            "1e9",
            "null",
            "java",
            "programming",
            "2026-11-20T12:00:00Z_abc1",
            "+1000000000-12-31T23:59:59Z_a",
            "${jndi:ldap://localhost/a}",
            "{{7*7}}",
            "a".repeat(5_000),
            "\u202e\u200f🏳️‍🌈");
    private static final List<String> HEADERS = List.of(
            "accept",
            "accept-encoding",
            "authorization",
            "content-type",
            "if-none-match",
            "origin",
            "access-control-request-method",
            "x-forwarded-for",
            "host");
    private static final List<String> VALUES = List.of(
            "*/*",
            "text/html",
            "application/json",
            "application/json;charset=\"",
            "gzip;q=abc",
            "bearer ",
            "Bearer old-key-not",
            "Basic Og==",
            "W/\"",
            "*",
            ";;;,,,q=",
            "https://board.example.org");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "{\"texts\":[\"\\ud800\"]}",
            "{\"texts\":[\"\", \" \", \"\\u0000\"]}",
            "{\"texts\":{}}",
            "{\"texts\":[1,true,[]]}",
            "{\"value\":1e999,\"reason\":\"\"}",
            "{".repeat(20_000),
            "[".repeat(100_000),
            "{\"texts\":[\"" + "x".repeat(200_000) + "\"]}",
            "x".repeat(6 * 1024 * 1024));

    private final Random random = new Random(20261120);
    private final ApiCalls api = new ApiCalls();

    @Test
    void tenThousandRequestsOfAnyShapeAreAnsweredWithoutAFailureAndChangeNothing() {
        for (int i = 0; i < REQUESTS; i++) {
            HttpRequest request = request();
            HttpResponse response = api.api.answer(request);

            assertThat(response.status())
                    .as(() -> "%s %s %s %s"
                            .formatted(request.method(), request.path(), request.query(), request.headers()))
                    .isBetween(200, 499);
            assertThat(response.body()).doesNotContain("Exception", "tidings.api.");
        }
        assertThat(api.store.latest()).isEmpty();
        assertThat(api.updates).isEmpty();
        assertThat(api.metrics).noneMatch(metric -> metric.startsWith("ApiRequest"));
    }

    private HttpRequest request() {
        Map<String, String> query = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            query.put(one(NAMES), one(NASTY));
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.put(one(HEADERS), one(random.nextInt(4) == 0 ? NASTY : VALUES));
        }
        if (random.nextBoolean()) {
            headers.put("content-type", "application/json");
        }
        return new HttpRequest("fuzz", one(METHODS), path(), query, headers, body(), address(), Optional.empty());
    }

    private String address() {
        return "192.0.2." + random.nextInt(256) + "." + random.nextInt(256);
    }

    private String path() {
        String path = one(api.routes()).operation().path();
        return switch (random.nextInt(4)) {
            case 0 -> path.replaceAll("\\{\\w+}", Matcher.quoteReplacement(one(NASTY)));
            case 1 -> path + "/" + one(NASTY);
            case 2 -> "/operators" + path.replaceAll("\\{\\w+}", "listing-ttl");
            default -> path.replaceAll("\\{\\w+}", "java");
        };
    }

    /// Sometimes bytes that are no text, as they arrive after decoding.
    private String body() {
        if (random.nextInt(10) > 0) {
            return one(BODIES.subList(0, random.nextInt(50) == 0 ? BODIES.size() : BODIES.size() - 3));
        }
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
