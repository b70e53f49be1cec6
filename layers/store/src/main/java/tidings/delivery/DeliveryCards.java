package tidings.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.cards.PostButtons;
import tidings.cards.PostCards;
import tidings.domain.Community;
import tidings.follows.About;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.store.DeliveryStore.Shown;
import tidings.telegram.Attachment;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The cards of single deliveries.
final class DeliveryCards {
    private DeliveryCards() {}

    /// In the language of the chat.
    static Card of(Shown shown, Instant now) {
        Texts texts = shown.settings().texts();
        Card card = new PostCards(texts)
                .delivered(
                        shown.post(),
                        shown.also(),
                        Html.line(name(shown.query(), texts), 100),
                        PostButtons.FOLLOW.button(texts.get("delivery.manage"), shown.follow()),
                        now);
        return (shown.query().about().isEmpty()
                        ? card
                        : new Card(
                                card.html(),
                                Stream.concat(
                                                card.buttons().stream(),
                                                Stream.of(FollowCards.moves(shown.follow(), texts)))
                                        .toList()))
                .with(DeliveryMedia.attached(
                        shown.post().post(), shown.settings().look()));
    }

    /// In the place of a post that is gone, without anything of it.
    static Card removed(ChatSettings settings) {
        return Card.of("<i>" + settings.texts().get("delivery.removed") + "</i>")
                .with(Optional.of(Attachment.NOTHING));
    }

    /// Such as `r/java + r/kotlin “graal native”`, or `about “cold kitchens”`.
    private static String name(FollowQuery query, Texts texts) {
        Optional<String> about = query.about()
                .map(About::phrase)
                .map(phrase -> texts.get("follow.about", texts.get("command.follow.quote", phrase)));
        boolean isAnything = about.isPresent() && query.origins().stream().allMatch(Origin.Anywhere.class::isInstance);
        Stream<String> origins = isAnything
                ? Stream.empty()
                : Stream.of(query.origins().stream()
                        .map(origin -> name(origin, texts))
                        .collect(Collectors.joining(" + ")));
        Stream<String> phrases = query.words().stream().map(phrase -> "“" + phrase + "”");
        return Stream.of(origins, about.stream(), phrases)
                .flatMap(parts -> parts)
                .collect(Collectors.joining(" "));
    }

    private static String name(Origin origin, Texts texts) {
        return switch (origin) {
            case Origin.OfCommunity(Community community) -> community.label();
            case Origin.OfTopic(String topic) -> PostCards.topicLabel(topic, texts);
            case Origin.Anywhere _ -> texts.get("delivery.anywhere");
        };
    }
}
