package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.bot.Turn.OfFollow;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Matcher;
import tidings.follows.Origin;
import tidings.follows.RuleEdits;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.selection.DeliveryPolicy;
import tidings.selection.DeliveryState;
import tidings.selection.Pace;
import tidings.selection.Planned;
import tidings.store.Outcomes.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever a chat follows and chose: the change that is offered turns what becomes of the post.
class TurnsTest {
    private static final int CASES = 1_500;
    private static final ChatId CHAT = new ChatId(7);
    private static final List<String> WORDS = List.of("sealed", "types", "hiring", "graal native");

    private final Random random = new Random(2);
    private final Map<DeliveryState, Integer> turned = new EnumMap<>(DeliveryState.class);

    /// What somebody follows and chose.
    private record World(List<Follow> follows, ChatSettings settings, Optional<Pace> pace, Instant now) {
        /// As deliveries are decided; empty if nothing wants the post.
        Optional<Planned> planned(ClassifiedPost post, double rank) {
            boolean adult = settings.get(ChatSettings.ADULT).orElse(false);
            List<FollowQuery> active = follows.stream()
                    .filter(follow -> !follow.paused())
                    .map(Follow::query)
                    .map(query -> adult ? query.withAdult() : query)
                    .toList();
            double threshold = settings.get(ChatSettings.PACE)
                    .map(postsADay -> pace.map(known -> known.threshold(postsADay))
                            .orElseGet(() -> Pace.starting(postsADay).threshold(postsADay)))
                    .orElse(0.0);
            return Matcher.of(active, one -> one)
                            .matches(post, Optional.empty())
                            .isEmpty()
                    ? Optional.empty()
                    : Optional.of(DeliveryPolicy.plan(settings, (float) threshold, rank, now));
        }

        World after(Turn turn) {
            List<Follow> changed = new ArrayList<>();
            for (Follow follow : follows) {
                Optional<OfFollow> change = turn.follows().stream()
                        .filter(one -> one.id().equals(OptionalLong.of(follow.id())))
                        .findFirst();
                changed.add(change.map(one -> new Follow(
                                follow.id(),
                                follow.place(),
                                one.after(),
                                follow.paused() && !one.resumed(),
                                follow.since()))
                        .orElse(follow));
            }
            turn.follows().stream()
                    .filter(one -> one.id().isEmpty())
                    .forEach(one -> changed.add(new Follow(99, Place.of(CHAT), one.after(), false, now)));
            ChatSettings chosen = settings;
            for (Setting<?> setting : ChatSettings.ALL) {
                if (turn.settings().containsKey(setting.name())) {
                    chosen = with(chosen, setting, turn.settings().get(setting.name()));
                }
            }
            return new World(changed, chosen, pace, now);
        }

        private static <T> ChatSettings with(ChatSettings settings, Setting<T> setting, String text) {
            return settings.with(setting, setting.read().apply(text));
        }
    }

    @Test
    void whatIsOfferedTurnsTheDecision() {
        int unwanted = 0;
        for (int i = 0; i < CASES; i++) {
            ClassifiedPost post = post();
            World world = world();
            float rank = random.nextFloat();
            Optional<Planned> planned = world.planned(post, rank);
            Optional<Turn> turn = turns(world, post, planned, rank).smallest();

            if (turn.isPresent()) {
                Optional<Planned> then = world.after(turn.get()).planned(post, rank);
                assertThat(then.map(Planned::state))
                        .as("%s: %s", world, turn.get())
                        .isNotEqualTo(planned.map(Planned::state));
                planned.ifPresent(before -> turned.merge(before.state(), 1, Integer::sum));
                unwanted += planned.isEmpty() ? 1 : 0;
                assertThat(turn.get().chat()).isEqualTo(CHAT);
            } else {
                assertThat(planned.map(Planned::state))
                        .as("only what has no word and no count")
                        .contains(DeliveryState.PENDING);
            }
        }
        assertThat(unwanted).isGreaterThan(CASES / 5);
        assertThat(turned.keySet()).containsExactly(DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.SKIPPED);
        assertThat(turned.values()).allMatch(many -> many > CASES / 50);
    }

    @Test
    void ofSeveralFollowsTheOneThatNeedsFewestEditsIsChanged() {
        ClassifiedPost post = post("sealed types are hiring", 5);
        World world = new World(
                List.of(
                        follow(1, query(List.of("nowhere"), List.of("hiring")), false),
                        follow(2, query(List.of(), List.of("hiring")), false),
                        follow(3, FollowQuery.of(Origin.of("python")), false)),
                ChatSettings.NONE,
                Optional.empty(),
                TestBot.NOON);

        Turn turn = turns(world, post, Optional.empty(), 0.5f).smallest().orElseThrow();

        assertThat(turn.follows()).singleElement().satisfies(change -> {
            assertThat(change.id()).hasValue(2);
            assertThat(change.after().exclude()).isEmpty();
        });
    }

