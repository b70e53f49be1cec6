package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tidings.aws.HttpResponse;
import tidings.delivery.Draft;
import tidings.delivery.FollowLines;
import tidings.delivery.Previews.Preview;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.SourceProblem;
import tidings.follows.Decision;
import tidings.follows.FollowText;
import tidings.follows.Reading.Understood;
import tidings.preferences.BriefTimes;
import tidings.preferences.QuietHours;

/// Tells what following a text would have brought of the last 48 hours; saves nothing.
record PreviewFollow(Personal personal) implements Route {
    static final String EXAMPLE = "{\"text\": \"r/java \\\"virtual threads\\\" -hiring\"}";
    private static final int SHOWN = 50;

    record Wish(Optional<String> text) {}

    /// @param decision what decided, with the word where there is one
    private record Decided(PostView post, Decision decision) {}

    /// @param text the same, as it is understood
    /// @param settings what is saved along with it, in the person's language; empty if nothing
    /// @param aDay how many posts come a day if it goes on like that
    /// @param atLeast whether that many are among the best posts alone
    private record View(
            String text,
            OptionalInt pace,
            Optional<String> brief,
            Optional<String> quiet,
            String settings,
            long wanted,
            long aDay,
            boolean atLeast,
            Instant since,
            List<Decided> posts,
            List<String> unread,
            Map<String, SourceProblem> refused) {}

    @Override
    public Operation operation() {
        return new Operation("POST", "/me/follows", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        Understood understood =
                personal.read(request, request.read(Wish.class, EXAMPLE).text());
        Instant now = personal.clock().instant();
        Preview preview = personal.previews().of(Personal.chat(request), understood.query(), now);
        return HttpResponse.json(
                200,
                new View(
                        FollowText.of(understood.query()),
                        understood.pace(),
                        understood.brief().map(BriefTimes::toString),
                        understood.quiet().map(QuietHours::toString),
                        new FollowLines(Personal.texts(request, personal.settings(request)))
                                .settings(Draft.of(understood, OptionalLong.empty())),
                        preview.wanted(),
                        preview.aDay(),
                        preview.isAtLeast(),
                        preview.since(),
                        preview.posts().entrySet().stream()
                                .limit(SHOWN)
                                .map(PreviewFollow::decided)
                                .toList(),
                        preview.unread().stream().map(Community::label).toList(),
                        preview.refused().entrySet().stream()
                                .collect(Collectors.toMap(one -> one.getKey().label(), Map.Entry::getValue))));
    }

    private static Decided decided(Map.Entry<ClassifiedPost, Decision> one) {
        return new Decided(PostView.of(one.getKey()), one.getValue());
    }
}
