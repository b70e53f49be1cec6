package tidings.bot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.delivery.FollowCards;
import tidings.delivery.FollowCards.Move;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.follows.About;
import tidings.follows.Follow;
import tidings.follows.FollowText;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.PostsMessage.PhraseAskedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.Wait;
import tidings.selection.Meaning;
import tidings.store.Meant;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.bot.TestBot.ADA;
import static tidings.bot.TestBot.NOON;

/// From a phrase to what is followed by meaning.
class FollowByMeaningTest {
    private static final Meaning BREAD = Meaning.of(new float[] {1, 0});

    private final TestBot bot = new TestBot();

    private List<String> followed() {
        return bot.follows.of(ADA).stream()
                .map(Follow::query)
                .map(FollowText::of)
                .toList();
    }

    private About about() {
        return bot.follows.of(ADA).getFirst().query().about().orElseThrow();
    }

    private String toast() {
        return bot.outbox.stream()
                .filter(AnswerCallbackV1.class::isInstance)
                .map(message -> ((AnswerCallbackV1) message).text())
                .toList()
                .getLast();
    }

    /// Posts as like the phrase as these percents.
    private void posted(int... likeness) {
        List<Post> posts = IntStream.of(likeness)
                .mapToObj(percent -> TestBot.post("p" + percent, "Loaf " + percent))
                .toList();
        List<ClassifiedPost> classified =
                posts.stream().map(TestBot::classified).toList();
        Map<PostId, Meaning> meanings = new HashMap<>();
        IntStream.range(0, likeness.length).forEach(i -> {
            double angle = Math.acos(likeness[i] / 100.0 + 0.002);
            meanings.put(posts.get(i).id(), Meaning.of(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}));
        });
        bot.store.record(
                new PostsFoundV1(
                        TestBot.JAVA, "r1", 0, OptionalInt.of(posts.size()), posts, List.of(), SourceApi.OAUTH, NOON),
                classified,
                new Meant(meanings, Map.of()));
    }

    @Test
    void aPhraseThatNobodyEncodedIsAskedAboutWhileTheCardWaitsAndTheEndOfTheWaitIsQueuedFirst() {
        bot.says("/follow about \"slow bread\"");

        assertThat(bot.lastCard().html()).contains("Follow this?", "about “slow bread”", "⏳");
        assertThat(bot.labels()).containsExactly("🔎 Only with those very words", "✏️ Change", "✖ Cancel");
        assertThat(bot.lastCard().waiting()).contains(Wait.begins("42", NOON.plus(Dispatcher.PATIENCE)));
        assertThat(bot.posts)
                .extracting(message -> ((PhraseAskedV1) message).until())
                .containsExactly(Optional.of(NOON.plus(Dispatcher.PATIENCE)), Optional.empty());
        assertThat(bot.posts).allSatisfy(message -> {
            assertThat(((PhraseAskedV1) message).phrase()).isEqualTo("slow bread");
            assertThat(message.waiting()).singleElement().satisfies(card -> {
                assertThat(card.card()).isEqualTo(CardId.ofUpdate("42"));
                assertThat(card.previews()).isTrue();
            });
        });
    }

    @Test
    void onceItIsKnownWhatAPhraseMeansItIsShownAtOnceAndSavedWithWhatItMeans() {
        bot.says("/follow about \"slow bread\"");
        bot.posts.clear();
        posted(95, 85);
        bot.stores.posts().keep("slow bread", BREAD);

        bot.says("/follow about \"slow bread\"");
        assertThat(bot.posts).isEmpty();
        assertThat(bot.lastCard().html()).contains("Loaf 95", "Loaf 85</a> <i>isn’t like it enough</i>");
        bot.presses(bot.button("✅ Follow"));

        assertThat(followed()).containsExactly("* about \"slow bread\"");
        assertThat(about().meaning()).contains(BREAD);
        bot.says("/following");
        assertThat(bot.lastCard().html()).contains("about “slow bread”");
    }

    @Test
    void whatWasAskedBeforeThePhraseWasKnownIsSavedOnceItIs() {
        bot.says("/follow about \"slow bread\"");
        String change = bot.button("✏️ Change");
        bot.presses(change);
        String save = change.replace("draft|", "save|").replaceAll("\\|change.*", "");
        bot.presses(save);
        assertThat(followed()).as("nothing is saved that would bring nothing").isEmpty();
        bot.stores.posts().keep("slow bread", BREAD);
        bot.presses(save);

        assertThat(about().meaning()).contains(BREAD);
    }

    @Test
    void beforeItIsSavedItIsMadeWiderAndNarrowerWithinBounds() {
        posted(95, 85, 83);
        bot.stores.posts().keep("slow bread", BREAD);
        bot.says("/follow about \"slow bread\"");
        assertThat(bot.lastCard().html()).contains("one of them");
        bot.presses(bot.button("➕"));
        assertThat(bot.lastCard().html()).contains("2 of them");
        bot.presses(bot.button("➕"));
        bot.presses(bot.button("➕"));
        assertThat(bot.lastCard().html()).contains("3 of them");
        bot.presses(bot.button("➕"));
        assertThat(bot.labels()).contains("➖ Fewer of these").doesNotContain("➕ More of these");
        bot.presses(bot.button("✅ Follow"));

        assertThat(about().likeness()).isEqualTo(About.WIDEST);
    }

    @Test
    void theWordsAloneAreFollowedInstead() {
        bot.says("/follow about \"slow bread\"");
        bot.presses(bot.button("🔎"));
        bot.presses(bot.button("✅ Follow"));

        assertThat(followed()).containsExactly("* \"slow bread\"");
    }

    @Test
    void moreAndFewerMoveTheFollowStepByStepAndEndSomewhere() {
        bot.stores.posts().keep("slow bread", BREAD);
        bot.says("/follow about \"slow bread\"");
        bot.presses(bot.button("✅ Follow"));
        long id = bot.follows.of(ADA).getFirst().id();
        String more = FollowCards.MOVE.button("", new Move(id, 1)).press();
        String fewer = FollowCards.MOVE.button("", new Move(id, -1)).press();

        bot.presses(fewer);
        assertThat(about().likeness()).isEqualTo(About.USUAL + 1);
        assertThat(toast()).contains("fewer of these");
        IntStream.range(0, 20).forEach(_ -> bot.presses(more));
        assertThat(about().likeness()).isEqualTo(About.WIDEST);
        assertThat(toast()).contains("as wide as it gets");
        assertThat(about().meaning()).contains(BREAD);

        bot.follows.remove(ADA, id);
        bot.presses(more);
        assertThat(toast()).contains("isn’t followed here any more");
    }

    @Test
    void aSharedListIsFollowedByMeaningWithoutAnEncoder() {
        bot.stores.posts().keep("slow bread", BREAD);
        bot.says("/follow about \"slow bread\"");
        bot.presses(bot.button("✅ Follow"));
        bot.says("/share");
        String link = bot.lastCard().html().replaceAll("(?s).*start[ =](l_\\w+).*", "$1");
        bot.follows.remove(ADA, bot.follows.of(ADA).getFirst().id());

        bot.says("/start " + link);
        assertThat(bot.lastCard().html()).contains("about “slow bread”");
        bot.presses(bot.buttons().getFirst().press());

        assertThat(about().meaning()).contains(BREAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"über \"slow bread\"", "zum Thema „slow bread“", "about “slow bread”"})
    void itIsSaidInEitherLanguage(String wish) {
        bot.stores.posts().keep("slow bread", BREAD);
        bot.says("de", "/follow " + wish);
        assertThat(bot.lastCard().html()).contains("über „slow bread“");
        bot.presses(bot.button("✅"));

        assertThat(followed()).containsExactly("* about \"slow bread\"");
    }
}
