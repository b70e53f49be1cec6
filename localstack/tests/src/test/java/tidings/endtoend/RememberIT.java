package tidings.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.aws.Json;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.SeenMessage;
import tidings.messages.PostsMessage.PostsFoundV1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What a chat did is remembered and counted, and what it corrected holds. Nobody else asks for these communities.
@ExtendWith(SharedTidings.class)
class RememberIT {
    private static final String VEHICLES = "🚗 Vehicles & Aviation";

    private final Tidings tidings;
    private final Chat ada;

    RememberIT(Tidings tidings) {
        this.tidings = tidings;
        this.ada = new Chat(tidings.telegram().orElseThrow().person("Ada"));
    }

    @Test
    void whatWasDoneIsListedReferredToAndCounted() {
        find(new Community("bell_towers"), "bell");
        SeenMessage list = until("/search bellringer", card -> card.text().contains("3. Bellringer"));
        assertThat(ada.ask("the second one").text()).contains(title(list, 2));
        assertThat(ada.ask("save the third").text()).contains("Saved");
        assertThat(ada.ask("/saved").text()).contains(title(list, 3)).doesNotContain(title(list, 2));

        SeenMessage history = until(
                "/history",
                card -> card.text().contains("🔖 saved") && card.text().contains("opened"));
        assertThat(history.text()).startsWith("🕘 Recent activity").contains("/search", "Bellringer");
        int before = ada.person().hears().size();
        ada.person().presses("1");
        assertThat(ada.awaitLast(card -> card.buttons().contains("🕘 History")).text())
                .contains("Bellringer");
        assertThat(ada.person().hears()).as("on the card that was there").hasSize(before);
        ada.press("🕘 History", card -> card.text().startsWith("🕘 Recent activity"));

        assertThat(until("/points", card -> card.text().contains("Level 1")).text())
                .contains("One day", "🌱");
        assertThat(ada.ask("/leaders").text()).contains("You aren’t on the list");
        assertThat(until("/leaders as Velvet Lantern", card -> card.text().contains("Velvet Lantern"))
                        .text())
                .contains("You’re number");
        assertThat(ada.ask("/leaders off").text())
                .contains("You aren’t on the list")
                .doesNotContain("Velvet Lantern");
        assertThat(ada.ask("/points off").text()).contains("points are off");
        assertThat(ada.ask("/points").text()).contains("Points are off here");
    }

    @Test
    void aCorrectionHoldsForAllThatItsChatIsShownAndForNobodyElse() {
        find(new Community("clock_towers"), "clock");
        SeenMessage card = until("/search clockmaker", list -> list.text().contains("3. Clockmaker"));
        assertThat(card.text()).doesNotContain(VEHICLES);
        ada.person().replies(card.id(), "/why 1");
        ada.awaitLast(answer -> answer.text().startsWith("🔎 Why?"));
        ada.press("🏷 Wrong topic", asked -> asked.text().contains("Which topic is it?"));
        ada.press("All topics", all -> all.buttons().contains(VEHICLES));
        ada.press(VEHICLES, done -> done.text().contains("Vehicles & Aviation it is"));
        ada.press("Everything from r/clock_towers", done -> done.text().contains("Got it"));

        assertThat(ada.ask("/search clockmaker").text()).contains(VEHICLES);
        assertThat(ada.ask("/topic vehicles").text()).contains("Clockmaker 0 ");
        Chat bob = new Chat(tidings.telegram().orElseThrow().person("Bob"));
        assertThat(bob.ask("/search clockmaker").text())
                .contains("Clockmaker 0 ")
                .doesNotContain(VEHICLES);
        assertThat(bob.ask("/topic vehicles").text()).doesNotContain("Clockmaker");

        ada.person().replies(card.id(), "/why 2");
        assertThat(ada.awaitLast(answer -> answer.text().contains("The rule is:"))
                        .text())
                .contains("r/clock_towers is " + VEHICLES);
        assertThat(ada.ask("/corrections").text()).contains("r/clock_towers is " + VEHICLES);
        ada.press("🗑 1", left -> !left.text().contains("r/clock_towers is"));
        assertThat(ada.ask("/topic vehicles").text()).doesNotContain("Clockmaker 1 ");
    }

    /// Of a post in a list, by its number.
    private static String title(SeenMessage list, int number) {
        return list.text()
                .lines()
                .filter(line -> line.startsWith(number + ". "))
                .map(line -> line.substring(3, line.indexOf(" of the")))
                .findFirst()
                .orElseThrow();
    }

    /// Asks again until what was written behind is there, slower than a chat is answered at most.
    private SeenMessage until(String command, Predicate<SeenMessage> expected) {
        return await(command)
                .atMost(Duration.ofSeconds(90))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> ada.ask(command), expected);
    }

    private static Post post(Community community, String id, String title, int score) {
        return new Post(
                new PostId(id),
                community,
                title,
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/r/" + community.value() + "/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(score),
                OptionalInt.of(3),
                false,
                Instant.now());
    }

    /// Queues the top posts of a community as the scraper does, the best of all topics.
    private void find(Community community, String word) {
        String title = Character.toUpperCase(word.charAt(0)) + word.substring(1);
        String who = word.equals("bell") ? "ringer" : "maker";
        List<Post> posts = IntStream.range(0, 3)
                .mapToObj(i -> post(community, word + i, title + who + " " + i + " of the old town", 9_000_000 - i))
                .toList();
        PostsFoundV1 found = new PostsFoundV1(
                new Feed(community, Period.DAY),
                community.value(),
                0,
                OptionalInt.of(posts.size()),
                posts,
                List.of(),
                SourceApi.OAUTH,
                Instant.now());
        String url = tidings.stack().model().queue("PostsQueue").url();
        tidings.stack()
                .queues()
                .client()
                .sendMessage(request -> request.queueUrl(url).messageBody(Json.write(found)));
    }
}
