package tidings.loadtest.queueing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.loadtest.queueing.Behaviour.Reply;
import tidings.loadtest.queueing.Pipeline.Handled;
import tidings.loadtest.queueing.Traces.Traced;
import tidings.localstack.template.StackModel.Failures;
import tidings.localstack.template.StackModel.QueueTrigger;

import static org.assertj.core.api.Assertions.assertThat;

class TracesTest {
    private static final Consumers CONSUMERS = new Consumers(
            Map.of(
                    "webhook", Consumer.single(4),
                    "UpdatesQueue", new Consumer(10, 2, 0, true, 0),
                    "ActivityQueue", new Consumer(100, 2, 12_000, false, 0),
                    "PostsQueue", new Consumer(10, 2, 0, false, 0),
                    "NewPostsQueue", new Consumer(10, 2, 0, false, 0),
                    "OutboxQueue", new Consumer(10, 2, 0, true, 40)),
            List.of(
                    trigger("BotFunction", "UpdatesQueue", 0),
                    trigger("CategorizerFunction", "PostsQueue", 0),
                    trigger("CategorizerFunction", "NewPostsQueue", 0),
                    trigger("CategorizerFunction", "ActivityQueue", 12),
                    trigger("SenderFunction", "OutboxQueue", 0)));

    private final ObjectMapper json = new ObjectMapper();
    private final Traces traces = new Traces(CONSUMERS);

    @Test
    void anUpdateIsATreeOfWhatItCausedWithoutItsWaits() {
        update("one", 1_000);

        assertThat(traces.works(List.of(new Reply("any", 990, 1_125))))
                .extracting(Traced::work)
                .containsExactly(new Work(
                        "webhook",
                        0,
                        10,
                        20,
                        List.of(new Work.Sent(
                                15,
                                new Work(
                                        "UpdatesQueue",
                                        0,
                                        15,
                                        50,
                                        List.of(
                                                new Work.Sent(
                                                        45,
                                                        new Work(
                                                                "OutboxQueue",
                                                                0,
                                                                15,
                                                                40,
                                                                List.of(),
                                                                OptionalDouble.of(35))),
                                                new Work.Sent(
                                                        45,
                                                        new Work(
                                                                "ActivityQueue",
                                                                0,
                                                                0,
                                                                5,
                                                                List.of(),
                                                                OptionalDouble.empty()))),
                                        OptionalDouble.empty()))),
                        OptionalDouble.empty()));
    }

    @Test
    void whatWasAheadOfAMessageIsNoPartOfItsTransit() {
        for (int i = 0; i < 5; i++) {
            update("alone " + i, 100_000 + 10_000 * i);
        }
        segment("behind", "w", "", "webhook", 1_000, 1_020, call("Sqs SendMessage", 1_005, 1_010));
        segment("behind", "b", "w", "bot", 1_500, 1_600, call("Sqs SendMessageBatch", 1_510, 1_520));
        segment("behind", "s", "b", "sender", 1_530, 1_590, call("Telegram", 1_550, 1_560));
        segment("ahead", "x", "", "webhook", 900, 910, call("Sqs SendMessage", 900, 905));
        segment("ahead", "y", "x", "bot", 920, 1_490, "");

        Work work =
                traces.works(List.of(new Reply("any", 995, 1_555))).getFirst().work();

        assertThat(work.sends().getFirst().work().transit()).isEqualTo(15);
    }

    @Test
    void anAnswerIsOfTheUpdateWhoseMessageTelegramTookThen() {
        segment("early", "w", "", "webhook", 1_000, 1_020, "");
        segment("early", "s", "w", "sender", 1_100, 1_200, call("Telegram", 1_150, 1_180));
        segment("late", "w", "", "webhook", 1_010, 1_030, "");
        segment("late", "s", "w", "sender", 1_120, 1_300, call("Telegram", 1_220, 1_280));

        assertThat(traces.works(List.of(
                        new Reply("any", 990, 1_250), new Reply("any", 995, 1_170), new Reply("any", 996, 5_000))))
                .extracting(one -> one.work().transit())
                .containsExactly(20.0, 5.0);
    }

    @Test
    void aMessageThatWasSentToBeSeenLaterIsDelayedAndDoesNotWait() {
        segment("a", "w", "", "webhook", 1_000, 1_010, call("Telegram", 1_002, 1_005));
        segment("a", "b", "w", "bot", 61_010, 61_020, "");

        Work later = traces.works(List.of(new Reply("any", 1_000, 1_004)))
                .getFirst()
                .work()
                .sends()
                .getFirst()
                .work();

        assertThat(later.delay()).isEqualTo(60_000);
        assertThat(traces.waitedFor()).containsExactly(new Handled("UpdatesQueue", 61_010, 61_010, 61_020));
    }

    @Test
    void nobodyWaitsForWhatTheCategorizerLeavesForLater() {
        segment("a", "w", "", "webhook", 1_000, 1_010, call("Telegram", 1_002, 1_005));
        segment("a", "c", "w", "categorizer", 1_020, 1_030, call("Sqs SendMessage", 1_022, 1_025));
        segment("a", "d", "c", "categorizer", 1_040, 1_090, "");

        assertThat(traces.waitedFor()).isEmpty();
        assertThat(traces.works(List.of(new Reply("any", 1_000, 1_004)))
                        .getFirst()
                        .work()
                        .all())
                .extracting(Work::consumer)
                .containsExactly("webhook", "ActivityQueue", "NewPostsQueue");
    }

    @Test
    void whatNobodyAskedForIsNoUpdate() {
        segment("a", "s", "", "scheduler", 1_000, 1_010, call("Sqs SendMessage", 1_002, 1_005));
        segment("a", "b", "s", "sender", 1_020, 1_030, call("Telegram", 1_022, 1_025));

        assertThat(traces.works(List.of(new Reply("any", 1_000, 1_024)))).isEmpty();
        assertThat(traces.waitedFor()).isEmpty();
    }

    private void update(String trace, long at) {
        segment(trace, "w", "", "webhook", at, at + 20, call("Sqs SendMessage", at + 5, at + 15));
        segment(
                trace,
                "b",
                "w",
                "bot",
                at + 30,
                at + 80,
                call("Sqs SendMessageBatch", at + 60, at + 70) + "," + call("Sqs SendMessageBatch", at + 71, at + 75));
        segment(trace, "s", "b", "sender", at + 90, at + 130, call("Telegram", at + 100, at + 128));
        segment(trace, "c", "b", "categorizer", at + 9_000, at + 9_005, "");
    }

    private static String call(String name, long began, long ended) {
        return "{\"name\":\"%s\",\"start_time\":%s,\"end_time\":%s}".formatted(name, began / 1e3, ended / 1e3);
    }

    private void segment(String trace, String id, String parent, String name, long began, long ended, String calls) {
        try {
            traces.add(json.readTree(
                    "{\"trace_id\":\"%s\",\"id\":\"%s\",\"parent_id\":\"%s\",\"name\":\"%s\",\"start_time\":%s,\"end_time\":%s,\"subsegments\":[%s]}"
                            .formatted(trace, id, parent, name, began / 1e3, ended / 1e3, calls)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static QueueTrigger trigger(String function, String queue, int window) {
        return new QueueTrigger(
                function, queue, 10, Duration.ofSeconds(window), Failures.REPORTED_ITEMS, OptionalInt.of(2));
    }
}
