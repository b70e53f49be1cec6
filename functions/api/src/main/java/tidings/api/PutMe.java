package tidings.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tidings.aws.HttpResponse;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;

/// Changes what a person chose: the given settings and no others.
record PutMe(Personal personal) implements Route {
    private static final String EXAMPLE =
            "{\"settings\": {\"pace\": \"12\", \"quiet\": \"22:00-07:00\", \"zone\": null}}";

    /// @param settings null for automatic
    private record Change(Map<String, String> settings) {}

    @Override
    public Operation operation() {
        return new Operation("PUT", "/me", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        Map<String, String> wanted = request.read(Change.class, EXAMPLE).settings();
        if (wanted == null) {
            throw ProblemException.badRequest("settings must be given, such as " + EXAMPLE);
        }
        wanted.forEach(PutMe::check);
        ChatSettings saved = personal.save(request, settings -> {
            Map<String, String> next = new HashMap<>(settings.chosen());
            wanted.forEach((name, text) -> next.compute(name, (_, _) -> text));
            return new ChatSettings(next);
        });
        return HttpResponse.json(200, GetMe.View.of(request, saved, personal));
    }

    private static void check(String name, String text) {
        Setting<?> setting = ChatSettings.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.badParameter(
                        name,
                        "is not a setting; the settings are "
                                + ChatSettings.ALL.stream().map(Setting::name).collect(Collectors.joining(", "))));
        if (Optional.ofNullable(text)
                .filter(given -> setting.read().apply(given).isEmpty())
                .isPresent()) {
            throw ProblemException.badParameter(
                    name,
                    "must be a value such as " + String.join(" or ", setting.offered()) + ", or null for automatic");
        }
    }
}
