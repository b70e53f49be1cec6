package tidings.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.aws.HttpResponse;

/// Finds the route of a request and checks that its caller may use it.
record Router(List<Route> routes) implements Handler {
    private record Match(Route route, Map<String, String> parameters) {}

    @Override
    public HttpResponse handle(Request request) {
        List<Match> matches = routes.stream()
                .flatMap(
                        route -> match(route.operation().path(), request.path())
                                .map(parameters -> new Match(route, parameters))
                                .stream())
                .toList();
        if (matches.isEmpty()) {
            throw ProblemException.notFound("there is no route " + request.path() + "; /docs lists all");
        }
        Match match = matches.stream()
                .filter(candidate -> candidate.route().operation().method().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> ProblemException.methodNotAllowed(
                        request.method(),
                        matches.stream()
                                .map(other -> other.route().operation().method())
                                .toList()));
        Access access = match.route().operation().access();
        if (!access.admits(request.caller())) {
            throw access.refusal(request.path());
        }
        MediaTypes.best(request, match.route().types());
        return match.route().handle(request.with(match.parameters()));
    }

    /// The path parameters, decoded; empty if the path is another.
    private static Optional<Map<String, String>> match(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                parameters.put(expected[i].substring(1, expected[i].length() - 1), decoded(actual[i]));
            } else if (!expected[i].equals(actual[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw ProblemException.badRequest("the path has an invalid escape: " + segment);
        }
    }
}
