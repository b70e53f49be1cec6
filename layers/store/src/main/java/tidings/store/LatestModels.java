package tidings.store;

import java.util.Set;

/// What classified the posts that came last.
public final class LatestModels {
    static final int POSTS = 25;

    private LatestModels() {}

    /// The versions of the models; empty without posts. Not cached: it reads an index of a few posts.
    public static Set<String> in(Database database) {
        return database.with(handle -> handle.createQuery("select model from post order by seen_at desc limit :posts")
                .bind("posts", POSTS)
                .mapTo(String.class)
                .set());
    }
}
