package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.cards.PostCards;
import tidings.delivery.SearchPage;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.RedditLink;
import tidings.domain.TopicCursor;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.TaughtPosts;
import tidings.telegram.Html;
import tidings.telegram.InlineResult;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

/// Answers what people type behind the bot's name in any chat: `java`, `r/java week` or a topic offers the posts that
/// are stored, other words those that have them or, where that is known, mean the like, nothing offers the topics.
/// Nothing is fetched, for Telegram waits a few seconds only. No post is for adults: nobody knows who reads the chat.
record Inline(TaughtPosts taught, Topic topics, Taxonomy taxonomy) {
    /// Telegram shows at most 50 (https://core.telegram.org/bots/api#answerinlinequery).
    private static final int FOUND = 50;

    private static final int RESULTS = 20;

    /// The feed that a subreddit's name alone stands for, else the next one that is stored.
    private static final List<Period> PERIODS =
            List.of(Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR, Period.ALL, Period.HOUR);

    List<InlineResult> results(String query, Call call) {
        String typed = CommandLine.normal(query);
        return typed.isEmpty() ? topics(call.texts()) : posts(typed, call);
    }

    private List<InlineResult> topics(Texts texts) {
        return taxonomy.all().stream()
                .map(tidings.topics.Topic::id)
                .filter(id -> !id.equals(Taxonomy.OTHER))
                .map(id -> {
                    String label = texts.get("topic.label." + id);
                    String about = texts.get("topic.about." + id);
                    return new InlineResult(id, label, about, Html.bold(Html.text(label)) + "\n" + Html.text(about));
                })
                .toList();
    }

    private List<InlineResult> posts(String typed, Call call) {
        PostCards cards = new PostCards(call.texts());
        ChatId chat = call.origin().chat();
        List<ClassifiedPost> listed = topics.find(typed, call.texts())
                .map(topic -> taught.topic(chat, topic, new TopicCursor.Top(), RESULTS)
                        .value()
                        .posts())
                .orElseGet(() -> top(chat, typed.split(" "), call.texts()));
        return (listed.isEmpty() ? found(chat, typed) : listed)
                .stream().map(post -> cards.result(post, call.now())).toList();
    }

    private List<ClassifiedPost> found(ChatId chat, String typed) {
        return typed.length() > Search.MAX_WORDS
                ? List.of()
                : taught.of(
                        chat,
                        taught.posts()
                                .find(SearchPage.first(typed, true).found(taught.posts(), false).posts().stream()
                                        .limit(FOUND)
                                        .toList()));
    }

    private List<ClassifiedPost> top(ChatId chat, String[] words, Texts texts) {
        Optional<Community> community = RedditLink.parseOrName(words[0]).flatMap(RedditLink::named);
        Stream<Period> periods = words.length == 1 ? PERIODS.stream() : Top.period(words[1], texts).stream();
        return community
                .flatMap(name -> periods.map(period -> taught.page(chat, new Feed(name, period), 0, RESULTS)
                                .value())
                        .filter(StoredFeed.Page.class::isInstance)
                        .map(StoredFeed.Page.class::cast)
                        .findFirst())
                .map(stored -> stored.page().posts().stream()
                        .filter(post -> !post.post().adult())
                        .toList())
                .orElseGet(List::of);
    }
}
