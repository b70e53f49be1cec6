package tidings.cards;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.cards.PostButtons.FeedPosition;
import tidings.cards.PostButtons.TopicPosition;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.telegram.ButtonAction;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

class PostButtonsTest {
    private static final Feed LONGEST =
            new Feed(new Community("a".repeat(21) + "+" + "b".repeat(21) + "+cc"), Period.MONTH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | programming | 💻 Programming
            en | finance-business | 💰 Money
            en | food-drink | 🍳 Food & Drink
            de | tabletop-games | 🎲 Brett- & Rollenspiele
            de | vehicles | 🚗 Fahrzeuge
            """)
    void aTopicOnAButtonHasAsManyWordsAsAPhoneShows(String language, String topic, String label) {
        assertThat(PostCards.topicButton(topic, Texts.of(language))).isEqualTo(label);
    }

    @Test
    void everyButtonIsReadAsItWasWritten() {
        roundTrip(PostButtons.PAGE, new FeedPosition(LONGEST, 995));
        roundTrip(PostButtons.REFRESH, LONGEST);
        for (TopicCursor cursor : List.of(
                new TopicCursor.Top(),
                new TopicCursor.After(OptionalInt.empty(), new PostId("a"), 5),
                new TopicCursor.Before(OptionalInt.of(Integer.MIN_VALUE), new PostId("1234567890abc"), 99_999))) {
            roundTrip(PostButtons.TOPIC, new TopicPosition("relationships-family", cursor));
        }
    }

    private static <T> void roundTrip(ButtonAction<T> action, T value) {
        assertThat(action.data(value).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64);
        assertThat(action.parse(action.data(value))).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "top|1|../etc|week|0",
                "top|1|java|week|-1",
                "top|1|java|week|99999999999",
                "top|1|java|fortnight|0",
                "top|1|java",
                "top|2|java|week|0",
                "top:java:week:5",
                "new:java:week",
                "topic:music",
                "topic:music:down:1:abc:5",
                "topic|1|music|down|x|abc|5",
                "topic|1|music|down|1|ABC|5",
                "topic|1|music|beside|1|abc|5",
                "topic|1|music|down|1|abc|100000"
            })
    void noOtherDataIsRead(String data) {
        assertThat(PostButtons.PAGE.parse(data)).isEmpty();
        assertThat(PostButtons.REFRESH.parse(data)).isEmpty();
        assertThat(PostButtons.TOPIC.parse(data)).isEmpty();
    }
}
