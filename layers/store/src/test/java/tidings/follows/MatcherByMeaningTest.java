package tidings.follows;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.domain.ClassifiedPost;
import tidings.follows.Decision.Rule;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;
import tidings.selection.Meaning;

import static org.assertj.core.api.Assertions.assertThat;

/// Posts that mean what somebody follows.
class MatcherByMeaningTest {
    /// A direction in a plane.
    private static Meaning at(double degrees) {
        return Meaning.of(
                new float[] {(float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees))});
    }

    private static FollowQuery about(int steps) {
        About about = About.of("cold kitchens").with(at(0)).wider(steps);
        return FollowQuery.of(TestQuery.JAVA)
                .with(List.of("cold kitchens"), List.of("hiring"))
                .with(Optional.of(about));
    }

    /// The cosine of 30 degrees is 0.866, of 35 degrees 0.819.
    @ParameterizedTest
    @CsvSource({"25, 0, true", "30, 0, true", "32, 0, false", "32, 2, true", "30, -1, false", "35, 99, false"})
    void aPostThatMeansWhatIsLikeEnoughIsWantedWhateverItsWords(double degrees, int wider, boolean wanted) {
        Matcher<FollowQuery> matcher = Matcher.of(List.of(about(wider)), Function.identity());
        ClassifiedPost post = TestQuery.post("Bread that rises slowly", "");

        Decision decision = wanted ? new Wanted("") : new Unwanted(Rule.INCLUDE, "cold kitchens");
        assertThat(matcher.decisions(post, Optional.of(at(degrees)))).containsExactly(decision);
        assertThat(matcher.matches(post, Optional.of(at(degrees)))).hasSize(wanted ? 1 : 0);
    }

    @Test
    void aFollowByMeaningWantsItsVeryWordsTooAndObeysItsOtherRules() {
        Matcher<FollowQuery> matcher = Matcher.of(List.of(about(0)), Function.identity());

        assertThat(matcher.decisions(TestQuery.post("Cold kitchens", ""), Optional.empty()))
                .containsExactly(new Wanted("cold kitchens"));
        assertThat(matcher.decisions(TestQuery.post("Cold kitchens", ""), Optional.of(at(90))))
                .containsExactly(new Wanted("cold kitchens"));
        assertThat(matcher.matches(TestQuery.post("Bread", ""), Optional.empty()))
                .isEmpty();
        assertThat(matcher.matches(TestQuery.post("Bread, and we are hiring", ""), Optional.of(at(0))))
                .isEmpty();
    }

    @Test
    void whatAnotherEncoderMadeIsLikeNothing() {
        Matcher<FollowQuery> matcher = Matcher.of(List.of(about(9)), Function.identity());

        assertThat(matcher.matches(TestQuery.post("Bread", ""), Optional.of(Meaning.of(new float[] {1, 0, 0}))))
                .isEmpty();
    }
}
