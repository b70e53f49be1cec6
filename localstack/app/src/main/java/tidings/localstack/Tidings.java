package tidings.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tidings.localstack.reddit.RedditSandbox;
import tidings.localstack.reddit.RedditSandboxSettings;
import tidings.localstack.stack.CloseableStack;
import tidings.localstack.stack.Stack;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StartupListener;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;
import tidings.localstack.template.StackModel;
import tidings.localstack.trace.FollowPage;

/// Tidings on this machine: the stack of `template.yaml` with a Telegram and a Reddit, real or sandbox. Closing it
/// stops everything that it started.
public final class Tidings implements AutoCloseable {
    private final CloseableStack parts = new CloseableStack();
    private final StartupListener progress;
    private Optional<TelegramSandbox> telegram = Optional.empty();
    private Optional<RedditSandbox> reddit = Optional.empty();
    private Optional<Person> operators = Optional.empty();
    private Stack stack;

    private Tidings(StartupListener progress) {
        this.progress = progress;
    }

    /// @param root the folder of `template.yaml`, with everything built
    /// @param change applied to the default settings of a local run
    public static Tidings start(
            Path root, LocalOptions options, UnaryOperator<StackSettings> change, StartupListener progress) {
        return start(root, options, change, progress, new CloseableStack());
    }

    /// @param owner closes this when it is closed itself, even during the start
    static Tidings start(
            Path root,
            LocalOptions options,
            UnaryOperator<StackSettings> change,
            StartupListener progress,
            CloseableStack owner) {
        Tidings tidings = owner.add(new Tidings(progress));
        try {
            tidings.start(root, options, change);
            return tidings;
        } catch (RuntimeException e) {
            tidings.close();
            throw e;
        }
    }

    /// Where zips are unpacked and logs are written, unless the settings are changed.
    static Path work(Path root) {
        return root.resolve("localstack/app/target/stack");
    }

    private void start(Path root, LocalOptions options, UnaryOperator<StackSettings> change) {
        StackSettings settings = StackSettings.of(root.resolve("template.yaml"), work(root));
        TelegramSettings bot = TelegramSettings.local().withPort(options.pagePort());
        LocalParameters parameters = new LocalParameters().useCache(options.useCache());
        if (options.botToken().isPresent()) {
            parameters.telegram(options.botToken().get(), options.telegramUrl(), "polling");
            options.operatorsChat().ifPresent(parameters::operators);
        } else {
            TelegramSandbox sandbox = timed("Telegram (sandbox)", () -> TelegramSandbox.start(bot), t -> t.page());
            telegram = Optional.of(sandbox);
            parameters.telegram(bot.token(), sandbox.apiAddress(), "webhook").signedBy(sandbox.key());
            operators = Optional.of(sandbox.person("Operators"));
            parameters.operators(operators.get().chat().value());
        }
        if (options.redditIsSandbox()) {
            RedditSandboxSettings how =
                    RedditSandboxSettings.on(0, settings.clock()).withMore(options.communities());
            RedditSandbox sandbox = timed("Reddit (sandbox)", () -> RedditSandbox.start(how), RedditSandbox::uri);
            reddit = Optional.of(sandbox);
            parameters.sandboxReddit(how, sandbox.uri());
        } else {
            parameters.realReddit(options.redditMode(), options.reddit());
        }
        stack = Stack.start(change.apply(settings.parameters(parameters.values())), progress, parts);
        FollowPage follow = parts.add(FollowPage.listen(stack.traces(), this::memoryMegabytes));
        telegram.ifPresent(sandbox -> {
            sandbox.lead("dashboard", stack.cloudWatch().dashboard());
            sandbox.lead("follow", follow.uri());
        });
        options.botToken().ifPresent(token -> pollForUpdates(new BotCalls(options.telegramUrl(), token)));
    }

    /// Of the function that counts as this service; 0 if there is none.
    private int memoryMegabytes(String service) {
        return stack.model().functions().stream()
                .filter(function -> service.equals(function.environment().get("POWERTOOLS_SERVICE_NAME")))
                .mapToInt(StackModel.Function::memoryMegabytes)
                .findFirst()
                .orElse(0);
    }

    private void pollForUpdates(BotCalls calls) {
        parts.add(LongPolling.start(
                calls, stack.url("WebhookFunction"), stack.secrets().text("WebhookSecret")));
    }

    private <T extends AutoCloseable> T timed(String what, Supplier<T> start, Function<T, URI> where) {
        long began = System.nanoTime();
        T started = parts.add(start.get());
        progress.started(what, where.apply(started).toString(), Duration.ofNanos(System.nanoTime() - began));
        return started;
    }

    public Stack stack() {
        return stack;
    }

    /// Empty when the real Telegram is used.
    public Optional<TelegramSandbox> telegram() {
        return telegram;
    }

    /// Empty when the real Reddit is used.
    public Optional<RedditSandbox> reddit() {
        return reddit;
    }

    /// The person who gets alarms; empty when the real Telegram is used.
    public Optional<Person> operators() {
        return operators;
    }

    /// The URL of the dashboard.
    public URI dashboard() {
        return telegram.map(sandbox -> sandbox.page().resolve("dashboard"))
                .orElseGet(() -> stack.cloudWatch().dashboard());
    }

    /// The public health URL; the operators' routes are next to it.
    public URI health() {
        return stack.url("Api").resolve("health");
    }

    @Override
    public void close() {
        parts.close();
    }
}
