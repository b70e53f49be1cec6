package tidings.localstack.reddit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import tidings.localstack.reddit.PostNumber.Stream;

/// The posts that exist at an instant. Time is divided into slots with one post each, so new posts appear as the
/// clock advances, and the same instant always has the same posts. Thread-safe.
///
/// @param posted what somebody posted besides
record Timeline(SampleSubreddits subreddits, Queue<PostSeed> posted) {
    private static final int SUBREDDIT_STRIDE = 1_000_003;

    /// Newest first; at most about a thousand, which is as deep as Reddit lists.
    List<PostSeed> of(SampleSubreddit subreddit, Instant now) {
        List<PostSeed> seeds = new ArrayList<>();
        int index = subreddits.all().indexOf(subreddit);
        for (Stream stream : Stream.values()) {
            long slot = minutes(now) / slotMinutes(subreddit, stream);
            int depth = (int)
                    Math.min(stream.depth, Duration.ofDays(stream.days).toMinutes() / slotMinutes(subreddit, stream));
            for (long back = 0; back <= depth; back++) {
                PostSeed seed = seed(subreddit, index, stream, slot - back);
                if (!seed.created().isAfter(now)) {
                    seeds.add(seed);
                }
            }
        }
        posted.stream().filter(seed -> seed.subreddit() == subreddit).forEach(seeds::add);
        seeds.sort((a, b) -> b.created().compareTo(a.created()));
        return seeds;
    }

    /// The last post of the subreddit before that time, without the current slot.
    PostSeed latest(SampleSubreddit subreddit, Instant before) {
        int slotMinutes = slotMinutes(subreddit, Stream.RECENT);
        int index = subreddits.all().indexOf(subreddit);
        return seed(subreddit, index, Stream.RECENT, minutes(before) / slotMinutes - 1);
    }

    /// A post that is made now. Its number is one of the stream that has few, of an earlier minute, of which all
    /// usual posts are known.
    ///
    /// @param back minutes, at least one
    /// @return empty if that number has a post already
    Optional<PostSeed> made(SampleSubreddit subreddit, int back, Instant now) {
        PostNumber number = new PostNumber(minutes(now) - back, subreddits.all().indexOf(subreddit), Stream.CLASSIC);
        return find(number.id(), now).isPresent()
                ? Optional.empty()
                : Optional.of(new PostSeed(subreddit, number, 0, now.truncatedTo(ChronoUnit.SECONDS), 20, 1));
    }

    /// The post with that id, if it exists at that time.
    Optional<PostSeed> find(String id, Instant now) {
        Optional<PostSeed> made =
                posted.stream().filter(seed -> seed.number().id().equals(id)).findFirst();
        return made.isPresent() ? made : usual(id, now);
    }

    private Optional<PostSeed> usual(String id, Instant now) {
        return PostNumber.parse(id)
                .filter(number -> number.subreddit() < subreddits.all().size())
                .map(number -> {
                    SampleSubreddit subreddit = subreddits.all().get(number.subreddit());
                    long slot = number.minute() / slotMinutes(subreddit, number.stream());
                    return seed(subreddit, number.subreddit(), number.stream(), slot);
                })
                .filter(seed -> seed.number().id().equals(id))
                .filter(seed -> !seed.created().isAfter(now));
    }

    private static PostSeed seed(SampleSubreddit subreddit, int index, Stream stream, long slot) {
        SplittableRandom random = random(index, stream, slot);
        int slotMinutes = slotMinutes(subreddit, stream);
        long minute = slot * slotMinutes + random.nextInt(slotMinutes);
        Instant created = Instant.ofEpochSecond(minute * 60 + random.nextInt(60));
        double typical = 0.55 * Math.log(subreddit.subscribers()) - 2.2 + (stream == Stream.CLASSIC ? 2 : 0);
        double peak = Math.exp(typical + 1.3 * random.nextGaussian());
        return new PostSeed(
                subreddit, new PostNumber(minute, index, stream), slot, created, peak, 0.1 + random.nextDouble());
    }

    private static SplittableRandom random(int subreddit, Stream stream, long slot) {
        return new SplittableRandom((slot * Stream.values().length + stream.ordinal()) * SUBREDDIT_STRIDE + subreddit);
    }

    private static int slotMinutes(SampleSubreddit subreddit, Stream stream) {
        return subreddit.minutes() * stream.stretch;
    }

    private static long minutes(Instant time) {
        return time.getEpochSecond() / 60;
    }
}
