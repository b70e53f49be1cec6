package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.objects.Update;
import tidings.telegram.Card;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.telegram.CardId;
import tidings.messages.OutboxMessage;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.domain.ChatId;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.domain.ClassifiedPost;
import tidings.domain.SourceApi;
import tidings.domain.Community;
import tidings.domain.TopicPage;
import tidings.domain.TopicCursor;
import tidings.aws.Json;
import tidings.store.DatabaseUnavailableException;
import tidings.store.Listings.Known;
import tidings.store.cache.Cached;
import tidings.topics.ShippedTopics;
import tidings.topics.SubredditPrior;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

import static org.assertj.core.api.Assertions.assertThat;

class BotTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Feed JAVA = new Feed(new Community("java"), Period.DAY);
    private static final Taxonomy TAXONOMY = Taxonomy.load();
    private static final TopicModel MODEL = TopicModel.load();
    private static final Classifier CLASSIFIER = new Classifier(MODEL, ShippedTopics.load(), TAXONOMY);

    /// What is kept of a subreddit after some posts that were surely of a topic.
    private static byte[] afterPostsOf(String topic) {
        float[] sure = new float[MODEL.topics().size()];
        sure[MODEL.topics().indexOf(topic)] = 1;
        SubredditPrior prior = SubredditPrior.none(sure.length);
        for (int post = 0; post < 25; post++) {
            prior = prior.plus(sure);
        }
        return prior.toBytes();
    }

    private final List<OutboxMessage> shown = new ArrayList<>();
    private final List<ScrapeMessage> scrapes = new ArrayList<>();
    private Known known = new Known.Nothing();
    private List<ClassifiedPost> ofTopic = List.of();
    private TopicCursor turnedTo;
    private boolean sourceFailed;
    private final List<Feed> asked = new ArrayList<>();
    private final Map<String, Card> classified = new HashMap<>();

    private final Library library = new Library() {
        @Override
        public Cached<Known> page(Feed feed, int first, int size) {
            if (known == null) {
                throw new DatabaseUnavailableException(new IllegalStateException("stopped"));
            }
            return new Cached<>(known, NOON.minus(Duration.ofMinutes(10)), sourceFailed);
        }

        @Override
        public Cached<TopicPage> ofTopic(String topic, TopicCursor place, int size) {
            turnedTo = place;
            return new Cached<>(new TopicPage(0, ofTopic, !ofTopic.isEmpty()), NOON, sourceFailed);
        }

        @Override
        public tidings.store.Subreddits.Known known(Community subreddit) {
            Optional<String> fixed = subreddit.value().equals("fixed_one") ? Optional.of("music") : Optional.empty();
            Optional<byte[]> prior = switch (subreddit.value()) {
                case "learned_one" -> Optional.of(afterPostsOf("programming"));
                case "of_another_version" -> Optional.of(new byte[] {99, 1, 2});
                default -> Optional.empty();
            };
            return new tidings.store.Subreddits.Known(fixed, prior);
        }

        @Override
        public Card classification(String hash, Supplier<Card> classify) {
            return classified.computeIfAbsent(hash, _ -> classify.get());
        }

        @Override
        public void asked(Feed feed) {
            asked.add(feed);
        }

        @Override
        public Optional<ClassifiedPost> find(PostId id) {
            return id.value().equals("kept1")
                    ? Optional.of(post("Sourdough starter keeps dying, what now?"))
                    : Optional.empty();
        }
    };
    private final Bot bot = new Bot(
            library,
            CLASSIFIER,
            TAXONOMY,
            shown::addAll,
            scrapes::addAll,
            () -> Duration.ofMinutes(10),
            InstantSource.fixed(NOON));

    @Test
    void showsAFreshListingAtOnce() {
        known = page(Duration.ofMinutes(9));

        says("/top java");

        assertThat(scrapes).isEmpty();
        assertThat(lastCard().html()).contains("r/java").contains("A title").contains("Programming");
        assertThat(lastCard().card()).isEqualTo(CardId.ofUpdate("42"));
    }

    @Test
    void saysThatItReadsBeforeItAsksForAReading() {
        says("/top java");

        assertThat(lastCard().html()).contains("Reading r/java");
        assertThat(scrapes)
                .containsExactly(new ScrapeRequestedV1(
                        JAVA, "42", List.of(new PendingCard(new ChatId(7), CardId.ofUpdate("42"), "42"))));
    }

    @Test
    void saysFromWhenItIsWhatItShowsWhileTheArchiveIsSilent() {
        known = page(Duration.ofHours(1));
        sourceFailed = true;

        says("/top java");
        assertThat(lastCard().html()).contains("A title").contains("This is from 10 min ago");
        presses("top:java:day:5");
        assertThat(lastCard().html()).contains("This is from 10 min ago");
        says("/topic programming");
        assertThat(lastCard().html()).contains("This is from 0 min ago");
        assertThat(scrapes).as("nobody could store it").isEmpty();
    }

    @Test
    void notesWhatPeopleWant() {
        says("/top java");
        presses("new:java:day");
        presses("top:java:day:5");

        assertThat(asked).containsExactly(JAVA, JAVA);
    }

    @Test
    void classifiesTheSameTextOnce() {
        says("/classify My sourdough bread does not rise");
        says("/classify My sourdough bread does not rise");
        says("/classify My sourdough bread does rise");

        assertThat(classified).hasSize(2);
    }

    @Test
    void readsAStaleListingAgain() {
        known = page(Duration.ofMinutes(11));

        says("/top java");

        assertThat(scrapes).hasSize(1);
    }

    @Test
    void sendsTheSameForTheSameUpdate() {
        says("/top java");
        List<String> once = shown.stream().map(OutboxMessage::deduplication).toList();
        says("/top java");

        assertThat(shown.stream().skip(once.size()).map(OutboxMessage::deduplication))
                .isEqualTo(once);
        assertThat(scrapes.get(0)).isEqualTo(scrapes.get(1));
    }

    @Test
    void doesNotAskAgainForWhatWasRefusedWithinTheHour() {
        known = new Known.Refused(SourceProblem.PRIVATE, NOON.minus(Duration.ofMinutes(59)));
        says("/top java");
        assertThat(lastCard().html()).contains("private");
        assertThat(scrapes).isEmpty();

        known = new Known.Refused(SourceProblem.PRIVATE, NOON.minus(Duration.ofMinutes(61)));
        says("/top java");
        assertThat(scrapes).hasSize(1);
    }

    @Test
    void turnsPagesOnTheCardThatWasPressed() {
        known = page(Duration.ofDays(1));

        presses("top:java:day:5");

        assertThat(shown.getFirst()).isEqualTo(new AnswerCallbackV1("press-1", ""));
        assertThat(lastCard().card()).isEqualTo(CardId.ofMessage(17));
        assertThat(scrapes).isEmpty();
    }

    @Test
    void readsAgainOnRefreshUnlessItJustDid() {
        known = page(Duration.ofMinutes(1));
        presses("new:java:day");
        assertThat(scrapes).hasSize(1);

        known = page(Duration.ofSeconds(5));
        presses("new:java:day");
        assertThat(scrapes).hasSize(1);
        assertThat(shown).contains(new AnswerCallbackV1("press-1", "This was read a moment ago."));
    }

    @Test
    void answersAButtonThatItDoesNotKnow() {
        presses("drop:table");

        assertThat(shown).singleElement().isInstanceOf(AnswerCallbackV1.class);
    }

    @Test
    void classifiesATextAndSaysWhy() {
        says("/classify My sourdough bread does not rise, is my flour or my oven to blame?");

        assertThat(lastCard().html())
                .contains("Food")
                .contains("Words that decided")
                .contains("<code>");
    }

    @Test
    void classifiesALinkToAPostThatIsKeptByThePost() {
        says("/classify https://www.reddit.com/r/somewhere_new/comments/kept1/x/");

        assertThat(lastCard().html()).contains("sourdough").contains("r/somewhere_new is not known yet");
    }

    @Test
    void classifiesALinkIntoASubredditThatAnOperatorFixedAsTheOperatorSays() {
        says("/classify https://www.reddit.com/r/fixed_one/comments/kept1/x/");

        assertThat(lastCard().html())
                .contains("Music")
                .contains("r/fixed_one is about this")
                .doesNotContain("Words that decided");
    }

    @Test
    void classifiesALinkIntoASubredditWhosePostsWereReadByThemToo() {
        says("/classify https://www.reddit.com/r/learned_one/comments/nowhere1/look_at_this/");

        assertThat(lastCard().html())
                .contains("Programming")
                .contains("r/learned_one was judged by its name and its posts, too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sourdough_recipes", "of_another_version"})
    void classifiesALinkIntoAnUnknownSubredditByItsNameToo(String subreddit) {
        says("/classify https://www.reddit.com/r/" + subreddit + "/comments/nowhere1/x/");

        assertThat(lastCard().html()).contains("r/" + subreddit + " is not known yet, so its name counts, too");
    }

    @Test
    void classifiesAnyOtherLinkByItsAddress() {
        says("/classify https://www.example.org/2026/how-to-bake-sourdough-bread.html");

        assertThat(lastCard().html()).contains("Food").contains("by the address alone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/classify 🙂🙂🙂",
                "/classify שלום עולם",
                "/classify https://",
                "/classify https://exa mple",
                "/classify https://[::1]/x",
                "/classify <b>&amp;",
                "/topic <b>nothing</b>",
                "/topic",
                "/start",
                "/help",
                "hi"
            })
    void answersWhateverIsSent(String text) {
        says(text);

        assertThat(lastCard().html())
                .isNotBlank()
                .doesNotContain("<b>nothing</b>")
                .hasSizeLessThan(4_096);
    }

    @Test
    void listsTheTopicsWithAButtonEach() {
        says("/topics");

        assertThat(lastCard().html()).contains("Programming").hasSizeLessThan(4_096);
        assertThat(lastCard().buttons().stream().mapToInt(List::size).sum())
                .isEqualTo(TAXONOMY.all().size() - 1);
    }

    @Test
    void showsATopicByItsTitleOrItsId() {
        ofTopic = List.of(post("A title"));
        says("/topic Programming");
        String byTitle = lastCard().html();
        says("/topic programming");

        assertThat(lastCard().html()).isEqualTo(byTitle).contains("A title").contains("r/java");
    }

    @Test
    void turnsThePagesOfATopicFromThePostThatItShowed() {
        ofTopic = List.of(post("A title"));
        says("/topic programming");
        presses(lastCard().buttons().getFirst().getFirst().press());

        assertThat(turnedTo).isEqualTo(new TopicCursor.After(OptionalInt.of(3), new PostId("p1"), 1));
    }

    @Test
    void saysThatAButtonWhichCountsRanksIsTooOld() {
        presses("topic:programming:5");

        assertThat(shown).containsExactly(new AnswerCallbackV1("press-1", "This button is too old. Please ask again."));
    }

    @Test
    void saysSoWhenTheArchiveDoesNotAnswer() {
        known = null;

        says("/top java");
        assertThat(lastCard().html()).contains("The archive does not answer right now");

        presses("top:java:day:5");
        assertThat(shown.getLast())
                .isInstanceOfSatisfying(
                        AnswerCallbackV1.class, answer -> assertThat(answer.text()).contains("try again in a minute"));
        assertThat(scrapes).isEmpty();
    }

    @Test
    void staysSilentInGroupsUnlessItIsCalled() {
        bot.answer(new Asked.Text(new ChatId(-7), 42, "good morning", false));

        assertThat(shown).isEmpty();
    }

    @Test
    void asksNothingOfUpdatesThatAskNothing() {
        for (String update : List.of(
                "{\"update_id\":1}",
                "{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":1,\"chat\":{\"id\":1,\"type\":\"private\"}}}",
                "{\"update_id\":1,\"edited_message\":{\"message_id\":1,\"date\":1,\"text\":\"/help\",\"chat\":{\"id\":1,\"type\":\"private\"}}}",
                "{\"update_id\":1,\"tomorrow\":{\"a\":1}}")) {
            assertThat(Asked.of(Json.read(update, Update.class))).isEmpty();
        }
    }

    private void says(String text) {
        bot.answer(new Asked.Text(new ChatId(7), 42, text, true));
    }

    private void presses(String data) {
        bot.answer(new Asked.Pressed(new ChatId(7), 42, "press-1", data, CardId.ofMessage(17), "Ada"));
    }

    private ShowCardV1 lastCard() {
        return (ShowCardV1) shown.getLast();
    }

    private static Known page(Duration age) {
        return new Known.Page(new FeedPage(0, 100, SourceApi.OAUTH, NOON.minus(age), List.of(post("A title"))));
    }

    private static ClassifiedPost post(String title) {
        return new ClassifiedPost(
                new Post(
                        new PostId("p1"),
                        JAVA.community(),
                        title,
                        "",
                        "https://example.org",
                        "example.org",
                        "https://www.reddit.com/r/java/comments/p1/",
                        PostKind.LINK,
                        OptionalInt.of(3),
                        OptionalInt.of(1),
                        false,
                        NOON),
                "programming",
                0.9f,
                "m1");
    }
}
