package tidings.bot;

import java.util.List;
import java.util.stream.Stream;
import tidings.bot.Help.Group;
import tidings.delivery.BriefQueue;
import tidings.delivery.Previews;
import tidings.follows.FollowParser;
import tidings.preferences.ChatSettings;
import tidings.reminders.WhenParser;
import tidings.store.Stores;
import tidings.store.TaughtPosts;
import tidings.telegram.Texts;
import tidings.topics.TopicCommunities;

/// Everything that the bot can do.
final class CommandList {
    private CommandList() {}

    /// In the order of help, which leaves out itself, and of the menu, which leaves out [Start].
    static List<Command> of(Services services) {
        Stores stores = services.stores();
        Preferences preferences = new Preferences(stores.chats(), services.chats());
        FollowParser parser = new FollowParser(Texts.LANGUAGES);
        Settings settings = new Settings(preferences, new BriefQueue(stores.briefs(), services.sendsASecond()), parser);
        Offers offers = new Offers(
                new FollowLinks(services.taxonomy(), stores.lists()), stores.follows(), preferences, services.packs());
        TaughtPosts taught = stores.taught();
        Top top = new Top(stores.feeds(), taught, services.chats(), services.feedTtl());
        Topic topic = new Topic(taught);
        KnownCommunities known = services.known();
        Follow follow = new Follow(
                parser,
                known,
                topic,
                new Previews(taught, services.taxonomy().ids()),
                stores.follows(),
                services.chats(),
                preferences,
                settings,
                top);
        ReminderList reminders = new ReminderList(stores.reminders(), stores.posts());
        Remind remind = new Remind(new WhenParser(Texts.LANGUAGES), reminders);
        Search search = new Search(taught);
        List<Group> groups = List.of(
                new Group(
                        "follow",
                        List.of(
                                follow,
                                new Following(stores.follows(), services.chats()),
                                new SettingCommand(
                                        ChatSettings.BRIEF, settings, List.of(new BriefPages(stores.briefs()).press())),
                                new SettingCommand(ChatSettings.PACE, settings),
                                new Import(stores.follows(), stores.feeds(), services.chats(), preferences, top),
                                new Share(topic, stores.follows(), stores.lists(), services.chats()),
                                new ChannelCommand(preferences))),
                new Group(
                        "read",
                        List.of(
                                search,
                                new Find(known, topic, services.taxonomy()),
                                top,
                                new Rising(stores.posts()),
                                new Topics(services.taxonomy(), preferences, stores.threads()),
                                topic)),
                new Group(
                        "keep",
                        List.of(
                                new Save(taught, stores.saved()),
                                new SavedList(stores.saved(), services.chats()),
                                remind,
                                reminders,
                                new History(stores.history(), taught, remind))),
                new Group(
                        "explain",
                        List.of(
                                new Why(
                                        stores.posts(),
                                        services.explainer(),
                                        stores.outcomes(),
                                        stores.lessons(),
                                        stores.follows(),
                                        services.chats(),
                                        preferences),
                                new Classify(services.explainer()),
                                new Teach(
                                        stores.posts(),
                                        services.explainer(),
                                        stores.lessons(),
                                        services.taxonomy(),
                                        services.chats()),
                                new Stats(stores.posts(), stores.briefs()),
                                new Status(
                                        services.reddit(),
                                        stores.feeds(),
                                        stores.follows(),
                                        stores.deliveries(),
                                        TopicCommunities.load(),
                                        settings))),
                new Group(
                        "settings",
                        List.of(
                                settings,
                                new SettingCommand(ChatSettings.LANGUAGE, settings),
                                new PointsCommand(stores.points(), settings),
                                new Leaders(stores.points()),
                                new Start(
                                        services.taxonomy(),
                                        taught,
                                        stores.follows(),
                                        preferences,
                                        settings,
                                        offers,
                                        top,
                                        TopicCommunities.load()))),
                new Group(
                        "data",
                        List.of(
                                new Privacy(services.retention(), services.backups()),
                                new Export(stores.chats(), stores.follows(), services.chats()),
                                new Erase(preferences))));
        return Stream.concat(groups.stream().flatMap(group -> group.commands().stream()), Stream.of(new Help(groups)))
                .toList();
    }
}
