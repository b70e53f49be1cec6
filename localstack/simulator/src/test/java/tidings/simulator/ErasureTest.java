package tidings.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.domain.ChatId;
import tidings.simulator.Account.Kind;
import tidings.simulator.Simulation.Report;
import tidings.store.ChatRegistry.Rows;

import static org.assertj.core.api.Assertions.assertThat;

/// Chats that are erased while much is under way for them: answers, fetches, deliveries, and crashes of whoever
/// handles them.
class ErasureTest {
    private static final long MINUTE = 60_000;
    private static final int CHATS = 6;

    /// Ids that nothing else contains.
    private static final long FIRST = 7_654_321_001L;

    private static final long KEPT = FIRST + CHATS;

    private static final String DONE = "I’ve forgotten everything";

    /// People who do everything that leaves something, one who stays, and who erase their chats within some
    /// minutes.
    private static final class Leaving implements Script {
        private final long seed;
        private final Random random;
        private final Map<Long, List<String>> shownThen = new HashMap<>();
        private final Map<Long, Instant> erasedAt = new HashMap<>();
        private final boolean comesBack;

        Leaving(long seed, boolean comesBack) {
            this.seed = seed;
            this.random = new Random(seed);
            this.comesBack = comesBack;
        }

        @Override
        public FaultPlan faults() {
            return seed % 2 == 0 ? FaultPlan.NONE : FaultPlan.of(seed, new Random(seed), 40 * MINUTE);
        }

        @Override
        public void plan(Stage stage) {
            for (long chat = FIRST; chat <= KEPT; chat++) {
                live(stage, chat);
            }
        }

        private void live(Stage stage, long chat) {
            People people = stage.people();
            VirtualTime time = stage.time();
            List<String> said = List.of(
                    "/follow java",
                    "/follow python -hiring",
                    "/settings pace 12",
                    "/save https://redd.it/1abc2d for Sunday",
                    "/share r/java",
                    "/remind tomorrow 9:00 water the plants",
                    "/leaders as Night Owl",
                    "/top hiking week");
            for (int i = 0; i < said.size(); i++) {
                String text = said.get(i);
                time.at(10_000 + i * 9_000L, () -> people.text(chat, text, Kind.ANY));
                time.at(15_000 + i * 9_000L, () -> people.press(chat, "save|"));
            }
            long corrects = 2 * MINUTE + random.nextLong(8 * MINUTE);
            time.at(corrects, () -> people.text(chat, "why the first one?", Kind.ANY));
            List<String> pressed = List.of("fix|", "teach|", "scope|");
            for (int i = 0; i < pressed.size(); i++) {
                String button = pressed.get(i);
                time.at(corrects + (i + 1) * 8_000L, () -> people.press(chat, button));
            }
            for (int i = 0; i < 40; i++) {
                String text = "/top " + SimulatedReddit.any(random) + (random.nextBoolean() ? " week" : "");
                time.at(2 * MINUTE + random.nextLong(20 * MINUTE), () -> people.text(chat, text, Kind.ANY));
            }
            if (chat < KEPT) {
                long leaves = 3 * MINUTE + random.nextLong(12 * MINUTE);
                time.at(leaves, () -> people.text(chat, "/erase", Kind.ANY));
                confirm(stage, chat, leaves + 500 + random.nextLong(9_000), new ArrayList<>());
            }
        }

        /// Until the button is there.
        private void confirm(Stage stage, long chat, long at, List<Long> tries) {
            stage.time().at(at, () -> {
                for (int i = 0; i < random.nextInt(4); i++) { // just before
                    stage.people().text(chat, "/top " + SimulatedReddit.any(random), Kind.ANY);
                }
                if (stage.people().press(chat, "forget|")) {
                    erasedAt.put(chat, stage.time().instant());
                    stage.people().text(chat, "/top java month", Kind.ANY); // and just behind
                    watch(stage, chat);
                } else if (tries.size() < 200) {
                    tries.add(at);
                    confirm(stage, chat, at + 15_000, tries);
                }
            });
        }

