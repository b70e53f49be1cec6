package tidings.bot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Compared;
import tidings.store.DeliveryStore.Decided;

import static org.assertj.core.api.Assertions.assertThat;

/// Charts of a subreddit, and of what came to a chat.
class StatsTest {
    private final TestBot bot = new TestBot();

    @ParameterizedTest
    @CsvSource({
        "en, 3 posts of r/java in the last two days, Most come between 12:00 and 13:00., 100%",
        "de, 3 Beiträge von r/java in den letzten zwei Tagen, Die meisten kommen zwischen 12 und 13 Uhr., 100"
    })
    void aSubredditIsDrawnAndTold(String language, String title, String busiest, String share) throws IOException {
        bot.posted("One", "Two", "Three");

        bot.says(language, "/stats r/java");

        assertThat(bot.lastCard().html()).contains(title, busiest, share);
        assertThat(brightness(bot.lastCard())).isGreaterThan(200);
    }

    @Test
    void theButtonDrawsItDarkUnderTheSameCardAndLightAgain() throws IOException {
        bot.posted("One", "Two", "Three");
        bot.says("/stats java");
        assertThat(bot.labels()).containsExactly("Top of r/java", "🌙 Dark");

        bot.presses(bot.button("Dark"));
        assertThat(brightness(bot.lastCard())).isLessThan(60);
        assertThat(bot.labels()).contains("☀️ Light");
        bot.presses(bot.button("Light"));
        assertThat(brightness(bot.lastCard())).isGreaterThan(200);
    }

    @Test
    void ofWhatIsNotStoredThereIsAWayToGetIt() {
        bot.says("/stats r/java");

        assertThat(bot.lastCard().html()).contains("I have no posts of r/java");
        assertThat(bot.lastCard().media()).isEmpty();
        bot.presses(bot.button("Top of r/java"));
        assertThat(bot.scrapes).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stats", "/stats me", "/stats My"})
    void whatCameToTheChatIsDrawn(String text) throws IOException {
        bot.says(text);
        assertThat(bot.lastCard().html()).contains("Nothing came here");

        Place place = Place.of(TestBot.ADA);
        bot.stores.follows().add(place, FollowQuery.of(new Origin.OfCommunity(new Community("java"))));
        bot.posted("One", "Two");
        while (bot.stores
                .deliveries()
                .expand(
                        10,
                        (_, _, rank, followers) -> followers.stream()
                                .map(one -> new Decided(
                                        one.follow(),
                                        new Planned(DeliveryState.PENDING, Optional.empty(), TestBot.NOON),
                                        rank))
                                .toList())) {}
        bot.stores
                .deliveries()
                .sent(bot.stores.deliveries().due(10).stream()
                        .map(one -> new Compared(one.key(), one.facts(), Optional.empty()))
                        .toList());

        bot.says(text);
        assertThat(bot.lastCard().html()).contains("posts came here in the last 8 days", "Programming");
        assertThat(brightness(bot.lastCard())).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stats ?!", "/stats <b>", "/stats everything there is"})
    void whoeverNamesNoSubredditIsToldHow(String text) {
        bot.says(text);

        assertThat(bot.lastCard().html())
                .contains("isn’t the name of a subreddit")
                .doesNotContain("<b>");
    }

    private static double brightness(ShowCardV1 card) throws IOException {
        byte[] png = Base64.getDecoder().decode(card.media().orElseThrow().png());
        assertThat(png).hasSizeLessThan(100_000);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(1_280);
        int corner = image.getRGB(2, 2);
        return ((corner >> 16 & 255) + (corner >> 8 & 255) + (corner & 255)) / 3.0;
    }
}
