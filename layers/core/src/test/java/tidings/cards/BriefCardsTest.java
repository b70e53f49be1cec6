package tidings.cards;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.cards.BriefCards.Line;
import tidings.cards.BriefCards.Position;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// A weekly brief waits longer than posts are kept.
class BriefCardsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Card card(String language, int skipped, int gone) {
        List<Line> lines = List.of();
        return new BriefCards(Texts.of(language), ZoneOffset.UTC)
                .page(new Position(NOON, false, 0), lines, 0, skipped, gone, NOON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 3 | 0 | I skipped 3 posts.</i> | Show the 3 skipped posts",
                "en | 3 | 1 | I skipped 3 posts. One of them is older than I may keep posts, so I can’t show it any"
                        + " more. | Show the 2 skipped posts",
                "en | 30 | 29 | 29 of them are older than I may keep posts, so I can’t show them any more. | Show the"
                        + " skipped post",
                "de | 3 | 2 | 2 davon sind älter, als ich Beiträge behalten darf | Den ausgelassenen Beitrag zeigen"
            })
    void whatCannotBeShownAnyMoreIsCountedAndNoButtonPromisesIt(
            String language, int skipped, int gone, String said, String label) {
        Card card = card(language, skipped, gone);

        assertThat(card.html()).contains(said);
        assertThat(card.buttons().stream().flatMap(List::stream).map(Button::label))
                .containsExactly(label);
    }

    @Test
    void whereNothingIsLeftToShowThereIsNoButton() {
        assertThat(card("en", 2, 2).buttons()).isEmpty();
        assertThat(card("en", 2, 2).html()).contains("I skipped 2 posts. 2 of them are older");
        assertThat(card("en", 0, 0).buttons()).isEmpty();
    }
}
