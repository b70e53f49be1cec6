package tidings.localstack.trigger;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.localstack.template.StackModel;

/// Which function a request goes to. The most specific route wins, as with HTTP APIs: plain segments before
/// `{names}` before `{greedy+}` before `$default`, and an explicit method before `ANY`.
public final class HttpRoutes {
    private static final String DEFAULT = "$default";

    private final List<StackModel.Route> routes;

    private HttpRoutes(List<StackModel.Route> routes) {
        this.routes = routes;
    }

    /// @param routeKey as the event has it, such as `GET /api/{id}`
    /// @param signed whether the request must be signed with AWS credentials
    record Match(String function, String routeKey, Map<String, String> parameters, boolean signed) {}

    /// A function URL: everything goes to the function.
    public static HttpRoutes all(String function) {
        return new HttpRoutes(List.of(new StackModel.Route(function, function, "ANY", DEFAULT, false)));
    }

    public static HttpRoutes of(List<StackModel.Route> routes) {
        return new HttpRoutes(
                routes.stream().sorted(Comparator.comparing(HttpRoutes::rank)).toList());
    }

    /// Orders by the kind of each segment, then by method.
    private static String rank(StackModel.Route route) {
        StringBuilder rank = new StringBuilder();
        for (String segment : segments(route.path())) {
            rank.append(
                    route.path().equals(DEFAULT)
                            ? '3'
                            : !segment.startsWith("{") ? '0' : isGreedy(segment) ? '2' : '1');
        }
        return rank.append(route.method().equals("ANY") ? '9' : '8').toString();
    }

    Optional<Match> match(String method, String rawPath) {
        return routes.stream()
                .filter(route -> route.method().equals("ANY") || route.method().equals(method))
                .flatMap(route -> match(route, rawPath).stream())
                .findFirst();
    }

    private static Optional<Match> match(StackModel.Route route, String rawPath) {
        if (route.path().equals(DEFAULT)) {
            return Optional.of(new Match(route.function(), DEFAULT, Map.of(), route.signed()));
        }
        List<String> wanted = segments(route.path());
        List<String> given = segments(rawPath);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (i >= given.size()) {
                return Optional.empty();
            }
            if (isGreedy(segment)) {
                parameters.put(
                        segment.substring(1, segment.length() - 2),
                        decode(String.join("/", given.subList(i, given.size()))));
                return found(route, parameters);
            }
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), decode(given.get(i)));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return wanted.size() == given.size() ? found(route, parameters) : Optional.empty();
    }

    private static Optional<Match> found(StackModel.Route route, Map<String, String> parameters) {
        return Optional.of(
                new Match(route.function(), route.method() + " " + route.path(), parameters, route.signed()));
    }

    private static boolean isGreedy(String segment) {
        return segment.startsWith("{") && segment.endsWith("+}");
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/")));
        segments.removeIf(String::isEmpty);
        return segments;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
