package tidings.points;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class ScorePropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Pacific/Auckland"),
            ZoneId.of("America/Los_Angeles"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Pacific/Kiritimati"));

    @Property(seed = "1", tries = 20, edgeCases = EdgeCasesMode.NONE)
    void aDayBringsNoMoreThanSoManyPointsWhateverTenThousandActionsDo(
            @ForAll @IntRange(min = 1, max = 40) int days, @ForAll @LongRange(min = 1) long seed) {
        Random random = new Random(seed);
        ZoneId zone = zone(random);
        List<ActedV1> actions = actions(random, 10_000, days);

        Score score = Score.NONE;
        for (int i = 0; i < actions.size(); i += 100) {
            score = score.plus(actions.subList(i, i + 100), zone);
            for (LocalDate day : score.days().keySet()) {
                assertThat(score.on(day).today()).isBetween(1, Score.MAX_A_DAY);
            }
        }
        assertThat(standing(score, zone, days).points()).isLessThanOrEqualTo((days + 1L) * Score.MAX_A_DAY);
        assertThat(Json.write(score).length()).isLessThan(20_000);
    }

    /// Days are gained by no more than the two that zones are apart.
    @Property(seed = "2", tries = 20, edgeCases = EdgeCasesMode.NONE)
    void whoChangesZonesAtEachActionGainsNoDays(
            @ForAll @IntRange(min = 1, max = 30) int days, @ForAll @LongRange(min = 1) long seed) {
        Random random = new Random(seed);

        Score score = Score.NONE;
        for (ActedV1 action : actions(random, 1_000, days)) {
            score = score.plus(List.of(action, action), zone(random)).plus(List.of(action), zone(random));
        }

        assertThat(standing(score, ZONES.getFirst(), days).points()).isLessThanOrEqualTo((days + 2L) * Score.MAX_A_DAY);
    }

    @Property(seed = "3", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void pointsDependNeitherOnTheOrderNorOnHowOftenAnActivityComes(
            @ForAll @IntRange(min = 1, max = 120) int days,
            @ForAll @IntRange(min = 1, max = 400) int count,
            @ForAll @LongRange(min = 1) long seed) {
        Random random = new Random(seed);
        ZoneId zone = zone(random);
        List<ActedV1> actions = actions(random, count, days);

        Score score = Score.NONE;
        List<ActedV1> left = late(actions, random);
        while (!left.isEmpty()) {
            int size = Math.min(left.size(), 1 + random.nextInt(20));
            score = Json.read(Json.write(score), Score.class).plus(left.subList(0, size), zone);
            left = left.subList(size, left.size());
        }

        LocalDate today = day(days + random.nextInt(20), zone);
        assertThat(score.on(today))
                .usingRecursiveComparison()
                .ignoringFields("streak.last")
                .isEqualTo(dayByDay(actions, zone, today));
    }

    /// Each may come again, all within what a queue keeps.
    private static List<ActedV1> late(List<ActedV1> actions, Random random) {
        Map<Integer, Instant> arrivals = new HashMap<>();
        List<ActedV1> all = new ArrayList<>(actions);
        IntStream.range(0, actions.size() / 2).forEach(_ -> all.add(actions.get(random.nextInt(actions.size()))));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        order.forEach(i -> arrivals.put(
                i,
                all.get(i)
                        .at()
                        .plusSeconds(
                                random.nextLong(Duration.ofDays(Score.DAYS - 1L).toSeconds()))));
        Collections.shuffle(order, random);
        order.sort(Collections.reverseOrder((one, other) -> arrivals.get(other).compareTo(arrivals.get(one))));
        return order.stream().map(all::get).toList();
    }

    /// The same told differently: from the first day to today, with all that was done on each.
    private static Standing dayByDay(List<ActedV1> actions, ZoneId zone, LocalDate today) {
        Map<LocalDate, Map<Kind, Set<String>>> done = new TreeMap<>();
        actions.forEach(
                action -> done.computeIfAbsent(LocalDate.ofInstant(action.at(), zone), _ -> new EnumMap<>(Kind.class))
                        .computeIfAbsent(action.kind(), _ -> new HashSet<>())
                        .add(action.id()));
        long points = 0;
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        int streak = 0;
        int best = 0;
        int freezes = 0;
        LocalDate first = done.keySet().iterator().next();
        int ofToday = 0;
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            Map<Kind, Set<String>> ofDay = done.getOrDefault(day, Map.of());
            int sum = 0;
            for (Map.Entry<Kind, Set<String>> of : ofDay.entrySet()) {
                int counted =
                        Math.min(of.getValue().size(), Worth.of(of.getKey()).most());
                counts.merge(of.getKey(), counted, Integer::sum);
                sum += counted * Worth.of(of.getKey()).points();
            }
            ofToday = Math.min(sum, Score.MAX_A_DAY);
            points += ofToday;
            if (sum > 0) {
                streak++;
                best = Math.max(best, streak);
                freezes = Math.min(freezes + (streak % Streak.EARNED_BY == 0 ? 1 : 0), Streak.MAX_FREEZES);
            } else if (!day.equals(today) && freezes > 0) {
                freezes--;
            } else if (!day.equals(today)) {
                streak = 0;
            }
        }
        return new Standing(points, ofToday, counts, new Streak(Optional.empty(), streak, best, freezes));
    }

    private static List<ActedV1> actions(Random random, int count, int days) {
        Kind[] kinds = Kind.values();
        return IntStream.range(0, count)
                .mapToObj(i -> new ActedV1(
                        new ChatId(7),
                        "u" + i,
                        START.plusSeconds(random.nextLong(Duration.ofDays(days).toSeconds())),
                        kinds[random.nextInt(kinds.length)],
                        Optional.empty(),
                        List.of()))
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList();
    }

    private static Standing standing(Score score, ZoneId zone, int days) {
        return score.on(day(days, zone));
    }

    private static LocalDate day(int day, ZoneId zone) {
        return LocalDate.ofInstant(START.plus(Duration.ofDays(day)), zone);
    }

    private static ZoneId zone(Random random) {
        return ZONES.get(random.nextInt(ZONES.size()));
    }
}
