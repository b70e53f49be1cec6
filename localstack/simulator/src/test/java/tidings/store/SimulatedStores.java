package tidings.store;

import java.util.Optional;

/// Stores of parts that are made elsewhere.
public final class SimulatedStores {
    private SimulatedStores() {}

    public static Stores of(
            FeedStore feeds,
            PostStore posts,
            CommunityStore communities,
            FollowStore follows,
            ChatRegistry chats,
            DeliveryStore deliveries,
            BriefStore briefs,
            NoticeStore notices,
            ThreadStore threads,
            SharedLists lists,
            SavedPosts saved,
            Outcomes outcomes,
            Lessons lessons) {
        return new Stores(
                feeds,
                posts,
                communities,
                Optional.empty(),
                follows,
                chats,
                deliveries,
                briefs,
                notices,
                threads,
                lists,
                saved,
                outcomes,
                lessons);
    }
}
