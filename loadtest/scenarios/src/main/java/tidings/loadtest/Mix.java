package tidings.loadtest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What people do: the journeys of `mix.yaml`, drawn by weight. Immutable.
///
/// @param warmUp texts that are said before the load
/// @param never kinds of buttons that no journey presses, and why
/// @param unasked routes that no journey asks for
record Mix(
        @JsonProperty("warm-up") List<String> warmUp,
        List<Journey> journeys,
        Map<String, String> never,
        List<Unasked> unasked) {
    private static final String RESOURCE = "mix.yaml";

    record Unasked(String route, String because) {}

    record Journey(int weight, List<Step> steps) {}

    /// One of `say`, `press`, `inline` and `route` is given.
    ///
    /// @param path of the route with its variables and its query; null if it is the route's own
    /// @param by who sends the request of a route; null for anybody
    /// @param alsoGood a status that is no failure, either: 404 where the mix knows no id or nobody got a
    ///     brief, 400 where a suggestion is named that is open at times; null for none
    record Step(
            String say, String press, String inline, String route, String path, By by, String body, Integer alsoGood) {
        static Step say(String text) {
            return new Step(text, null, null, null, null, null, null, null);
        }

        static Step press(String kind) {
            return new Step(null, kind, null, null, null, null, null, null);
        }

        /// Of a route.
        String method() {
            return route.split(" ")[0];
        }

        /// Of a route.
        String target() {
            return path == null ? route.split(" ")[1] : path;
        }

        Kind kind() {
            return say != null ? Kind.SAY : press != null ? Kind.PRESS : inline != null ? Kind.INLINE : Kind.ROUTE;
        }

        /// As it is reported, without what differs from one time to the next.
        String name() {
            return switch (kind()) {
                case SAY -> say.split(" ")[0];
                case PRESS -> "[" + press + "]";
                case INLINE -> "inline query";
                case ROUTE -> route;
            };
        }
    }

    enum By {
        @JsonProperty("operator")
        OPERATOR,
        @JsonProperty("person")
        PERSON
    }

    enum Kind {
        SAY,
        PRESS,
        INLINE,
        ROUTE
    }

    Mix {
        journeys = List.copyOf(journeys);
        for (Journey journey : journeys) {
            if (journey.weight() < 1 || journey.steps().isEmpty()) {
                throw new IllegalArgumentException("a journey needs a weight of at least 1 and a step, not " + journey);
            }
        }
    }

    static Mix read() {
        return Yaml.read(RESOURCE, Mix.class);
    }

    /// What somebody does who asks for these alone, one after the other.
    ///
    /// @param routes as they are reported
    Mix of(Collection<String> routes) {
        List<Step> steps = routes.stream()
                .map(route -> journeys.stream()
                        .flatMap(journey -> journey.steps().stream())
                        .filter(step -> step.name().equals(route))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no journey asks for " + route)))
                .toList();
        return new Mix(warmUp, List.of(new Journey(1, steps)), never, unasked);
    }

    /// Without what is asked of the API.
    Mix inChats() {
        return new Mix(
                warmUp,
                journeys.stream()
                        .filter(journey -> journey.steps().stream().noneMatch(step -> step.kind() == Kind.ROUTE))
                        .toList(),
                never,
                unasked);
    }

    List<Step> draw(RandomGenerator random) {
        int total = journeys.stream().mapToInt(Journey::weight).sum();
        int left = random.nextInt(total);
        for (Journey journey : journeys) {
            left -= journey.weight();
            if (left < 0) {
                return journey.steps();
            }
        }
        throw new IllegalStateException("weights do not add up to " + total);
    }
}
