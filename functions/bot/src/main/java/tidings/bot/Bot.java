package tidings.bot;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.InlineQuery;
import tidings.bot.Interaction.MembershipChange;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Text;
import tidings.chats.ChatSettings;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.chats.Conversation;
import tidings.domain.ChatId;
import tidings.messages.UpdatesMessage.TelegramResultV1;
import tidings.ratelimit.SharedState.Change;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDb;
import tidings.state.DynamoDbTunableStore;
import tidings.store.DatabaseUnavailableException;
import tidings.store.Stores;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// Answers updates, each once, however often it arrives. Thread-safe.
record Bot(Commands commands, Dispatcher dispatcher, Chats chats, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    static Bot of(BotConfig config, TopicModel model, Wiring wiring) {
        Stores stores = Stores.of(
                config.database(),
                config.cache(),
                wiring,
                lookup -> wiring.meter().count("CacheLookup", lookup.isHit() ? "hit" : "miss", 1));
        Profile profile = config.database().profile();
        DynamoDbTunableStore tunableStore = new DynamoDbTunableStore(DynamoDb.of(wiring), config.tunablesTable());
        Tunables tunables = new Tunables(tunableStore, profile, wiring.clock());
        Chats chats = new ChatsTable(DynamoDb.of(wiring), config.chatsTable(), wiring.clock());
        wiring.onSmokeTest(tunableStore::latest);
        wiring.onSmokeTest(chats::botName);
        Stream.of(config.outboxQueueUrl(), config.scrapeQueueUrl(), config.alarmsQueueUrl())
                .forEach(
                        url -> wiring.onSmokeTest(() -> wiring.sqs().getQueueAttributes(queue -> queue.queueUrl(url))));
        Explainer explainer = new Explainer(
                model,
                ShippedTopics.load(),
                stores.posts(),
                stores.communities(),
                (key, make) -> stores.cached(Explainer.EXPLANATIONS, key, () -> Optional.of(make.get()))
                        .orElseThrow());
        Services services = new Services(
                stores.feeds(),
                chats,
                explainer,
                Taxonomy.load(),
                () -> tunables.seconds(Tunable.LISTING_TTL),
                config.operatorsChat());
        Dispatcher dispatcher = new Dispatcher(
                wiring.queue(config.outboxQueueUrl()),
                wiring.queue(config.scrapeQueueUrl()),
                wiring.queue(config.postsQueueUrl()),
                wiring.queue(config.alarmsQueueUrl()));
        return new Bot(new Commands(services), dispatcher, chats, wiring.clock());
    }

    Verdict handle(Delivery<Incoming> delivery) {
        switch (delivery.message()) {
            case Incoming.FromTelegram(Optional<Interaction> interaction) -> handle(interaction);
            case Incoming.FromSender(TelegramResultV1 result) -> resume(result);
        }
        return Verdict.DONE;
    }

    private void handle(Optional<Interaction> interaction) {
        if (interaction.isEmpty()) {
            return;
        }
        Origin origin = interaction.get().origin();
        Chats.Arrival arrival = chats.arrival(origin.chat());
        if (arrival.conversation().isHandled(origin.updateId())) {
            LOG.info("update repeated");
            return;
        }
        if (interaction.get() instanceof MembershipChange change) {
            note(change, arrival);
            return;
        }
        // An inline query reaches the bot from those, too, who blocked it.
        if (arrival.blocked() && !(interaction.get() instanceof InlineQuery)) {
            note(origin, true);
        }
        if (answer(interaction.get(), arrival.conversation())) {
            noteAnswer(interaction.get(), arrival);
        }
        LOG.info("update answered");
    }

    /// Doing nothing twice is the same as once, and so is offering the same results.
    private void noteAnswer(Interaction interaction, Chats.Arrival arrival) {
        if (interaction instanceof InlineQuery) {
            return;
        }
        arrival.shared().change(known -> {
            Conversation handled =
                    known.orElse(Conversation.NEW).handled(interaction.origin().updateId());
            return Change.to(interaction instanceof Text ? handled.answeredAt(clock.instant()) : handled, true);
        });
    }

    /// Returns whether there was an answer.
    private boolean answer(Interaction interaction, Conversation conversation) {
        Origin origin = interaction.origin();
        Optional<ButtonPress> press =
                interaction instanceof ButtonPress pressed ? Optional.of(pressed) : Optional.empty();
        Optional<String> repliedTo = interaction instanceof Text text ? text.repliedTo() : Optional.empty();
        ChatSettings settings = conversation.settings();
        Call call = new Call(origin, "", repliedTo, press, origin.texts(settings), settings, clock.instant());
        Reply reply;
        try {
            reply = reply(interaction, call, conversation);
        } catch (DatabaseUnavailableException e) {
            LOG.warn("answered without the database", e);
            String text = call.texts().get("error.database");
            reply = switch (interaction) {
                // A press leaves the card as it is: somebody may be reading it.
                case ButtonPress _ -> new Reply.Toast(text);
                case InlineQuery query -> new Reply.Offer(query.id(), List.of());
                case Text _, MembershipChange _ -> Reply.text(text);
            };
        }
        dispatcher.send(call, reply);
        return !(reply instanceof Reply.Nothing);
    }

    private Reply reply(Interaction interaction, Call call, Conversation conversation) {
        return switch (interaction) {
            case Text text -> commands.text(text, call, conversation.answers(call.now()));
            case InlineQuery query -> commands.inline(query, call);
            case ButtonPress(var _, var _, String data, var _) -> commands.press(data, call);
            case MembershipChange _ -> new Reply.Nothing();
        };
    }

    /// The queue delivers a result more than once if need be; each of its effects is named after the first update.
    private void resume(TelegramResultV1 result) {
        ResumedCall resumed = ResumedCall.of(result.place(), result.context());
        Origin origin = resumed.press().origin();
        ChatSettings settings = chats.settings(origin.chat()).get().orElse(ChatSettings.NONE);
        Call call = new Call(
                origin,
                "",
                Optional.empty(),
                Optional.of(resumed.press()),
                origin.texts(settings),
                settings,
                clock.instant());
        dispatcher.send(call, commands.resume(resumed.word(), call, result.result(), resumed.context()));
        LOG.info("update resumed");
    }

    /// Nobody waits for an answer, and noting it twice is the same as once.
    private void note(MembershipChange change, Chats.Arrival arrival) {
        ChatId chat = change.origin().chat();
        change.movedTo()
                .ifPresent(to -> chats.state(chat)
                        .change(known -> Change.to(known.orElse(ChatState.NEW).movedTo(to, clock.instant()), true)));
        if (change.member() == arrival.blocked()) {
            note(change.origin(), change.member());
        }
    }

    /// Whether the chat takes messages from us.
    private void note(Origin origin, boolean welcome) {
        chats.state(origin.chat()).change(known -> {
            ChatState state = known.orElse(ChatState.NEW);
            return Change.to(welcome ? state.welcome() : state.blockedAt(clock.instant()), true);
        });
    }
}
