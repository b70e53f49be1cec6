package tidings.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.loadtest.bench.MixSteps;
import tidings.loadtest.bench.MixSteps.Step;
import tidings.loadtest.bench.Zipf;
import tidings.store.AskedKeys.Asked;

/// What is read from the cache and what is invalidated while people do what the mix of the load says: a hundred of
/// them, each with something to do every ten seconds, fifty times in one chat. Chats, communities and topics are
/// drawn by Zipf's law. A feed that is older than it may be is fetched when it is asked for.
final class ReadTrace {
    private static final int PEOPLE = 100;
    private static final int REQUESTS = 50;
    private static final Duration BETWEEN = Duration.ofSeconds(10).dividedBy(PEOPLE);
    private static final Zipf CHATS = Zipf.of(1_000);
    private static final Zipf COMMUNITIES = Zipf.of(500);
    private static final Zipf TOPICS = Zipf.of(32);
    private static final int PAGE = 5;

    /// Until a fetch has ended, and until what was done is noted.
    private static final Duration SOON = Duration.ofSeconds(2);

    /// Something that happens to a cache, since the beginning.
    sealed interface Event {
        Duration at();
    }

    record Read(Duration at, Asked asked) implements Event {}

    /// All values of a group became invalid.
    record Change(Duration at, String group) implements Event {}

    private static final class Person {
        private ChatId chat = new ChatId(1);
        private int requests;
        private Community community = new Community("java");
        private List<Step> journey = List.of();
    }

    private final AskedKeys keys;
    private final MixSteps mix;
    private final Duration freshFor;
    private final Random random;
    private final List<Person> people =
            Stream.generate(Person::new).limit(PEOPLE).toList();
    private final Map<String, Duration> fetched = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Set<String> groups = new HashSet<>();
    private Duration now = Duration.ZERO;

    /// @param freshFor after that long a feed is fetched again
    ReadTrace(AskedKeys keys, MixSteps mix, Duration freshFor, Random random) {
        this.keys = keys;
        this.mix = mix;
        this.freshFor = freshFor;
        this.random = random;
    }

    /// In the order of time; of what is invalidated, that which is ever read.
    List<Event> during(Duration time) {
        for (; now.compareTo(time) < 0; now = now.plus(BETWEEN)) {
            next(people.get(random.nextInt(PEOPLE)));
        }
        return events.stream()
                .filter(event -> !(event instanceof Change change) || groups.contains(change.group()))
                .sorted(Comparator.comparing(Event::at))
                .toList();
    }

    private void next(Person person) {
        if (person.requests == 0) {
            person.requests = REQUESTS;
            person.chat = new ChatId(CHATS.draw(random));
        }
        person.requests--;
        if (person.journey.isEmpty()) {
            person.journey = mix.draw(random);
        }
        Step step = person.journey.getFirst();
        person.journey = person.journey.subList(1, person.journey.size());
        if (step.route() != null) {
            ask(step.route());
            return;
        }
        read((stores, _) -> stores.chats().find(person.chat));
        if (step.say() != null) {
            said(person, step.say().split(" ", 2));
        } else if (step.press() != null) {
            pressed(person, step.press());
        } else {
            feed(new Feed(new Community("java"), Period.DAY), 0);
        }
        change(keys.by((stores, _) -> stores.history().of(person.chat, Optional.empty())));
    }

    private void said(Person person, String[] words) {
        switch (words[0]) {
            case "/top" -> {
                person.community = new Community("club_" + COMMUNITIES.draw(random));
                feed(new Feed(person.community, words[1].endsWith("week") ? Period.WEEK : Period.DAY), 0);
            }
            case "/topic" -> topic(words[1]);
            case "/search" -> search(words[1], 0);
            case "/trends" -> read((stores, _) -> stores.posts().trends());
            case "/why", "/save" -> read((stores, _) -> stores.posts().find(new PostId("1abc2d")));
            case "/history" -> read((stores, _) -> stores.history().of(person.chat, Optional.empty()));
            case "/points" -> read((stores, _) -> stores.points().find(person.chat));
            case "/leaders" -> leaders(person);
            case "/pace", "/brief", "/language" -> changed(person);
            default -> {}
        }
    }

    private void pressed(Person person, String kind) {
        switch (kind) {
            case "top" -> feed(new Feed(person.community, Period.DAY), PAGE);
            case "new" -> feed(new Feed(person.community, Period.WEEK), PAGE);
            case "topic" -> topic("topic" + TOPICS.draw(random));
            case "search" -> search("maven or jvm or script or library", PAGE);
            case "leaders", "join", "leave" -> leaders(person);
            case "points" -> read((stores, _) -> stores.points().find(person.chat));
            case "set", "paces", "times" -> changed(person);
            default -> {}
        }
    }

    private void ask(String route) {
        switch (route) {
            case "GET /api/stats" -> read((_, catalog) -> catalog.statistics());
            case "GET /api/posts" ->
                read((_, catalog) -> catalog.posts(
                        new Catalog.Search(Optional.of("programming"), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        10));
            case "GET /api/subreddits" -> read((_, catalog) -> catalog.communities("", 50));
            case "GET /api/subreddits/{name}" -> read((_, catalog) -> catalog.community(new Community("java")));
            case "GET /api/categorization" -> {
                read((_, catalog) -> catalog.statistics());
                read((_, catalog) -> catalog.accuracy());
            }
            default -> {}
        }
    }

    private void feed(Feed feed, int first) {
        Asked page = read((stores, _) -> stores.feeds().page(feed, first, PAGE));
        Duration last = fetched.get(page.key().group());
        if (last == null || now.minus(last).compareTo(freshFor) > 0) {
            fetched.put(page.key().group(), now);
            change(page);
        }
    }

    private void topic(String topic) {
        read((stores, _) -> stores.feeds().topic(topic, new TopicCursor.Top(), PAGE));
    }

    private void search(String words, int first) {
        read((stores, _) -> stores.posts().search(words, false));
        read((stores, _) -> stores.posts().find(List.of(new PostId("p" + first), new PostId("p" + first + 1))));
    }

    private void leaders(Person person) {
        read((stores, _) -> stores.points().find(person.chat));
        read((stores, _) -> stores.points().leaders());
    }

    private void changed(Person person) {
        change(keys.by((stores, _) -> stores.chats().find(person.chat)));
    }

    private Asked read(BiConsumer<Stores, Catalog> read) {
        Asked asked = keys.by(read);
        events.add(new Read(now, asked));
        groups.add(asked.key().group());
        return asked;
    }

    private void change(Asked asked) {
        events.add(new Change(now.plus(SOON), asked.key().group()));
    }
}
