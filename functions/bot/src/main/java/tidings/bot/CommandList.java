package tidings.bot;

import java.util.List;
import java.util.stream.Stream;
import tidings.bot.Help.Group;
import tidings.delivery.BriefQueue;
import tidings.delivery.Previews;
import tidings.follows.FollowParser;
import tidings.preferences.ChatSettings;
import tidings.reminders.WhenParser;
import tidings.store.TaughtPosts;
import tidings.telegram.Texts;
import tidings.topics.TopicCommunities;

/// Everything that the bot can do.
final class CommandList {
    private CommandList() {}

    /// In the order of help, which leaves out itself, and of the menu, which leaves out [Start].
    static List<Command> of(Services services) {
        Preferences preferences = new Preferences(services.registry(), services.chats());
        FollowParser parser = new FollowParser(Texts.LANGUAGES);
        Settings settings =
                new Settings(preferences, new BriefQueue(services.briefs(), services.sendsASecond()), parser);
        Offers offers = new Offers(
                new FollowLinks(services.taxonomy(), services.lists()),
                services.follows(),
                preferences,
                services.packs());
        TaughtPosts taught = services.taught();
        Top top = new Top(services.feeds(), taught, services.chats(), services.feedTtl());
        Topic topic = new Topic(taught);
        KnownCommunities known = services.known();
        Follow follow = new Follow(
                parser,
                known,
                topic,
                new Previews(taught, services.taxonomy().ids()),
                services.follows(),
                services.chats(),
                preferences,
                settings,
                top);
        ReminderList reminders = new ReminderList(services.reminders(), services.posts());
        Remind remind = new Remind(new WhenParser(Texts.LANGUAGES), reminders);
        Search search = new Search(taught);
        List<Group> groups = List.of(
                new Group(
                        "follow",
                        List.of(
                                follow,
                                new Following(services.follows(), services.chats()),
                                new SettingCommand(
                                        ChatSettings.BRIEF,
                                        settings,
                                        List.of(new BriefPages(services.briefs()).press())),
                                new SettingCommand(ChatSettings.PACE, settings),
                                new Import(services.follows(), services.feeds(), services.chats(), preferences, top),
                                new Share(topic, services.follows(), services.lists(), services.chats()),
                                new ChannelCommand(preferences))),
                new Group(
                        "read",
                        List.of(
                                search,
                                new Find(known, topic, services.taxonomy()),
                                top,
                                new Rising(services.posts()),
                                new Topics(services.taxonomy(), preferences, services.threads()),
                                topic)),
                new Group(
                        "keep",
                        List.of(
                                new Save(taught, services.saved()),
                                new SavedList(services.saved(), services.chats()),
                                remind,
                                reminders,
                                new History(services.history(), taught, remind))),
                new Group(
                        "explain",
                        List.of(
                                new Why(
                                        services.posts(),
                                        services.explainer(),
                                        services.outcomes(),
                                        services.lessons(),
                                        services.follows(),
                                        services.chats(),
                                        preferences),
                                new Classify(services.explainer()),
                                new Teach(
                                        services.posts(),
                                        services.explainer(),
                                        services.lessons(),
                                        services.taxonomy(),
                                        services.chats()),
                                new Stats(services.posts(), services.briefs()),
                                new Status(
                                        services.reddit(),
                                        services.feeds(),
                                        services.follows(),
                                        services.deliveries(),
                                        TopicCommunities.load(),
                                        settings))),
                new Group(
                        "settings",
                        List.of(
                                settings,
                                new SettingCommand(ChatSettings.LANGUAGE, settings),
                                new PointsCommand(services.points(), settings),
                                new Leaders(services.points()),
                                new Start(
                                        services.taxonomy(),
                                        taught,
                                        services.follows(),
                                        preferences,
                                        settings,
                                        offers,
                                        top,
                                        TopicCommunities.load()))),
                new Group(
                        "data",
                        List.of(
                                new Privacy(services.retention(), services.backups()),
                                new Export(services.registry(), services.follows(), services.chats()),
                                new Erase(preferences))));
        return Stream.concat(groups.stream().flatMap(group -> group.commands().stream()), Stream.of(new Help(groups)))
                .toList();
    }
}
