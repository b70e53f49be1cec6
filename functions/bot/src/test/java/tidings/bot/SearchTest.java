package tidings.bot;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.cards.PostButtons;
import tidings.domain.PostId;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;

import static org.assertj.core.api.Assertions.assertThat;

/// What people look for among the posts that are kept.
class SearchTest {
    private final TestBot bot = new TestBot();

    @Test
    void pagesAreTurnedByButtonsUnderTheSameCard() {
        bot.posted(IntStream.range(0, 12).mapToObj(i -> "Bread number " + i).toArray(String[]::new));

        bot.says("/search bread");
        String first = bot.lastCard().html();
        assertThat(first)
                .contains("12 posts for “bread”", "<b>1.</b>", "<b>5.</b>")
                .doesNotContain("<b>6.</b>");
        assertThat(bot.labels()).containsExactly("Next ▶");

        bot.presses(bot.button("Next"));
        assertThat(bot.lastCard().html()).contains("<b>6.</b>", "<b>10.</b>").doesNotContain("<b>11.</b>");
        bot.presses(bot.button("Next"));
        assertThat(bot.lastCard().html()).contains("<b>11.</b>", "<b>12.</b>");
        assertThat(bot.labels()).containsExactly("◀ Previous");

        bot.presses(bot.button("Previous"));
        bot.presses(bot.button("Previous"));
        assertThat(bot.lastCard().html()).isEqualTo(first);
    }

    @Test
    void whatWasAddedOrRemovedSinceNeitherRepeatsNorHidesAPost() {
        bot.posted(IntStream.range(0, 12).mapToObj(i -> "Bread number " + i).toArray(String[]::new));
        bot.says("/search bread");
        List<PostId> found = bot.stores.posts().search("bread", false).posts();
        String next = bot.button("Next");

        bot.stores.posts().remove(found.subList(0, 2));
        bot.presses(next);

        assertThat(bot.lastCard().html())
                .contains("10 posts", "<b>4.</b>")
                .contains(title(found.get(5)))
                .doesNotContain(title(found.get(4)));
    }

    @Test
    void whereThePostBeforeThePageIsGoneThePageBeginsAtItsRank() {
        bot.posted(IntStream.range(0, 12).mapToObj(i -> "Bread number " + i).toArray(String[]::new));
        bot.says("/search bread");
        List<PostId> found = bot.stores.posts().search("bread", false).posts();
        String next = bot.button("Next");

        bot.stores.posts().remove(found.subList(4, 5));
        bot.presses(next);

        assertThat(bot.lastCard().html()).contains("11 posts", "<b>6.</b>", title(found.get(6)));
    }

    @Test
    void whereNothingIsFoundCommunitiesAndAFollowAreOneTapAway() {
        bot.says("/search \"graal native\" -hiring");
        assertThat(bot.lastCard().html()).contains("mentions “&quot;graal native&quot; -hiring”");
        assertThat(bot.labels()).containsExactly("🧭 Find communities", "➕ Follow “graal native hiring”");

        bot.presses(bot.button("Find"));
        assertThat(bot.lastCard().html()).contains("graal native hiring");

        bot.says("/search gardening");
        bot.presses(bot.button("Follow"));
        assertThat(bot.outbox.stream().map(Object::toString))
                .anyMatch(card -> card.contains("Follow this?") && card.contains("gardening"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"the", "-java", "?!", "\"\""})
    void wordsThatSayTooLittleAreToldSo(String words) {
        bot.says("/search " + words);

        assertThat(bot.lastCard().html()).contains("says too little to search for");
    }

    @Test
    void whoeverSearchesForNothingOrTooMuchIsToldHow() {
        bot.says("/search");
        assertThat(bot.lastCard().html()).startsWith("What are you looking for?");

        bot.says("/search " + "a".repeat(Search.MAX_WORDS + 1));
        assertThat(bot.lastCard().html()).contains("up to 200 characters");
        bot.says("/search " + "a".repeat(Search.MAX_WORDS));
        assertThat(bot.lastCard().html()).contains("No post of the last two days");
        assertThat(bot.lastCard().buttons()).as("too long for a button").isEmpty();
    }

    @Test
    void aLongSearchShowsItsBestPosts() {
        bot.posted(IntStream.range(0, 12).mapToObj(i -> "Bread number " + i).toArray(String[]::new));

        bot.says("/search bread " + "or cake ".repeat(20));

        assertThat(bot.lastCard().html()).contains("12 posts", "<b>5.</b>");
        assertThat(bot.lastCard().buttons()).isEmpty();
    }

    @Test
    void postsLikeOneComeInACardOfTheirOwn() {
        bot.posted("Graalvm for the impatient", "Graalvm at last", "Sourdough bread");

        bot.presses(PostButtons.SIMILAR.data(new PostId("p0")));

        assertThat(bot.lastCard().card().value()).startsWith("u:");
        assertThat(bot.lastCard().html())
                .contains("Like “Graalvm for the impatient”", "Graalvm at last")
                .doesNotContain("Sourdough");
    }

    @Test
    void whereNothingIsLikeAPostOrThePostIsGoneTheCardStays() {
        bot.posted("Graalvm for the impatient", "Sourdough bread");

        bot.presses(PostButtons.SIMILAR.data(new PostId("p0")));
        assertThat(((AnswerCallbackV1) bot.outbox.getLast()).text()).contains("nothing else like this");
        bot.presses(PostButtons.SIMILAR.data(new PostId("gone")));
        assertThat(((AnswerCallbackV1) bot.outbox.getLast()).text()).contains("no longer have this post");
        assertThat(bot.outbox).noneMatch(ShowCardV1.class::isInstance);
    }

    private String title(PostId id) {
        return bot.stores.posts().find(id).orElseThrow().post().title() + "<";
    }
}
