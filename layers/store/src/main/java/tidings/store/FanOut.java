package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Json;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.selection.Meaning;
import tidings.selection.PostRanks;
import tidings.selection.TopicRule;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Decider;
import tidings.store.DeliveryStore.Follower;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindArray;

/// A new post whose followers have not all been looked at.
///
/// @param handle in the transaction that has the row to itself
/// @param post empty if it expired meanwhile
/// @param meaning of the post, if it is known
/// @param after the last follow that was looked at
record FanOut(
        Handle handle,
        String id,
        Optional<ClassifiedPost> post,
        Optional<Meaning> meaning,
        String story,
        float rank,
        String origins,
        long after) {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    /// Notes that stored posts have so many votes or comments that they are to be looked at again.
    ///
    /// @param handle in the transaction that stores the numbers
    static void grown(Handle handle, List<String> ids, Instant now) {
        List<ClassifiedPost> posts = PostRows.read(handle, ids);
        note(handle, posts, PostRanks.alone(posts, now), Meant.NONE, now, turn(now));
    }

    /// Notes posts that are new or to be looked at again, if somebody may follow them. What still is under way is
    /// looked at again the next time.
    ///
    /// @param handle in the transaction that stores them
    /// @param turn when their followers are looked at
    static void note(
            Handle handle,
            List<ClassifiedPost> stored,
            Map<PostId, Double> ranks,
            Meant meant,
            Instant seenAt,
            Instant turn) {
        List<ClassifiedPost> posts = followed(handle, fresh(stored, seenAt));
        if (posts.isEmpty()) {
            return;
        }
        Map<PostId, String> stories = Stories.assign(new Stories.InPostgres(handle, seenAt), posts, meant);
        Update insert = handle.createUpdate("""
                with noted as (
                    insert into fan_out (post, story, origins, rank, created_at, turn_at)
                    select id, story, array(
                            select o from unnest(string_to_array(origins, ' ')) as o
                            where exists (select from follow_origin x where x.origin = o)), rank,
                        :seen::timestamptz, :turn::timestamptz
                    from unnest(:id::text[], :story::text[], :origins::text[], :rank::float4[])
                        as new (id, story, origins, rank)
                    on conflict do nothing returning post)
                update post set look_at_score = null, look_at_comments = null from noted
                where id = noted.post and (look_at_score is not null or look_at_comments is not null)""");
        PostRows.bindIds(insert, posts);
        bindArray(
                insert,
                "story",
                String.class,
                posts,
                post -> stories.get(post.post().id()));
        bindArray(insert, "origins", String.class, posts, FanOut::origins);
        bindArray(
                insert,
                "rank",
                Float.class,
                posts,
                post -> ranks.get(post.post().id()).floatValue());
        insert.bind("seen", at(seenAt)).bind("turn", at(turn)).execute();
    }

    /// Lets go of posts that were noted to be held, each with the story that others tell, too, as is known now.
    static void release(Handle handle, List<PostId> posts, Meant meant, Instant seenAt) {
        List<ClassifiedPost> told = held(handle, posts, meant, seenAt);
        Map<PostId, String> stories =
                told.isEmpty() ? Map.of() : Stories.assign(new Stories.InPostgres(handle, seenAt), told, meant);
        Update update = handle.createUpdate("""
                update fan_out set turn_at = :turn, story = coalesce(new.story, fan_out.story)
                from unnest(:id::text[], :story::text[]) as new (id, story)
                where fan_out.post = new.id and fan_out.turn_at = :held""");
        bindArray(update, "id", String.class, posts, PostId::value);
        bindArray(update, "story", String.class, posts, stories::get);
        update.bind("turn", at(turn(seenAt))).bind("held", at(held(seenAt))).execute();
    }

    /// Of those whose story others tell.
    private static List<ClassifiedPost> held(Handle handle, List<PostId> posts, Meant meant, Instant seenAt) {
        Object[] told = posts.stream()
                .filter(meant.same()::containsKey)
                .map(PostId::value)
                .toArray();
        return told.length == 0
                ? List.of()
                : handle.createQuery("select " + PostRows.COLUMNS + """
                                 from fan_out x join post p on p.id = x.post
                                where x.post = any (:ids::text[]) and x.turn_at = :held""")
                        .bindArray("ids", String.class, told)
                        .bind("held", at(held(seenAt)))
                        .map(new PostRows())
                        .list();
    }

    /// Once it is known what the post means; at this moment if that never is.
    static Instant held(Instant seenAt) {
        return seenAt.plus(DeliveryStore.HELD);
    }

    /// At once, whatever the clock says of whoever saw it.
    static Instant turn(Instant seenAt) {
        return seenAt.minus(DeliveryStore.PAUSE);
    }

    static List<ClassifiedPost> fresh(List<ClassifiedPost> stored, Instant seenAt) {
        return stored.stream()
                .filter(post -> post.post().created().isAfter(seenAt.minus(DeliveryStore.NEW)))
                .toList();
    }

    private static List<ClassifiedPost> followed(Handle handle, List<ClassifiedPost> posts) {
        if (posts.isEmpty()) {
            return posts;
        }
        Query followed = handle.createQuery("""
                select id from unnest(:id::text[], :origins::text[]) as new (id, origins)
                where exists (select from follow_origin o where o.origin = any (string_to_array(new.origins, ' ')))""");
        PostRows.bindIds(followed, posts);
        bindArray(followed, "origins", String.class, posts, FanOut::origins);
        Set<String> ids = followed.mapTo(String.class).set();
        return posts.stream()
                .filter(post -> ids.contains(post.post().id().value()))
                .toList();
    }

    private static String origins(ClassifiedPost post) {
        return Stream.concat(Origin.of(post).stream().map(Origin::toString), TopicRule.origins(post.post()))
                .collect(Collectors.joining(" "));
    }

    /// The post whose turn it is; not one that somebody else expands.
    static Optional<FanOut> next(Handle handle, Instant now) {
        return handle.createQuery(
                        "select x.post, x.story, x.rank, x.origins, x.follow, v.vector, " + PostRows.COLUMNS + """
                             from fan_out x left join post p on p.id = x.post left join post_vector v on v.post = x.post where x.turn_at <= :now
                            order by x.turn_at limit 1 for update of x skip locked""")
                .bind("now", at(now))
                .map((row, context) -> new FanOut(
                        handle,
                        row.getString("post"),
                        PostRows.isThere(row) ? Optional.of(new PostRows().map(row, context)) : Optional.empty(),
                        Optional.ofNullable(row.getBytes("vector")).map(Meaning::of),
                        row.getString("story"),
                        row.getFloat("rank"),
                        String.join(" ", (String[]) row.getArray("origins").getArray()),
                        row.getLong("follow")))
                .findOne();
    }

    /// Expands the next page. Where that fails, the post's next turn is later, so that it holds up no other.
    void expand(int max, Decider decider, Instant now) {
        if (post.isEmpty()) {
            end();
            return;
        }
        Page page = page(max);
        List<Decided> decided;
        try {
            decided = decider.decide(post.get(), meaning, rank, page.followers);
        } catch (RuntimeException e) {
            LOG.error("who wants post {} cannot be decided now", id, e);
            handle.createUpdate("update fan_out set turn_at = :turn where post = :post")
                    .bind("turn", at(now.plus(DeliveryStore.PAUSE)))
                    .bind("post", id)
                    .execute();
            return;
        }
        new DeliveryRows(handle, post.get(), story).add(decided, now);
        lookAgain(NextLook.of(post.get().post(), page.followers, decided));
        if (page.last.isPresent()) {
            handle.createUpdate("update fan_out set follow = :last where post = :post")
                    .bind("last", page.last.get())
                    .bind("post", id)
                    .execute();
        } else {
            end();
        }
    }

    /// Before the post's own row changes: who stores the post holds it, and waits for nobody who changes that row.
    private void lookAgain(NextLook next) {
        if (next.isEver()) {
            handle.createUpdate("""
                            update post set look_at_score = least(look_at_score, :score),
                                look_at_comments = least(look_at_comments, :comments) where id = :post""")
                    .bind("score", PostRows.nullable(next.score()))
                    .bind("comments", PostRows.nullable(next.comments()))
                    .bind("post", id)
                    .execute();
        }
    }

    private void end() {
        handle.createUpdate("delete from fan_out where post = :post")
                .bind("post", id)
                .execute();
    }

    /// @param last the last follow of the page; empty if there are no others
    private record Page(List<Follower> followers, Optional<Long> last) {}

    /// @param follower empty if this version cannot read the follow
    private record Found(long follow, Optional<Follower> follower) {}

    /// The next follows of each origin are merged here, for an index has them in order for one origin only. Their
    /// chats stay as they are until the transaction ends: what is held for a brief is there before the brief is
    /// made, or is decided after it.
    private Page page(int max) {
        TreeMap<Long, Found> found = handle
                .createQuery("select " + PostgresFollowStore.COLUMNS + """
                        , c.settings, c.threshold
                        from unnest(string_to_array(:origins, ' ')) as o (origin)
                        cross join lateral (
                            select follow from follow_origin x where x.origin = o.origin and x.follow > :after
                            order by x.follow limit :max) x
                        join follow f on f.id = x.follow join chat c on c.id = f.chat
                        for share of c""")
                .bind("origins", origins)
                .bind("after", after)
                .bind("max", max)
                .map((row, _) -> found(row))
                .stream()
                .collect(Collectors.toMap(Found::follow, one -> one, (one, _) -> one, TreeMap::new));
        List<Found> page = found.values().stream().limit(max).toList();
        return new Page(
                taught(page.stream().flatMap(one -> one.follower.stream()).toList()),
                page.size() == max ? Optional.of(page.getLast().follow) : Optional.empty());
    }

    /// With the topics that their chats' rules give the post.
    private List<Follower> taught(List<Follower> followers) {
        if (followers.isEmpty()) {
            return followers;
        }
        Post there = post.orElseThrow().post();
        Map<Long, List<TopicRule>> rules = PostgresLessons.rules(
                handle,
                followers.stream().map(one -> one.follow().place().chat()).toList(),
                List.of(there));
        return followers.stream()
                .map(one -> one.taught(TopicRule.topic(
                        rules.getOrDefault(one.follow().place().chat().value(), List.of()), there)))
                .toList();
    }

    private static Found found(ResultSet row) throws SQLException {
        PostgresFollowStore.Stored stored = PostgresFollowStore.stored(row);
        ChatSettings settings = Json.read(row.getString("settings"), ChatSettings.class);
        float threshold = row.getFloat("threshold");
        return new Found(
                stored.id(),
                stored.follow().map(follow -> new Follower(follow, settings, threshold, Optional.empty())));
    }
}
