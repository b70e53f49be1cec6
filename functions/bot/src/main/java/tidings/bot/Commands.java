package tidings.bot;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.bot.Command.Press;
import tidings.chats.Chats;
import tidings.chats.Conversation;
import tidings.domain.RedditLink;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.TelegramResult;
import tidings.preferences.ChatSettings;
import tidings.store.Stores;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// How a text or a press finds the command of [CommandList] that it is for.
final class Commands {
    private static final int QUOTED = 40;

    static final int COMMANDS = Conversation.MOST_ANSWERS;

    /// Words of earlier versions.
    private static final Map<String, String> FORMER = Map.of("forget", Erase.WORD);

    private static final Set<String> ABOUT_POSTS = Set.of("why", "save");

    private static final String COMMAND = "bot.command";
    private static final String ARGUMENTS = "bot.arguments";
    private static final String DATA = "bot.data";
    private static final String CHANNEL = "bot.channel";

    private final Chats chats;
    private final Map<String, Command> byWord;
    private final List<Press<?>> presses;
    private final Inline inline;
    private final Preferences preferences;
    private final Administrators administrators = new Administrators();
    private final ErasedChat erased;
    private final Spoken spoken;
    private final References references;

    Commands(Services services) {
        Stores stores = services.stores();
        List<Command> all = CommandList.of(services);
        this.chats = services.chats();
        this.preferences = new Preferences(stores.chats(), services.chats());
        this.byWord = all.stream().collect(Collectors.toUnmodifiableMap(Command::word, Function.identity()));
        this.presses = Stream.<Stream<Press<?>>>of(
                        all.stream().flatMap(command -> command.buttons().stream()),
                        new AlarmPresses(services.operators(), services.chats()).buttons().stream(),
                        Stream.of(new Press<>(Help.RUN, this::given)))
                .flatMap(Function.identity())
                .toList();
        this.erased = new ErasedChat(line -> command(line).isPresent(), services.chats());
        this.spoken = new Spoken(Texts.LANGUAGES, services.known());
        this.references =
                new References(stores.history(), stores.feeds(), stores.briefs(), new Search(stores.taught()));
        this.inline = new Inline(stores.taught(), new Topic(stores.taught()), services.taxonomy());
    }

    /// What a text asks for. In a group, what people say to each other, to other bots and to bots that are not there
    /// is not for this one. A command that names a bot is for that one alone; until the own name is known, one of
    /// ours is taken for ours, for that is what Telegram passes on
    /// (https://core.telegram.org/bots/features#privacy-mode).
    ///
    /// @param before what went on in the chat
    Reply text(Interaction.Text said, Call call, Conversation before) {
        int answers = before.answers(call.now());
        boolean alone = call.origin().alone();
        Optional<CommandLine> slashed = CommandLine.parse(said.text(), alone);
        Optional<String> named = slashed.flatMap(CommandLine::bot);
        Optional<String> botName = named.flatMap(_ -> chats.botName());
        boolean byName = named.isPresent() && named.equals(botName);
        if (named.isPresent() && botName.isPresent() && !byName) {
            return new Reply.Nothing();
        }
        Optional<Addressed> addressed = slashed.isPresent() ? Optional.empty() : Addressed.of(said, chats::botName);
        Optional<Reply> referred = slashed.map(line -> reference(line, call, alone || byName))
                .orElseGet(() -> addressed.map(Addressed::words))
                .filter(_ -> !alone
                        || said.repliedTo().isEmpty()
                        || MeantPost.of(call).shown() > 0)
                .flatMap(words -> referred(words, call, before));
        if (referred.isPresent()) {
            return referred.get();
        }
        Optional<String> spoken = addressed.filter(Addressed::byName).map(Addressed::words);
        Optional<CommandLine> line = slashed.or(() -> spoken.flatMap(CommandLine::withoutSlash));
        Optional<Command> command = line.flatMap(this::command);
        if (command.isPresent()) {
            return run(command.get(), call.with(line.get().arguments()), answers);
        } else if (slashed.isPresent() && (alone || byName)) {
            return unknown(slashed.get().word(), call.texts());
        }
        return spoken.map(words -> spoken(words, call, before)).orElseGet(Reply.Nothing::new);
    }

