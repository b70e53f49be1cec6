package tidings.bot;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.store.CommunityStore.Count;
import tidings.telegram.Button;

import static org.assertj.core.api.Assertions.assertThat;

class FindTest {
    private final TestBot bot = new TestBot();

    @Test
    void subredditsAreFoundByNameAndTheTopicThatTellsOfIt() {
        bot.says("/find gardening");

        assertThat(bot.lastCard().html()).contains("Communities for “gardening”", "r/gardening · 🔨 DIY");
        assertThat(bot.buttons().getFirst().label()).isEqualTo("➕ r/gardening");
        assertThat(bot.buttons()).extracting(Button::label).contains("➕ 🔨 DIY, Home & Crafts");
    }

    @Test
    void aTopicListsItsSubredditsPageByPage() {
        bot.says("/find music");
        assertThat(bot.lastCard().html()).contains("🎵 Music");
        String first = bot.lastCard().html();

        bot.presses(bot.button("Next"));
        assertThat(bot.lastCard().html()).contains("· 🎵 Music").isNotEqualTo(first);
        bot.presses(bot.button("Previous"));
        assertThat(bot.lastCard().html()).isEqualTo(first);
    }

    @Test
    void whatIsFoundIsFollowedOnceItIsConfirmed() {
        bot.says("/find gardening");
        bot.presses(bot.button("r/gardening"));

        assertThat(bot.outbox.stream().map(Object::toString)).anyMatch(card -> card.contains("Follow this?"));
        assertThat(bot.follows.of(new ChatId(7))).isEmpty();
    }

    @Test
    void whatOthersFollowIsFound() {
        bot.othersFollow("zzyzxroad", new Count(3, 1));

        bot.says("/find zzyzx");

        assertThat(bot.lastCard().html()).contains("r/zzyzxroad");
    }

    @Test
    void whatOthersFollowThatIsForAdultsIsNamedOnlyWhereItIsWanted() {
        bot.othersFollow("zzyzxcellar", new Count(3, 3));
        bot.follows.add(Place.of(new ChatId(8)), FollowQuery.of(new Origin.OfCommunity(new Community("zzyzxnews"))));
        String near = "/find zzyzxcelar";

        for (String asked : List.of("/find zzyzx", near, "/follow r/zzyzxcelar")) {
            bot.says(asked);
            assertThat(bot.lastCard().toString()).as(asked).doesNotContain("zzyzxcellar", "zzyzxnews");
        }
        bot.says("/settings nsfw on");
        bot.says("/find zzyzx");
        assertThat(bot.lastCard().html()).contains("r/zzyzxcellar", "r/zzyzxnews");
        bot.says(near);
        assertThat(bot.labels()).contains("➕ r/zzyzxcellar");
    }

    @Test
    void aNameThatIsNearlyRightFindsTheNearest() {
        bot.says("/find gardennig");

        assertThat(bot.lastCard().html()).contains("Did you mean");
        assertThat(bot.buttons())
                .extracting(Button::label)
                .contains("➕ r/gardening")
                .hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>qqqqxxxxzzzz</b>", "🙂", "|", "日本語の花"})
    void whatNobodyKnowsIsSaid(String typed) {
        bot.says("/find " + typed);

        assertThat(bot.lastCard().html()).contains("I don’t know anything like").doesNotContain("<b>qqqq");
    }

    @Test
    void aLongSearchHasNoFurtherPages() {
        bot.says("/find " + "a".repeat(3_000));

        assertThat(bot.lastCard().html()).hasSizeLessThan(400);
    }
}