        private void watch(Stage stage, long chat) {
            if (shows(stage, chat) || stage.time().now() > 60 * MINUTE) {
                if (comesBack) {
                    stage.people().text(chat, "/start", Kind.ANY);
                }
                stage.time()
                        .after(MINUTE, () -> shownThen.put(chat, stage.people().shown(chat)));
            } else {
                stage.time().after(200, () -> watch(stage, chat));
            }
        }

        private static boolean shows(Stage stage, long chat) {
            return stage.people().shown(chat).stream().anyMatch(html -> html.contains(DONE));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("seeds", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWriteOfAnErasedChatSurvives(long seed) {
        Leaving script = new Leaving(seed, false);
        Report report = Simulation.run(Setup.of(seed, script), false);

        for (long chat = FIRST; chat < KEPT; chat++) {
            String id = Long.toString(chat);
            assertThat(report.items()).as(report.toString()).noneMatch(item -> item.contains(id));
            assertThat(kept(report, chat)).as("seed %d", seed).isZero();
            List<String> shown = report.chats().get(chat).values().stream()
                    .map(SimulatedTelegram.Shown::html)
                    .toList();
            assertThat(shown).as("seed %d", seed).anyMatch(html -> html.contains(DONE));
            if (script.faults() == FaultPlan.NONE) { // nobody knows the message whose response was lost
                assertThat(shown).as("seed %d", seed).noneMatch(html -> html.startsWith("⏳"));
            }
            assertThat(shown.subList(Math.min(script.shownThen.get(chat).size(), shown.size()), shown.size()))
                    .as("what is shown after the erasure, seed %d", seed)
                    .allMatch(html -> html.contains("This chat was erased"));
        }
        assertThat(report.items()).anyMatch(item -> item.contains(Long.toString(KEPT)));
        Map<String, Rows> stays = report.stores().chats().export(new ChatId(KEPT));
        stays.values().removeIf(rows -> rows.total() == 0);
        assertThat(stays.keySet())
                .as("of the chat that stays")
                .contains("chat", "follow", "saved_post", "reminder", "points", "history");
    }

    /// Only how fast it may be written to can be of before; what is done from then on is noted anew.
    @ParameterizedTest
    @MethodSource("seeds")
    void aChatThatBeginsAnewHasNothingOfBefore(long seed) {
        Leaving script = new Leaving(seed, true);
        Report report = Simulation.run(Setup.of(seed, script), false);

        for (long chat = FIRST; chat < KEPT; chat++) {
            Map<String, Rows> exported = report.stores().chats().export(new ChatId(chat));
            exported.remove("chat");
            List<JsonNode> history = exported.remove("history").rows();
            Instant erasedAt = script.erasedAt.get(chat);
            assertThat(history)
                    .as("seed %d", seed)
                    .allMatch(
                            entry -> Instant.parse(entry.at("/at/at").asText()).isAfter(erasedAt));
            assertThat(exported.remove("topic_rule").rows())
                    .as("seed %d", seed)
                    .allMatch(rule -> Instant.parse(rule.at("/at").asText()).isAfter(erasedAt));
            Set<String> noted =
                    history.stream().map(entry -> entry.at("/at/id").asText()).collect(Collectors.toSet());
            assertThat(noted).as("seed %d", seed).containsAll(counted(exported.remove("points")));
            assertThat(exported.values()).as("seed %d", seed).allMatch(rows -> rows.total() == 0);
        }
    }

    /// The updates that points were given for.
    private static List<String> counted(Rows points) {
        return points.rows().stream()
                .flatMap(row -> row.at("/score/days").valueStream())
                .flatMap(JsonNode::valueStream)
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .toList();
    }

    private static int kept(Report report, long chat) {
        return report.stores().chats().export(new ChatId(chat)).values().stream()
                .mapToInt(Rows::total)
                .sum();
    }
}
