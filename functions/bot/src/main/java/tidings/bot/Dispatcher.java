package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Queue;
import tidings.bot.Interaction.Origin;
import tidings.messages.ActivityMessage;
import tidings.messages.AlarmMessage;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PhraseAskedV1;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.messages.Wait;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.InlineResult;

/// Carries replies out. Everything it sends is named after the update, so carrying a reply out twice is the same as
/// once. A press is always answered, or its button would seem to hang.
record Dispatcher(
        Queue<OutboxMessage> outbox,
        Queue<ScrapeMessage> scrapes,
        Queue<PostsMessage> posts,
        Queue<AlarmMessage> alarms,
        Queue<ActivityMessage> activity) {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /// A phrase is encoded in a moment.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What ends a wait comes first, so that no wait is without an end; then all that is shown, at once and in its
    /// order; then what others are asked for.
    void send(Call call, Reply reply) {
        List<Reply> replies = flat(reply).toList();
        List<Reply.Fetch> fetches = of(Reply.Fetch.class, replies);
        fetches.forEach(fetch -> posts.sendLater(
                new WaitOverV1(
                        fetch.feed(), call.origin().cause(), List.of(fetch.card()), until(call, fetch.patience())),
                fetch.patience()));
        List<Reply.Encode> encodes = of(Reply.Encode.class, replies);
        encodes.stream()
                .filter(encode -> encode.card().previews()) // others are answered
                .forEach(encode -> posts.sendLater(asked(call, encode, Optional.of(until(call, PATIENCE))), PATIENCE));
        boolean answered = replies.stream()
                .anyMatch(one -> one instanceof Reply.Toast || one instanceof Reply.HandOn || one instanceof Reply.Ask);
        List<OutboxMessage> shown = Stream.concat(
                        answered ? Stream.empty() : toast(call, ""),
                        replies.stream().flatMap(one -> shown(call, one)))
                .toList();
        if (!shown.isEmpty()) {
            outbox.send(shown);
        }
        fetches.stream()
                .filter(Reply.Fetch::requested)
                .forEach(fetch -> scrapes.send(
                        new ScrapeRequestedV1(fetch.feed(), call.origin().cause(), List.of(fetch.card()))));
        encodes.forEach(encode -> posts.send(asked(call, encode, Optional.empty())));
        of(Reply.Restore.class, replies)
                .forEach(restore -> scrapes.send(
                        new PostsToCheckV1(restore.posts(), "s" + call.origin().cause(), true)));
        of(Reply.HandOn.class, replies).forEach(handOn -> alarms.send(handOn.message()));
        note(Acted.of(call, reply));
    }

    /// Nobody's answer depends on it.
    private void note(Acted acted) {
        try {
            acted.message().ifPresent(activity::send);
        } catch (RuntimeException e) {
            LOG.warn("what somebody did is not noted", e);
        }
    }

    private static Stream<OutboxMessage> shown(Call call, Reply reply) {
        return switch (reply) {
            case Reply.Show(Card card) -> Stream.of(card(call, call.card(), card, "done", Optional.empty()));
            case Reply.Refuse(Card card) ->
                Stream.of(card(
                        call,
                        call.card(),
                        card,
                        "done",
                        Optional.of(Wait.refuses(call.origin().cause()))));
            case Reply.Beside(Card card) ->
                Stream.of(card(call, CardId.ofUpdate(call.origin().cause()), card, "done", Optional.empty()));
            case Reply.On(CardId id, Card card) -> Stream.of(card(call, id, card, "done", Optional.empty()));
            case Reply.Ended(List<Integer> messages, Card card) ->
                messages.stream().map(message -> ended(call, CardId.ofMessage(message), card));
            case Reply.Toast(String text) -> toast(call, text);
            case Reply.Fetch fetch -> waits(call, fetch.card(), fetch.meanwhile(), "reading", fetch.patience());
            case Reply.Encode(var _, PendingCard card, Card meanwhile) ->
                waits(call, card, meanwhile, "encoding", PATIENCE);
            case Reply.Ask(String word, var question, Map<String, String> context) ->
                Stream.of(new TelegramCallV1(
                        call.origin().place(),
                        call.origin().cause() + "/ask" + (word.equals(Administrators.WORD) ? "" : "-" + word),
                        question,
                        ResumedCall.context(word, call, context)));
            case Reply.Offer(String query, List<InlineResult> results) -> Stream.of(new AnswerInlineV1(query, results));
            case Reply.Several several -> several.replies().stream().flatMap(one -> shown(call, one));
            case Reply.Restore _, Reply.HandOn _, Reply.Did _, Reply.Meant _, Reply.Nothing _ -> Stream.empty();
        };
    }

    private static Stream<OutboxMessage> waits(
            Call call, PendingCard pending, Card meanwhile, String step, Duration patience) {
        Wait begins = Wait.begins(call.origin().cause(), until(call, patience));
        return Stream.of(card(call, pending.card(), meanwhile, step, Optional.of(begins)));
    }

    private static OutboxMessage ended(Call call, CardId id, Card card) {
        String cause = call.origin().cause();
        return card(call, id, card, "ended-" + id.message().getAsInt(), Optional.of(Wait.refuses(cause)));
    }

    private static PhraseAskedV1 asked(Call call, Reply.Encode encode, Optional<Instant> until) {
        return new PhraseAskedV1(encode.phrase(), call.origin().cause(), List.of(encode.card()), until);
    }

    private static Instant until(Call call, Duration patience) {
        return call.now().plus(patience);
    }

    private static OutboxMessage card(Call call, CardId id, Card card, String step, Optional<Wait> wait) {
        Origin origin = call.origin();
        return new ShowCardV1(origin.place(), id, origin.cause() + "/" + step, card, wait);
    }

    /// In a channel, a message would reach all its readers instead of the one who pressed.
    private static Stream<OutboxMessage> toast(Call call, String text) {
        Origin origin = call.origin();
        return call.press().stream()
                .map(press -> press.inChannel()
                        ? new AnswerCallbackV1(press.id(), text)
                        : AnswerCallbackV1.in(origin.place(), origin.cause(), press.id(), text));
    }

    static <R extends Reply> List<R> of(Class<R> kind, List<Reply> replies) {
        return replies.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Stream<Reply> flat(Reply reply) {
        return reply instanceof Reply.Several(List<Reply> replies)
                ? replies.stream().flatMap(Dispatcher::flat)
                : Stream.of(reply);
    }
}