    @Test
    void theLeastPaceThatLetsThePostPassIsOffered() {
        Pace known = Pace.starting(12).after(Duration.ofDays(3), spread(300), 30, 12);
        ChatSettings paced = ChatSettings.NONE.with(ChatSettings.PACE, Optional.of(12));
        World world = new World(
                List.of(follow(1, FollowQuery.of(Origin.of("java")), false)), paced, Optional.of(known), TestBot.NOON);
        ClassifiedPost post = post("sealed types", 5);
        float rank = 0.5f;

        Turn turn =
                turns(world, post, world.planned(post, rank), rank).smallest().orElseThrow();

        int offered = Integer.parseInt(turn.settings().get("pace"));
        assertThat(offered).isBetween(13, 499);
        assertThat(known.threshold(offered)).isLessThanOrEqualTo(rank);
        assertThat(known.threshold(offered - 1)).isGreaterThan(rank);
    }

    private Turns turns(World world, ClassifiedPost post, Optional<Planned> planned, float rank) {
        boolean adult = world.settings.get(ChatSettings.ADULT).orElse(false);
        return new Turns(
                CHAT,
                RuleEdits.of(post, List.of("types"), Optional.empty(), adult),
                world.follows,
                world.settings,
                planned.map(one -> new Outcome(
                        post.post().id(),
                        1,
                        rank,
                        one.state(),
                        one.reason(),
                        0,
                        world.now,
                        one.dueAt(),
                        Optional.empty(),
                        Optional.empty())),
                world.pace,
                world.now);
    }

    private World world() {
        List<Follow> follows = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> follow(i + 1, query(), random.nextInt(4) == 0))
                .toList();
        ChatSettings settings = ChatSettings.NONE
                .with(ChatSettings.ADULT, Optional.of(true).filter(_ -> random.nextInt(4) == 0))
                .with(ChatSettings.PACE, Optional.of(1 + random.nextInt(60)).filter(_ -> random.nextBoolean()))
                .with(
                        ChatSettings.BRIEF,
                        ChatSettings.BRIEF.read().apply("08:00").filter(_ -> random.nextInt(3) == 0))
                .with(
                        ChatSettings.QUIET,
                        ChatSettings.QUIET.read().apply("22:00-07:00").filter(_ -> random.nextInt(3) == 0));
        Optional<Pace> pace = settings.get(ChatSettings.PACE)
                .filter(_ -> random.nextInt(3) > 0)
                .map(postsADay -> Pace.starting(postsADay)
                        .after(Duration.ofHours(random.nextInt(100)), spread(random.nextInt(500)), 40, postsADay));
        return new World(follows, settings, pace, TestBot.NOON.plus(Duration.ofHours(random.nextInt(24))));
    }

    private List<Double> spread(int posts) {
        return IntStream.range(0, posts).mapToObj(i -> i / (double) posts).collect(Collectors.toList());
    }

    private static Follow follow(long id, FollowQuery query, boolean paused) {
        return new Follow(id, Place.of(CHAT), query, paused, TestBot.NOON);
    }

    private FollowQuery query() {
        FollowQuery rules = query(some(2), some(1));
        FollowQuery counted = rules.with(
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(9)), OptionalInt.empty());
        Origin origin = Origin.of(
                List.of("java", "java", "python", "*", "topic:programming").get(random.nextInt(5)));
        return counted.withOrigins(List.of(origin));
    }

    private static FollowQuery query(List<String> include, List<String> exclude) {
        return FollowQuery.of(Origin.of("java")).with(include, exclude);
    }

    private ClassifiedPost post() {
        return post(String.join(" ", some(4)), random.nextInt(9));
    }

    private ClassifiedPost post(String title, int score) {
        return TestBot.classified(new Post(
                new PostId("p1"),
                TestBot.JAVA.community(),
                title,
                "",
                "https://example.org",
                "example.org",
                "https://www.reddit.com/comments/p1/",
                List.of(PostKind.values()).get(random.nextInt(PostKind.values().length)),
                OptionalInt.of(score),
                OptionalInt.empty(),
                random.nextInt(4) == 0,
                TestBot.NOON));
    }

    private List<String> some(int max) {
        return random.ints(random.nextInt(max + 1), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .distinct()
                .toList();
    }
}
