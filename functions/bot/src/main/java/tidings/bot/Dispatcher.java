package tidings.bot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.aws.Queue;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.Origin;
import tidings.messages.AlarmMessage;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.ScrapeMessage;
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
        Queue<AlarmMessage> alarms) {
    void send(Call call, Reply reply) {
        List<Reply> replies = flat(reply).toList();
        boolean answered = replies.stream()
                .anyMatch(one -> one instanceof Reply.Toast || one instanceof Reply.HandOn || one instanceof Reply.Ask);
        if (!answered) {
            toast(call, "");
        }
        replies.forEach(one -> carryOut(call, one));
    }

    private void carryOut(Call call, Reply reply) {
        switch (reply) {
            case Reply.Show(Card card) -> show(call, call.card(), card, "done", Optional.empty());
            case Reply.Toast(String text) -> toast(call, text);
            case Reply.Fetch fetch -> fetch(call, fetch);
            case Reply.Ask(String word, var question, Map<String, String> context) ->
                outbox.send(new TelegramCallV1(
                        call.origin().place(),
                        call.origin().cause() + "/ask",
                        question,
                        ResumedCall.context(word, call, context)));
            case Reply.Offer(String query, List<InlineResult> results) ->
                outbox.send(new AnswerInlineV1(query, results));
            case Reply.HandOn(AlarmMessage message) -> alarms.send(message);
            case Reply.Several several -> several.replies().forEach(one -> carryOut(call, one));
            case Reply.Nothing _ -> {}
        }
    }

    /// What ends the wait comes first, so that no wait is without an end; then the interim card, because the
    /// outbox keeps the order of what is shown.
    private void fetch(Call call, Reply.Fetch fetch) {
        String cause = call.origin().cause();
        List<PendingCard> waiting = List.of(call.pending(fetch.card()));
        Instant until = call.now().plus(fetch.patience());
        posts.sendLater(new WaitOverV1(fetch.feed(), cause, waiting, until), fetch.patience());
        show(call, fetch.card(), fetch.meanwhile(), "reading", Optional.of(Wait.begins(cause, until)));
        if (fetch.requested()) {
            scrapes.send(new ScrapeRequestedV1(fetch.feed(), cause, waiting));
        }
    }

    private void show(Call call, CardId id, Card card, String step, Optional<Wait> wait) {
        Origin origin = call.origin();
        outbox.send(new ShowCardV1(origin.place(), id, origin.cause() + "/" + step, card, wait));
    }

    private void toast(Call call, String text) {
        call.press().map(ButtonPress::id).ifPresent(press -> outbox.send(new AnswerCallbackV1(press, text)));
    }

    private static Stream<Reply> flat(Reply reply) {
        return reply instanceof Reply.Several(List<Reply> replies)
                ? replies.stream().flatMap(Dispatcher::flat)
                : Stream.of(reply);
    }
}
