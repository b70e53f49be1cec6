package tidings.bot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.domain.ChatId;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.telegram.CardId;
import tidings.topics.Taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

/// The starter packs, with the pictures of their weeks.
class PacksTest {
    private final TestBot bot = new TestBot();

    static List<String> topics() {
        return Taxonomy.load().ids().stream()
                .filter(topic -> !topic.equals(Taxonomy.OTHER))
                .toList();
    }

    private static int brightness(ShowCardV1 card) throws IOException {
        byte[] png = Base64.getDecoder().decode(card.media().orElseThrow().png());
        return ImageIO.read(new ByteArrayInputStream(png)).getRGB(2, 2) & 0xFF;
    }

    @ParameterizedTest
    @CsvSource({"en, 3 new posts in the last seven days.", "de, 3 neue Beiträge in den letzten sieben Tagen."})
    void aPackHasAPictureOfItsWeekAndIsFollowedWithOneTap(String language, String week) throws IOException {
        bot.posted("One", "Two", "Three");

        bot.says(language, "/start t_programming");

        assertThat(bot.lastCard().html()).contains(week);
        assertThat(brightness(bot.lastCard())).isGreaterThan(200);
        bot.presses(Offers.TAKE.data("t_programming"));
        assertThat(bot.follows.of(TestBot.ADA))
                .singleElement()
                .satisfies(follow ->
                        assertThat(follow.query()).isEqualTo(FollowQuery.of(new Origin.OfTopic("programming"))));
    }

    @Test
    void itIsDrawnOnceForALanguageAndALookHoweverManyAsk() throws IOException {
        bot.posted("One");
        for (int i = 0; i < 10; i++) {
            bot.says("/start t_programming");
            bot.presses(bot.button("Dark"));
            assertThat(brightness(bot.lastCard())).isLessThan(60);
            bot.presses(bot.button("Light"));
            assertThat(brightness(bot.lastCard())).isGreaterThan(200);
        }
        bot.says("de", "/start t_programming");

        assertThat(bot.drawn.keySet()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void eachTopicIsAPackThatSaysPlainlyIfNothingIsKeptYet(String topic) {
        bot.says("/start t_" + topic);

        assertThat(bot.lastCard().html()).contains("so there’s no picture");
        assertThat(bot.lastCard().media()).isEmpty();
        assertThat(bot.labels()).containsExactly("✓ Follow", "Pick topics");
    }

    @Test
    void thePostsOfATopicLeadToItsPackOnACardOfItsOwn() {
        bot.posted("One");
        bot.says("/topic programming");
        bot.presses(bot.button("Starter pack"));

        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofUpdate("43"));
        assertThat(bot.labels()).contains("✓ Follow");
        assertThat(bot.follows.of(new ChatId(7))).isEmpty();
        bot.presses(Packs.PACK.data(new Packs.Shown("knitting", Packs.How.DARK)));
        assertThat(bot.outbox.getLast().toString()).contains("This button is too old");
    }
}
