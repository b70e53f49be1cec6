package tidings.loadtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;
import tidings.loadtest.Mix.Kind;
import tidings.loadtest.Mix.Step;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/// What a virtual user does in a chat, as Gatling's actions. One object serves all users of a run.
final class Journeys {
    /// Whoever waits learns within a minute what came of it.
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    /// A signature that a gateway of this machine takes for one; a stack on AWS wants a real one.
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=load/20261101/us-east-1/execute-api/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    private static final String MARK = ", signed";
    private static final String TUNABLE = "fetches-per-minute";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mix mix;
    private final Target target;
    private final Answers answers;
    private final Receipts receipts;
    private final Chats chats;
    private final Communities communities;
    private final RandomGenerator random;

    Journeys(Run run) {
        this.mix = run.mix();
        this.target = run.target();
        this.answers = run.answers();
        this.receipts = run.receipts();
        this.chats = run.chats();
        this.communities = run.communities();
        this.random = run.random();
    }

    /// Whether the answer to it is a feed.
    static boolean readsFeed(String name) {
        return name.equals("/top");
    }

    /// Goes into a chat, does so many things there, each after a while, and leaves; earlier if the time is up.
    ///
    /// @param until in milliseconds since 1970
    ChainBuilder session(int requests, Duration from, Duration to, long until) {
        return exec(session -> session.set("chat", chats.take(random)).set("left", List.of()))
                .asLongAs(session -> session.getInt("done") < requests && answers.now() < until, "done")
                .on(exec(this::next).exec(step()).exec(pause(from, to)))
                .exec(session -> {
                    chats.giveBack(session.getLong("chat"));
                    return session;
                });
    }

    /// Says everything in one chat without waiting for answers.
    ChainBuilder storm(int updates) {
        return exec(session ->
                        session.set("chat", receipts.watch(chats.take(random))).set("path", "messages"))
                .repeat(updates, "number")
                .on(exec(session -> session.set("body", json(Map.of("text", Storm.text(session.getInt("number"))))))
                        .exec(inChat()));
    }

    /// Gatling builds a request before it knows the session, so each method has one of its own.
    private ChainBuilder step() {
        List<Choice.WithKey> choices = new ArrayList<>();
        choices.add(onCase("CHAT").then(exec(inChat()).exec(new AwaitAnswer(answers, PATIENCE))));
        mix.journeys().stream()
                .flatMap(journey -> journey.steps().stream())
                .filter(step -> step.kind() == Kind.ROUTE)
                .map(Journeys::kind)
                .distinct()
                .forEach(kind -> choices.add(onCase(kind).then(exec(route(kind)).exec(this::routeDone))));
        return doSwitch("#{kind}").on(choices);
    }

    /// A route's method, marked if its request is signed.
    private static String kind(Step step) {
        return step.route().split(" ")[0] + (step.signed() ? MARK : "");
    }

    private HttpRequestActionBuilder inChat() {
        return http("say")
                .post(target.telegram().resolve("/sandbox/chats/") + "#{chat}/#{path}")
                .body(StringBody("#{body}"))
                .asJson()
                .check(status().is(200))
                .silent();
    }

    private HttpRequestActionBuilder route(String kind) {
        HttpRequestActionBuilder request = http("#{name}")
                .httpRequest(kind.replace(MARK, ""), "#{path}")
                .body(StringBody("#{body}"))
                .asJson()
                .check(status().in(200, 304), responseTimeInMillis().saveAs("took"));
        return kind.endsWith(MARK) ? request.header("Authorization", SIGNED) : request;
    }

    private Session routeDone(Session session) {
        boolean good = !session.isFailed();
        long asked = session.getLong("asked");
        answers.add(new Answer(
                session.getString("name"),
                asked,
                good ? session.getInt("took") : answers.now() - asked,
                good ? Outcome.ANSWERED : Outcome.FAILED));
        return session.markAsSucceeded();
    }

    /// The next step of the journey, or the first of another.
    private Session next(Session session) {
        List<Step> left = session.isFailed() ? List.of() : session.getList("left");
        if (!left.isEmpty()
                && left.getFirst().kind() == Kind.PRESS
                && button(session, left.getFirst().press()).isEmpty()) {
            answers.add(new Answer("answer: " + left.getFirst().name(), answers.now(), 0, Outcome.NO_BUTTON));
            left = List.of();
        }
        List<Step> journey = left.isEmpty() ? mix.draw(random) : left;
        return prepare(session.set("left", journey.subList(1, journey.size())), journey.getFirst());
    }

    private Session prepare(Session session, Step step) {
        Session ready = session.markAsSucceeded();
        return switch (step.kind()) {
            case SAY ->
                ask(ready, step, "messages", Map.of("text", communities.fill(step.say(), random)), Optional.empty());
            case INLINE -> ask(ready, step, "inline", Map.of("text", step.inline()), Optional.empty());
            case PRESS -> {
                String message = card(ready).path("message_id").asText();
                yield ask(
                        ready,
                        step,
                        "messages/" + message + "/press",
                        Map.of("data", button(ready, step.press()).orElseThrow()),
                        Optional.of(Long.parseLong(message)));
            }
            case ROUTE -> {
                String path = step.route()
                        .replace("tunables/{name}", "tunables/" + TUNABLE)
                        .replace("{name}", "java")
                        .replaceFirst("\\S+ /", "");
                URI api = step.signed() ? target.api().resolve("operators/") : target.api();
                yield ready.set("kind", kind(step))
                        .set("name", step.name())
                        .set("path", api.resolve(path).toString())
                        .set("body", step.body() == null ? "" : step.body())
                        .set("asked", answers.now());
            }
        };
    }

    private Session ask(Session session, Step step, String path, Map<String, String> body, Optional<Long> pressed) {
        Ask ask = new Ask(step.name(), session.getLong("chat"), pressed, answers.now());
        receipts.expect(ask);
        return session.set("kind", "CHAT")
                .set("path", path)
                .set("body", json(body))
                .set(AwaitAnswer.ASK, ask);
    }

    private static String json(Map<String, String> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts can be written", e);
        }
    }

    /// The data of a button of that kind under the card that came last.
    private Optional<String> button(Session session, String kind) {
        List<String> found = buttons(card(session))
                .filter(data -> data.startsWith(kind + "|"))
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }

    private static Stream<String> buttons(JsonNode card) {
        return card.at("/reply_markup/inline_keyboard").findValuesAsText("callback_data").stream();
    }

    private static JsonNode card(Session session) {
        try {
            return JSON.readTree(session.contains(AwaitAnswer.CARD) ? session.getString(AwaitAnswer.CARD) : "{}");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card of the sandbox can be read", e);
        }
    }
}
