package tidings.sender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.botapi.CallResult;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Wait;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// Which steps of a card that waits are shown.
class WaitsTest {
    private static final ChatId ADA = new ChatId(7);
    private static final CardId CARD = CardId.ofMessage(17);
    private static final Instant SOON = Instant.parse("2026-11-20T12:00:50Z");
    private static final Instant LATER = SOON.plusSeconds(120);

    private final Waits waits = new Waits(new InMemoryChats());
    private final List<String> shown = new ArrayList<>();
    private CallResult result = new CallResult.Done(Json.mapper().createObjectNode());

    @Test
    void aWaitGoesOnAndEnds() {
        show("reading", Wait.begins("1", SOON));
        show("sorting", Wait.goesOn("1"));
        show("over", Wait.ends("1", SOON));

        assertThat(shown).containsExactly("reading", "sorting", "over");
    }

    @Test
    void anAnswerEndsTheWait() {
        show("reading", Wait.begins("1", SOON));
        show("answer", Wait.brings("1"));
        show("sorting", Wait.goesOn("1"));
        show("over", Wait.ends("1", SOON));

        assertThat(shown).containsExactly("reading", "answer");
    }

    @Test
    void aLateAnswerReplacesTheEnd() {
        show("reading", Wait.begins("1", SOON));
        show("over", Wait.ends("1", SOON));
        show("sorting", Wait.goesOn("1"));
        show("answer", Wait.brings("1"));

        assertThat(shown).containsExactly("reading", "over", "answer");
    }

    @Test
    void aBetterAnswerReplacesTheFirst() {
        show("reading", Wait.begins("1", SOON));
        show("away", Wait.brings("1"));
        show("answer", Wait.brings("1"));
        show("over", Wait.ends("1", SOON));

        assertThat(shown).containsExactly("reading", "away", "answer");
    }

    /// Their wait may be stored all the same, and the feed comes for somebody else.
    @Test
    void whoeverWasToldToTryAgainGetsNoAnswerToWhatTheyAskedBefore() {
        show("try again", Wait.refuses("1"));
        show("over", Wait.ends("1", SOON));
        show("answer", Wait.brings("1"));
        show("reading", Wait.begins("2", LATER));
        show("answer", Wait.brings("1"));
        show("answer of the second", Wait.brings("2"));

        assertThat(shown).containsExactly("try again", "reading", "answer of the second");
    }

    @Test
    void whoeverWasToldToTryAgainInsteadOfWaitingGetsNoAnswerEither() {
        show("reading", Wait.begins("1", SOON));
        show("try again", Wait.refuses("1"));
        show("answer", Wait.brings("1"));

        assertThat(shown).containsExactly("reading", "try again");
    }

    @Test
    void anAnswerDoesNotReplaceWhatTheCardShowsSince() {
        show("reading", Wait.begins("1", SOON));
        show("something else");
        show("answer", Wait.brings("1"));

        assertThat(shown).containsExactly("reading", "something else");
    }

    /// The message that began the wait is a dead letter, or somebody sent the request anew after a day.
    @Test
    void anAnswerIsShownOnACardOfWhichNothingIsKnown() {
        show("answer", Wait.brings("1"));

        assertThat(shown).containsExactly("answer");
    }

    @Test
    void anUpdateThatIsHandledAgainWaitsAgain() {
        show("reading", Wait.begins("1", SOON));
        show("over", Wait.ends("1", SOON));
        show("reading again", Wait.begins("1", SOON));
        show("sorting", Wait.goesOn("1"));
        show("over again", Wait.ends("1", SOON));

        assertThat(shown).containsExactly("reading", "over", "reading again", "sorting", "over again");
    }

    @Test
    void anAnswerOfAWaitIsNotShownOnceTheCardShowsSomethingElse() {
        show("reading", Wait.begins("1", SOON));
        show("what was pressed");
        show("preview", Wait.answers("1"));
        show("reading again", Wait.begins("2", LATER));
        show("preview", Wait.answers("1"));
        show("the other preview", Wait.answers("2"));
        show("repeated", Wait.answers("2"));
        show("over", Wait.ends("2", LATER));

        assertThat(shown).containsExactly("reading", "what was pressed", "reading again", "the other preview");
    }

    @Test
    void whoeverWasToldToWaitLongerWaitsLonger() {
        show("reading", Wait.begins("1", SOON));
        show("delayed", Wait.goesOn("1", LATER));
        show("over", Wait.ends("1", SOON));
        show("over later", Wait.ends("1", LATER));

        assertThat(shown).containsExactly("reading", "delayed", "over later");
    }

    @Test
    void theEndOfAnEarlierWaitDoesNotEndTheNextOne() {
        show("reading", Wait.begins("1", SOON));
        show("reading again", Wait.begins("2", LATER));
        show("sorting", Wait.goesOn("1"));
        show("over", Wait.ends("1", LATER));
        show("over again", Wait.ends("2", LATER));

        assertThat(shown).containsExactly("reading", "reading again", "over again");
    }

    @Test
    void aCardThatNeverBeganToWaitDoesNotEndIt() {
        show("over", Wait.ends("1", SOON));

        assertThat(shown).isEmpty();
    }

    /// Who asked is told that nothing came, even if the card that says "I am on it" was lost.
    @Test
    void whatCouldNotBeShownWaitsAllTheSame() {
        result = new CallResult.Unavailable("away");
        show("reading", Wait.begins("1", SOON));
        result = new CallResult.Done(Json.mapper().createObjectNode());
        show("over", Wait.ends("1", SOON));

        assertThat(shown).containsExactly("reading", "over");
    }

    /// Steps of two waits of one card, each with its end behind its beginning, mixed at random.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noCardWaitsForEverAndNoEndCoversAnAnswer(long seed) {
        Random random = new Random(seed);
        List<String> left = new ArrayList<>(List.of("reading", "sorting", "delayed", "over", "over later"));
        if (random.nextBoolean()) {
            left.add("answer");
        }
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            String step = left.get(random.nextInt(left.size()));
            boolean tooEarly = step.startsWith("over") && left.contains("reading")
                    || step.equals("over later") && left.contains("delayed");
            if (!tooEarly) {
                left.remove(step);
                order.add(step);
            }
        }
        order.forEach(step -> {
            switch (step) {
                case "reading" -> show(step, Wait.begins("1", SOON));
                case "sorting" -> show(step, Wait.goesOn("1"));
                case "delayed" -> show(step, Wait.goesOn("1", LATER));
                case "over" -> show(step, Wait.ends("1", SOON));
                case "over later" -> show(step, Wait.ends("1", LATER));
                default -> show(step, Wait.brings("1"));
            }
        });

        assertThat(shown.getLast()).as("%s", order).isIn("answer", "over", "over later");
        if (shown.contains("answer") && order.indexOf("answer") > order.indexOf("reading")) {
            assertThat(shown).as("%s", order).endsWith("answer");
        }
    }

    private void show(String html) {
        show(html, Optional.empty());
    }

    private void show(String html, Wait wait) {
        show(html, Optional.of(wait));
    }

    private void show(String html, Optional<Wait> wait) {
        ShowCardV1 card = new ShowCardV1(Place.of(ADA), CARD, html, Card.of(html), wait);
        if (waits.apply(card)) {
            shown.add(html);
            waits.show(card, () -> result);
        }
    }
}
