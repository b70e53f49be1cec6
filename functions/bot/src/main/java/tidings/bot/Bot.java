package tidings.bot;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Asked;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.Trace;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.InlineQuery;
import tidings.bot.Interaction.MembershipChange;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Replied;
import tidings.bot.Interaction.Text;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.chats.Conversation;
import tidings.chats.Tombstone;
import tidings.domain.ChatId;
import tidings.messages.UpdatesMessage.ChatChangedV1;
import tidings.messages.UpdatesMessage.TelegramResultV1;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.SharedState.Change;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDb;
import tidings.state.DynamoDbTunableStore;
import tidings.store.DatabaseUnavailableException;
import tidings.store.Stores;
import tidings.store.cache.Cache;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// Answers updates, each once, however often it arrives. Thread-safe.
record Bot(
        Commands commands,
        Dispatcher dispatcher,
        Registrations registrations,
        ForumThreads threads,
        Chats chats,
        Meter meter,
        InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    static Bot of(BotConfig config, TopicModel model, Wiring wiring) {
        Tunables tunables = DynamoDbTunableStore.tunables(
                wiring, config.tunablesTable(), config.database().profile());
        Consumer<Cache.Outcome> lookups =
                lookup -> wiring.meter().count("CacheLookup", lookup.isHit() ? "hit" : "miss", 1);
        Runnable longWaits = () -> wiring.meter().count("ConnectionWaits", "long", 1);
        Stores stores = Stores.of(config.database(), config.cache(), tunables, wiring, lookups, longWaits);
        Chats chats = new ChatsTable(DynamoDb.of(wiring), config.chatsTable(), wiring.clock());
        wiring.onSmokeTest(chats::botName);
        Stream.of(config.outboxQueueUrl(), config.scrapeQueueUrl(), config.alarmsQueueUrl())
                .forEach(
                        url -> wiring.onSmokeTest(() -> wiring.sqs().getQueueAttributes(queue -> queue.queueUrl(url))));
        ShippedTopics shipped = ShippedTopics.load();
        Explainer explainer = new Explainer(
                model,
                shipped,
                stores.posts(),
                stores.communities(),
                (key, make) -> stores.cached(Explainer.EXPLANATIONS, key, () -> Optional.of(make.get()))
                        .orElseThrow());
        Services services = new Services(
                stores,
                chats,
                explainer,
                Taxonomy.load(),
                () -> tunables.seconds(Tunable.LISTING_TTL),
                () -> tunables.get(Tunable.SENDS_PER_SECOND),
                config.operatorsChat(),
                shipped,
                Packs.of(stores),
                RequestBudget.of(config.redditMode(), DynamoDb.of(wiring), config.sourcesTable(), wiring.clock())
                        ::outlook,
                config.database().retention(),
                config.backups());
        Dispatcher dispatcher = new Dispatcher(
                wiring.queue(config.outboxQueueUrl()),
                wiring.queue(config.scrapeQueueUrl()),
                wiring.queue(config.postsQueueUrl()),
                wiring.queue(config.alarmsQueueUrl()),
                wiring.queue(config.activityQueueUrl()));
        Registrations registrations = new Registrations(
                stores.chats(),
                wiring.queue(config.updates().queues().getFirst().queue()));
        ForumThreads threads =
                new ForumThreads(stores.threads(), new Preferences(stores.chats(), chats), dispatcher.outbox());
        return new Bot(
                new Commands(services), dispatcher, registrations, threads, chats, wiring.meter(), wiring.clock());
    }

    Verdict handle(Delivery<Incoming> delivery) {
        switch (delivery.message()) {
            case Incoming.FromTelegram(Optional<Interaction> interaction) -> interaction.ifPresent(this::handle);
            case Incoming.FromApi(ChatId chat, Optional<Interaction> text) ->
                unlessErased(chat, "", delivery, () -> text.ifPresent(this::handle));
            case Incoming.FromSender(TelegramResultV1 result) ->
                unlessErased(
                        result.chat(),
                        result.id(),
                        delivery,
                        () -> ForumThreads.topic(result)
                                .ifPresentOrElse(topic -> threads.note(result, topic), () -> resume(result)));
            case Incoming.Gone(var gone) -> unlessErased(gone.chat(), gone.card(), delivery, () -> threads.note(gone));
            case Incoming.Changed(ChatChangedV1 change) ->
                unlessErased(change.chat(), change.cause(), delivery, () -> registrations.note(change));
        }
        // To the service level, an update that wants no answer is one that was answered.
        Trace.asked()
                .filter(Asked::isUnanswered)
                .ifPresent(asked -> meter.count("AnswerTime", "none", asked.age(clock)));
        return Verdict.DONE;
    }

    /// @param name after the update that caused it, if one did
    private void unlessErased(ChatId chat, String name, Delivery<Incoming> delivery, Runnable work) {
        if (chats.stops(chat, Tombstone.cause(name), delivery.sentAt())) {
            LOG.info("what was under way for an erased chat is left");
        } else {
            work.run();
        }
    }

    private void handle(Interaction interaction) {
        Origin origin = interaction.origin();
        Chats.Arrival arrival = chats.arrival(origin.chat());
        if (arrival.conversation().isHandled(origin.updateId())) {
            LOG.info("update repeated");
        } else if (arrival.erased()
                .filter(erased -> !commands.erased().isNew(interaction, erased))
                .isPresent()) {
            LOG.info("update of an erased chat left");
        } else if (interaction instanceof MembershipChange change) {
            note(change, arrival);
            register(change, arrival.blocked());
        } else {
            handle(interaction, arrival);
        }
    }

    private void handle(Interaction interaction, Chats.Arrival arrival) {
        Origin origin = interaction.origin();
        Call call = call(interaction, arrival.conversation());
        // An inline query reaches the bot from those, too, who blocked it, and nothing of it is kept.
        boolean isChat = !(interaction instanceof InlineQuery);
        if (isChat
                && arrival.erased()
                        .filter(erased -> commands.erased().stays(interaction, call, erased))
                        .isPresent()) {
            dispatcher.send(call, commands.erased().answer(interaction, call));
            LOG.info("update of an erased chat answered");
            return;
        }
        if (arrival.blocked() && isChat) {
            note(origin, true);
        }
        Reply reply = answer(interaction, call, arrival.conversation());
        boolean isErased = interaction instanceof ButtonPress && chats.settle(origin.chat());
        if (isChat && !isErased) {
            register(interaction, arrival.blocked());
            if (!(reply instanceof Reply.Nothing)) {
                noteAnswer(interaction, arrival, Acted.of(call, reply));
            }
        }
    }

    private void register(Interaction interaction, boolean blocked) {
        Origin origin = interaction.origin();
        Optional<MembershipChange> membership =
                interaction instanceof MembershipChange change ? Optional.of(change) : Optional.empty();
        ChatChangedV1 change = new ChatChangedV1(
                origin.chat(),
                origin.cause(),
                membership.map(MembershipChange::member).orElse(true),
                membership.flatMap(MembershipChange::movedTo),
                clock.instant());
        boolean news = blocked || !change.open() || change.movedTo().isPresent();
        if (news || !registrations.isOpen(origin.chat())) {
            registrations.register(change, !news && membership.isEmpty());
        }
    }

    /// Doing nothing twice is the same as once, and so is offering the same results.
    private void noteAnswer(Interaction interaction, Chats.Arrival arrival, Acted acted) {
        arrival.shared().change(known -> {
            Conversation before = known.orElse(Conversation.NEW);
            Conversation answered = before.handled(interaction.origin().updateId());
            Conversation handled = acted.shown(
                            before.shown(interaction.origin().place().topic()))
                    .map(shown -> answered.showing(shown, clock.instant()))
                    .orElse(answered);
            return Change.to(interaction instanceof Text ? handled.answeredAt(clock.instant()) : handled, true);
        });
    }

    private Call call(Interaction interaction, Conversation conversation) {
        Optional<ButtonPress> press =
                interaction instanceof ButtonPress pressed ? Optional.of(Help.placed(pressed)) : Optional.empty();
        Optional<Replied> repliedTo = interaction instanceof Text text ? text.repliedTo() : Optional.empty();
        Optional<Interaction.Attachment> file = interaction instanceof Text text ? text.file() : Optional.empty();
        return new Call(interaction.origin(), repliedTo, press, conversation.settings(), clock.instant(), file);
    }

    private Reply answer(Interaction interaction, Call call, Conversation conversation) {
        Reply without = interaction instanceof InlineQuery query
                ? new Reply.Offer(query.id(), List.of())
                : withoutDatabase(call);
        return send(call, () -> reply(interaction, call, conversation), without);
    }

    private Reply send(Call call, Supplier<Reply> reply, Reply withoutDatabase) {
        Reply made;
        try {
            made = reply.get();
        } catch (DatabaseUnavailableException e) {
            LOG.warn("answered without the database", e);
            made = withoutDatabase;
        }
        dispatcher.send(call, made);
        return made;
    }

    /// A press leaves the card as it is: somebody may be reading it.
    private static Reply withoutDatabase(Call call) {
        String text = call.texts().get("error.database");
        return call.press().isPresent() ? new Reply.Toast(text) : Reply.refusal(text);
    }

    private Reply reply(Interaction interaction, Call call, Conversation conversation) {
        return switch (interaction) {
            case Text text -> commands.text(text, call, conversation);
            case InlineQuery query -> commands.inline(query, call);
            case ButtonPress press -> commands.press(press, call);
            case Interaction.Wordless _ -> Reply.text(call.texts().get("error.wordless"));
            case MembershipChange _ -> new Reply.Nothing();
        };
    }

    /// The queue delivers a result more than once if need be; each of its effects is named after the first update.
    private void resume(TelegramResultV1 result) {
        ResumedCall resumed = ResumedCall.of(result.place(), result.context());
        Origin origin = resumed.origin();
        ChatSettings settings = chats.settings(origin.chat()).get().orElse(ChatSettings.NONE);
        Call call = new Call(origin, resumed.repliedTo(), resumed.press(), settings, clock.instant(), Optional.empty());
        send(
                call,
                () -> commands.resume(resumed.word(), call, result.result(), resumed.context()),
                withoutDatabase(call));
        LOG.info("update resumed");
    }

    /// Nobody waits for an answer, and noting it twice is the same as once.
    private void note(MembershipChange change, Chats.Arrival arrival) {
        ChatId chat = change.origin().chat();
        change.movedTo().ifPresent(to -> {
            chats.moved(chat, to, clock.instant());
            chats.settings(chat)
                    .get()
                    .ifPresent(chosen -> chats.settings(to)
                            .change(known -> known.isPresent() ? Change.none(true) : Change.to(chosen, true)));
        });
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