    /// What a command refers to if it names no post, such as `/why`, `/save 3` or `/again`.
    ///
    /// @param mine whether it can only be for this bot
    private Optional<String> reference(CommandLine line, Call call, boolean mine) {
        boolean isAboutAPost = ABOUT_POSTS.contains(line.word());
        return Optional.of(line.word() + " " + line.arguments().replaceFirst("^(\\d{1,2})$", "number $1"))
                .map(String::strip)
                .filter(_ -> isAboutAPost
                        ? isOpen(line, call)
                        : mine && command(line).isEmpty());
    }

    /// Which post is meant is open where neither a link nor the card says it.
    private static boolean isOpen(CommandLine line, Call call) {
        MeantPost meant = MeantPost.of(call.with(line.arguments()));
        return meant.post().isEmpty() && (meant.shown() == 0 || line.arguments().matches("\\D.*"));
    }

    ErasedChat erased() {
        return erased;
    }

    private Optional<Command> command(CommandLine line) {
        return Optional.ofNullable(byWord.get(FORMER.getOrDefault(line.word(), line.word())));
    }

    /// What a person says to the bot alone without a command.
    private Reply spoken(String text, Call call, Conversation before) {
        int answers = before.answers(call.now());
        if (text.matches("/\\S.*") && RedditLink.parse(text).isEmpty()) {
            return unknown(text.substring(1).split(" ")[0], call.texts());
        }
        return switch (spoken.meaning(text, call.texts())) {
            case Spoken.Asks(String word, String arguments) -> run(byWord.get(word), call.with(arguments), answers);
            case Spoken.Remark remark -> new Reply.Show(remark.card(call.texts()));
            case Spoken.Refers _ -> new Reply.Show(new Spoken.Unclear("").card(call.texts()));
            case Spoken.Unclear unclear -> new Reply.Show(unclear.card(call.texts()));
        };
    }

    /// To what was said about what was shown before; empty if it is about nothing that was.
    private Optional<Reply> referred(String text, Call call, Conversation before) {
        int answers = before.answers(call.now());
        return spoken.meaning(text, call.texts()) instanceof Spoken.Refers refers
                ? references.reply(
                        refers,
                        call,
                        references.last(call, before),
                        asks -> run(byWord.get(asks.command()), asks.call(), answers),
                        data -> done(Map.of(DATA, data), pressed(data, call)))
                : Optional.empty();
    }

    /// What is written like a command and is none; some of it is answered as if it had no slash.
    private Reply unknown(String word, Texts texts) {
        String quoted = Html.line(word, QUOTED);
        return spoken.meaning(word, texts) instanceof Spoken.Remark remark
                ? new Reply.Show(remark.card(texts))
                : Reply.text(CommandLine.nearest(word, byWord.keySet())
                        .map(nearest -> texts.get("error.near-command", quoted, nearest))
                        .orElseGet(() -> texts.get("error.unknown-command", quoted)));
    }

    /// What an inline query finds.
    Reply inline(Interaction.InlineQuery query, Call call) {
        return new Reply.Offer(query.id(), inline.results(query.query(), call));
    }

    /// A chat that got so many answers in a minute has its commands answered later; the first one beyond is told
    /// so.
    private Reply run(Command command, Call call, int answers) {
        if (answers < COMMANDS) {
            return run(command, call);
        }
        return chats.admits(call.origin().chat(), "notice", call.origin().cause(), 1, Duration.ofMinutes(1))
                ? Reply.text(call.texts().get("error.too-many-commands"))
                : new Reply.Nothing();
    }

    private Reply run(Command command, Call call) {
        Call aimed = command.forChannel() ? aimed(call) : call;
        Map<String, String> context = Map.of(COMMAND, command.word(), ARGUMENTS, call.arguments());
        return guarded(aimed, command.changes(call), context, command::run);
    }

    private Reply given(Call call, String word) {
        return Optional.ofNullable(byWord.get(word))
                .map(command -> run(command, call))
                .orElseGet(() -> Reply.oldButton(call));
    }

    /// Every button there is.
    List<Press<?>> presses() {
        return presses;
    }

    /// For the channel that the chat chose, where it chose one.
    private Call aimed(Call call) {
        return aimed(call, Channel.of(call.settings()));
    }

