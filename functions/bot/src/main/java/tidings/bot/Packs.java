package tidings.bot;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.cards.PostCards;
import tidings.settings.Tunable;
import tidings.store.PostStore;
import tidings.store.Stores;
import tidings.store.TopicWeek;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The starter packs: a topic each, to be followed with one tap, with a picture of its week. A picture is drawn
/// once for everybody who reads a language, and drawn again when it is no longer fresh.
///
/// @param cache gives what it has under a key, else what is made anew
record Packs(PostStore posts, BiFunction<Key, Supplier<Picture>, Picture> cache) {
    private static final Logger LOG = LoggerFactory.getLogger(Packs.class);

    static final CacheRegion<Picture> PICTURES = CacheRegion.of(
            "pack", 1, Picture.class, tunables -> tunables.seconds(Tunable.TOPIC_TTL), Duration.ofMinutes(10));

    /// Shows a pack.
    static final ButtonAction<Shown> PACK = new ButtonAction<>(
            "pack",
            1,
            shown -> List.of(shown.topic(), shown.how().name().toLowerCase(Locale.ROOT)),
            fields -> new Shown(fields.get(0), How.valueOf(fields.get(1).toUpperCase(Locale.ROOT))));

    enum How {
        /// On a card of its own, light.
        NEW,
        LIGHT,
        DARK
    }

    record Shown(String topic, How how) {}

    static Packs of(Stores stores) {
        return new Packs(
                stores.posts(),
                (key, draw) -> stores.cached(PICTURES, key, () -> Optional.of(draw.get()))
                        .orElseThrow());
    }

    /// @param posts of the week
    /// @param png in Base64; empty if there is nothing to draw, or nothing to draw it with
    record Picture(int posts, String png) {}

    Card card(String topic, boolean dark, Texts texts) {
        Picture picture = cache.apply(
                new Key("pack:" + topic, texts.language() + (dark ? ".dark" : ".light")),
                () -> draw(topic, dark, texts));
        String text = Html.bold(Html.text(PostCards.topicLabel(topic, texts))) + "\n"
                + Html.text(texts.get("topic.about." + topic)) + "\n\n"
                + (picture.posts() == 0 ? texts.get("pack.nothing") : texts.get("pack.week", picture.posts()));
        Button take = Offers.TAKE.button(texts.get("link.take"), "t_" + topic);
        Button more = StartCards.TOPICS.button(texts.get("link.more"), 0);
        if (picture.png().isEmpty()) {
            return new Card(text, List.of(List.of(take, more)));
        }
        Button other = PACK.button(
                texts.get(dark ? "command.stats.light" : "command.stats.dark"),
                new Shown(topic, dark ? How.LIGHT : How.DARK));
        return new Card(text, List.of(List.of(take, more), List.of(other)), Optional.of(new Card.Media(picture.png())));
    }

    private Picture draw(String topic, boolean dark, Texts texts) {
        TopicWeek week = posts.week(topic);
        if (week.posts() == 0 || week.communities().isEmpty()) {
            return new Picture(week.posts(), "");
        }
        try {
            return new Picture(week.posts(), Base64.getEncoder().encodeToString(new Chart(texts, dark).png(week)));
        } catch (LinkageError e) {
            LOG.error("this runtime draws no charts", e);
            return new Picture(week.posts(), "");
        }
    }
}
