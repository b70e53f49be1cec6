package tidings.sender;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import tidings.aws.Inbox;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.aws.SqsBatch;
import tidings.botapi.CallResult;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.ratelimit.RateLimiter;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// A chat for which a lot is queued, on a queue and a clock that are simulated: the queue gives ten of its first
/// messages at once, and again after a pause what came back.
class PacingTest {
    /// The outbox's `maxReceiveCount`.
    private static final int RECEIVES = 6;

    private final ManualClock clock = new ManualClock();
    private final List<String> sent = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final Map<String, Integer> receives = new HashMap<>();
    private Duration longest = Duration.ZERO;
    private Instant comesBack = Instant.MIN;

    @ParameterizedTest
    @CsvSource({"7, 30", "7, 100", "-100, 30", "-100, 100"})
    void everythingArrivesInOrderAndNothingIsReceivedTooOften(long chat, int queued) {
        LinkedList<String> queue = new LinkedList<>(
                IntStream.range(0, queued).mapToObj(Integer::toString).toList());

        while (!queue.isEmpty()) {
            clock.advanceTo(comesBack);
            List<String> batch = queue.stream().limit(10).toList();
            batch.forEach(id -> receives.merge(id, 1, Integer::sum));
            Instant begin = clock.instant();
            Set<String> failed = new HashSet<>(environment().apply(event(chat, batch)));
            Duration took = Duration.between(begin, clock.instant());
            longest = took.compareTo(longest) > 0 ? took : longest;
            queue.removeIf(id -> batch.contains(id) && !failed.contains(id));
        }

        assertThat(sent)
                .isEqualTo(
                        IntStream.range(0, queued).mapToObj(Integer::toString).toList());
        assertThat(receives.values()).allMatch(count -> count <= RECEIVES / 2); // the others are for real trouble
        assertThat(longest).isLessThan(Duration.ofSeconds(10));
        assertThat(mostWithin(Duration.ofSeconds(5))).isLessThanOrEqualTo(5);
        if (chat < 0) {
            assertThat(mostWithin(Duration.ofMinutes(1))).isLessThanOrEqualTo(18);
        }
    }

    private final InMemoryChats chats = new InMemoryChats();
    private final RateLimiter limiter = RateLimiter.inMemory(Pacer.INTERVAL);

    /// Another environment each time: it knows only what is shared.
    private Function<SQSEvent, List<String>> environment() {
        Sender sender = new Sender(
                this::send,
                _ -> {},
                chats,
                new Pacer(chats, limiter, RateLimiter.inMemory(Pacer.DELIVERY_INTERVAL), clock::advanceTo, clock),
                new Outcomes("bot:1", Meter.silent(), clock));
        SqsBatch<OutboxMessage> batch = new SqsBatch<>(
                body -> Json.read(body, OutboxMessage.class),
                new Inbox() {
                    @Override
                    public void deadLetter(SQSMessage message) {
                        throw new AssertionError("deadLetters " + message.getMessageId());
                    }

                    @Override
                    public void putBehind(SQSMessage message, Instant since) {
                        throw new AssertionError("put behind " + message.getMessageId());
                    }

                    @Override
                    public void changeVisibility(SQSMessage message, Duration pause) {
                        comesBack = clock.instant()
                                .plusSeconds(pause.plusMillis(999).toSeconds());
                    }
                },
                Meter.silent(),
                clock);
        return event -> batch.handle(event, sender::handle).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private CallResult send(PartialBotApiMethod<?> method) {
        sent.add(((SendMessage) method).getText());
        times.add(clock.instant());
        clock.advance(Duration.ofMillis(120));
        return new CallResult.Done(Json.mapper().createObjectNode().put("message_id", sent.size()));
    }

    private static SQSEvent event(long chat, List<String> ids) {
        SQSEvent event = new SQSEvent();
        event.setRecords(ids.stream()
                .map(id -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId(id);
                    message.setBody(Json.write(new ShowCardV1(
                            Place.of(new ChatId(chat)), CardId.ofUpdate(id), id + "/done", Card.of(id))));
                    message.setAttributes(
                            Map.of("MessageGroupId", Long.toString(chat), "ApproximateReceiveCount", "1"));
                    return message;
                })
                .toList());
        return event;
    }

    private long mostWithin(Duration stretch) {
        return times.stream()
                .mapToLong(from -> times.stream()
                        .filter(time -> !time.isBefore(from) && time.isBefore(from.plus(stretch)))
                        .count())
                .max()
                .orElse(0);
    }
}