    private Call aimed(Call call, Optional<Channel> chosen) {
        chosen.ifPresent(channel -> erased.begin(channel.chat(), call));
        return chosen.map(channel ->
                        call.on(channel, chats.settings(channel.chat()).get().orElse(ChatSettings.NONE)))
                .orElse(call);
    }

    /// Does it at once or asks Telegram first. What is of a channel, nobody else sees elsewhere either.
    private Reply guarded(Call call, boolean changes, Map<String, String> context, Function<Call, Reply> reply) {
        boolean needsRights = changes || call.channel().isPresent();
        if (!needsRights || administrators.areKnownToInclude(call)) {
            return named(call, done(context, reply.apply(call)));
        }
        Map<String, String> asked = new HashMap<>(context);
        call.channel().ifPresent(channel -> asked.put(CHANNEL, channel.toText()));
        return administrators.ask(call, asked);
    }

    /// @param context what it takes to do it
    private Reply done(Map<String, String> context, Reply reply) {
        boolean isAnswer =
                Dispatcher.flat(reply).noneMatch(one -> one instanceof Reply.Nothing || one instanceof Reply.Ask);
        String word = Optional.ofNullable(context.get(DATA))
                .map(data -> byWord.values().stream()
                        .filter(command -> command.buttons().stream().anyMatch(press -> press.isFor(data)))
                        .map(Command::word)
                        .findFirst()
                        .orElse(""))
                .orElseGet(() -> context.getOrDefault(COMMAND, ""));
        return isAnswer
                ? Reply.both(
                        reply,
                        new Reply.Did(Kind.COMMAND, word, Optional.ofNullable(context.get(ARGUMENTS)), List.of()))
                : reply;
    }

    private static Reply named(Call call, Reply reply) {
        return call.channel().map(channel -> channel.above(reply)).orElse(reply);
    }

    /// Does what only administrators may. The question was counted as the answer.
    private Reply allowed(Call call, Map<String, String> context) {
        return named(
                call,
                done(
                        context,
                        context.containsKey(DATA)
                                ? pressed(context.get(DATA), call)
                                : Optional.ofNullable(byWord.get(context.get(COMMAND)))
                                        .map(command -> command.run(call.with(context.get(ARGUMENTS))))
                                        .orElseGet(Reply.Nothing::new)));
    }

    /// Without the right to a channel, the chat itself is what it follows for again.
    private Reply refused(Call call) {
        return call.channel()
                .map(channel -> {
                    preferences.choose(call.origin().chat(), Optional.empty());
                    return Reply.text(call.texts().get("command.channel.lost", Html.text(channel.name())));
                })
                .orElseGet(() -> Administrators.refusal(call));
    }

    /// What a button asks for; old buttons live on, and data can be made up. In a channel, administrators alone
    /// press: what a button does to a card, all readers see.
    Reply press(Interaction.ButtonPress pressed, Call call) {
        String data = pressed.data();
        Optional<Press<?>> press =
                presses.stream().filter(one -> one.isFor(data)).findFirst();
        Call aimed = aimed(call);
        Call meant = press.filter(one -> one.isForChannel(data, aimed)).isPresent() ? aimed : call;
        boolean changes = pressed.inChannel() || press.filter(Press::changes).isPresent();
        return guarded(meant, changes, Map.of(DATA, data), allowed -> pressed(data, allowed));
    }

    private Reply pressed(String data, Call call) {
        return presses.stream()
                .flatMap(press -> press.run(data, call).stream())
                .findFirst()
                .orElseGet(() -> Reply.oldButton(call));
    }

    /// Goes on with a command that asked Telegram.
    Reply resume(String word, Call call, TelegramResult result, Map<String, String> context) {
        if (word.equals(Administrators.WORD)) {
            Call aimed = aimed(call, Optional.ofNullable(context.get(CHANNEL)).flatMap(Channel::parse));
            return administrators.include(aimed, result) ? allowed(aimed, context) : refused(aimed);
        }
        return Optional.ofNullable(byWord.get(word.split("\\.")[0]))
                .map(command -> command.resume(call, result, context))
                .orElseGet(Reply.Nothing::new);
    }
}
