package tidings.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.follows.Follow;
import tidings.selection.DeliveryState;
import tidings.store.Outcomes.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/// What is known of what became of posts.
abstract class OutcomesContract extends DeliveriesFixture {
    private static final PostId P1 = new PostId("p1");

    @Test
    void whatWaitsIsKnownForTheChatThatGetsIt() {
        Follow follow = follow(ADA, JAVA);
        post("p1");
        assertThat(outcomes().find(ADA.chat(), P1)).isEmpty();

        expandAll();

        Outcome outcome = outcomes().find(ADA.chat(), P1).orElseThrow();
        assertThat(outcome.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(outcome.post()).isEqualTo(P1);
        assertThat(outcome.follow()).isEqualTo(follow.id());
        assertThat(outcome.rank()).isEqualTo(0.5f);
        assertThat(outcome.reason()).isEmpty();
        assertThat(outcome.also()).isZero();
        assertThat(outcome.sentAt()).isEmpty();
        assertThat(outcome.briefAt()).isEmpty();
        assertThat(outcomes().find(new ChatId(2), P1)).isEmpty();
        assertThat(outcomes().find(ADA.chat(), new PostId("p2"))).isEmpty();
    }

    @Test
    void whatWasSentHasItsTimeAndWhatWasSkippedItsReason() {
        follow(ADA, JAVA);
        post("p1");
        expandAll();
        clock.advance(Duration.ofMinutes(5));
        deliveries()
                .sent(deliveries().due(10).stream()
                        .map(shown -> sent(shown, Optional.empty()))
                        .toList());
        assertThat(outcomes().find(ADA.chat(), P1).orElseThrow().sentAt()).contains(clock.instant());

        post("p2");
        expandAll(decider(DeliveryState.SKIPPED, Duration.ZERO), 100);
        Outcome skipped = outcomes().find(ADA.chat(), new PostId("p2")).orElseThrow();
        assertThat(skipped.state()).isEqualTo(DeliveryState.SKIPPED);
        assertThat(skipped.reason()).contains("pace");
    }

    @Test
    void aCopyHasTheOutcomeOfItsStory() {
        follow(ADA, JAVA);
        post("p1");
        expandAll();
        Post first = TestPosts.post("java", "p1", OptionalInt.of(3)).post();
        Post copy = new Post(
                new PostId("p9"),
                first.community(),
                first.title(),
                first.body(),
                first.url(),
                first.domain(),
                "https://www.reddit.com/comments/p9/",
                first.kind(),
                first.score(),
                first.comments(),
                false,
                first.created());
        record(
                TestPosts.feed("java"),
                "copies",
                List.of(new ClassifiedPost(copy, "music", 0.9f, "m1")),
                clock.instant());
        expandAll();

        Outcome outcome = outcomes().find(ADA.chat(), new PostId("p9")).orElseThrow();
        assertThat(outcome.post()).isEqualTo(P1);
        assertThat(outcome.also()).isEqualTo(1);
    }

    @Test
    void aChatWithoutAPaceHasNone() {
        assertThat(outcomes().pace(ADA.chat())).isEmpty();
    }
}
