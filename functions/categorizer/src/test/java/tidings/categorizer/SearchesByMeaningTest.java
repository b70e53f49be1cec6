package tidings.categorizer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidings.delivery.SearchPage;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard.Searched;
import tidings.messages.PostsMessage.PhraseAskedV1;
import tidings.messages.Wait;
import tidings.store.Stores;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.categorizer.CategorizerTest.CLASSIFIER;
import static tidings.categorizer.CategorizerTest.NOON;
import static tidings.categorizer.CategorizerTest.found;
import static tidings.categorizer.CategorizerTest.pending;

/// A search was answered by its words; here it is found out what these mean, and so what else there is.
class SearchesByMeaningTest {
    private static final String FAR = "Bread prices and their judges";
    private static final String BOTH = "Bread that rests for long";
    private static final String LIKE = "How long does a sourdough rest";
    private static final String[] MANY = {
        FAR, BOTH, LIKE, "Bread one", "Bread two", "Bread three", "Bread four", "Bread five"
    };

    private static final Map<String, float[]> VECTORS =
            Map.of("bread", new float[] {1, 0, 0}, BOTH, new float[] {1, 0.2f, 0}, LIKE, new float[] {1, 0.1f, 0});

    private final List<OutboxMessage> shown = new ArrayList<>();
    private final Stores stores = Stores.inMemory(InstantSource.fixed(NOON));

    private Categorizer with(Optional<Function<PostText, Optional<float[]>>> encode) {
        return TestCategorizer.of(CLASSIFIER, encode, stores, shown::addAll, NOON);
    }

    private Categorizer encoding() {
        return with(Optional.of(post -> Optional.of(VECTORS.getOrDefault(post.title(), new float[] {0, 0, 1}))));
    }

    private static PhraseAskedV1 asked(String words, String language) {
        return new PhraseAskedV1(
                "bread", "9", List.of(pending(9, language).with(new Searched(words, false))), Optional.empty());
    }

    @Test
    void theCardIsShownOnceMoreByWordsAndMeaningUnlessSomebodyWentOn() {
        encoding().handle(found("baking", List.of(), MANY));

        encoding().handle(asked("bread", "en"));

        assertThat(shown).singleElement().isInstanceOfSatisfying(ShowCardV1.class, card -> {
            assertThat(card.html()).contains("8 posts for “bread”");
            assertThat(card.html().indexOf(BOTH)).isBetween(0, card.html().indexOf(LIKE));
            assertThat(card.waiting()).contains(Wait.answers("42"));
            assertThat(SearchPage.SEARCH.parse(
                            card.buttons().getFirst().getFirst().press()))
                    .as("its pages are of this ranking")
                    .hasValueSatisfying(page -> assertThat(page.byMeaning()).isTrue());
        });
    }

    @Test
    void eachCardIsInItsLanguage() {
        encoding().handle(found("baking", List.of(), FAR, LIKE));

        encoding().handle(asked("bread", "de"));

        assertThat(((ShowCardV1) shown.getFirst()).html()).contains("2 Beiträge zu");
    }

    @Test
    void whatIsFoundAllTheSameIsNotShownAgain() {
        encoding().handle(found("baking", List.of(), FAR));

        encoding().handle(asked("bread", "en"));
        encoding().handle(asked("nowhere", "en"));

        assertThat(shown).isEmpty();
        assertThat(stores.posts().meaning("bread")).isPresent();
    }

    @Test
    void withoutAnEncoderTheCardStaysAsItIs() {
        encoding().handle(found("baking", List.of(), MANY));

        with(Optional.empty()).handle(asked("bread", "en"));

        assertThat(shown).isEmpty();
    }
}
