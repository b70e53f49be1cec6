package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tidings.aws.HttpResponse;
import tidings.preferences.ChatSettings;
import tidings.preferences.Schedule;
import tidings.preferences.Setting;
import tidings.store.DeliveryStore.Waiting;

/// What a person chose, and what waits for them.
record GetMe(Personal personal) implements Route {
    /// @param language in which the bot writes to the person
    /// @param settings only those that were chosen
    /// @param offered the usual choices of each setting
    /// @param quietUntil when the quiet hours end that it is now
    record View(
            String language,
            Map<String, String> settings,
            Map<String, List<String>> offered,
            Optional<Instant> nextBrief,
            Optional<Instant> quietUntil,
            Waiting waiting) {
        static View of(Request request, ChatSettings settings, Personal personal) {
            Schedule schedule = Schedule.of(settings);
            Instant now = personal.clock().instant();
            return new View(
                    Personal.texts(request, settings).language(),
                    chosen(settings),
                    ChatSettings.ALL.stream().collect(Collectors.toMap(Setting::name, Setting::offered)),
                    schedule.nextBrief(now),
                    schedule.quietUntil(now),
                    personal.stores().deliveries().waiting(Personal.chat(request)));
        }

        /// Not what somebody picks while the chat is set up.
        private static Map<String, String> chosen(ChatSettings settings) {
            return ChatSettings.ALL.stream()
                    .map(Setting::name)
                    .filter(settings.chosen()::containsKey)
                    .collect(Collectors.toMap(name -> name, settings.chosen()::get));
        }
    }

    @Override
    public Operation operation() {
        return new Operation("GET", "/me", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(200, View.of(request, personal.settings(request), personal));
    }
}
