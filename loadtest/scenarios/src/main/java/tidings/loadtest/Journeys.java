package tidings.loadtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;
import tidings.loadtest.Mix.By;
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

    /// The session's attribute with what Telegram said to what is done in a chat, as an HTTP status.
    private static final String STATUS = "status";

    static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final List<Integer> GOOD = List.of(200, 201, 202, 204, 304);
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
        return exec(session -> session.set("chat", chats.take(random)).set("path", "messages"))
                .repeat(updates, "number")
                .on(exec(this::saysNext).exec(inChat()).exec(this::withdrawn));
    }

    private Session saysNext(Session session) {
        int number = session.getInt("number");
        Ask ask = new Ask("/topic in a storm", session.getLong("chat"), Optional.empty(), answers.now());
        receipts.expect(ask, Storm.mark(number));
        return asking(session, ask, Map.of("text", Storm.text(number)));
    }

    private static Session asking(Session session, Ask ask, Map<String, String> body) {
        return session.set("body", json(body)).set(AwaitAnswer.ASK, ask).set(STATUS, 0);
    }

    /// What Telegram did not take is no update. A silent request fails no session, so its status tells.
    private Session withdrawn(Session session) {
        Ask ask = session.get(AwaitAnswer.ASK);
        if (ask.refused(session.getInt(STATUS)).isPresent()) {
            receipts.withdraw(ask);
        }
        return session;
    }

    /// Follows the community by a link, and presses the button of the offer.
    ChainBuilder follow(String community) {
        return exec(session -> prepare(session.set("chat", chats.take(random)), Step.say("/start r_" + community)))
                .exec(step())
                .exec(session -> prepare(session, Step.press("take")))
                .exec(step());
    }

    /// Gatling builds a request before it knows the session, so each method has one of its own.
    private ChainBuilder step() {
        List<Choice.WithKey> choices = new ArrayList<>();
        choices.add(onCase("CHAT").then(exec(inChat()).exec(this::withdrawn).exec(new AwaitAnswer(answers, PATIENCE))));
        METHODS.forEach(
                method -> choices.add(onCase(method).then(exec(route(method)).exec(this::routeDone))));
        return doSwitch("#{kind}").on(choices);
    }

    private HttpRequestActionBuilder inChat() {
        return http("say")
                .post(target.telegram().resolve("/sandbox/chats/") + "#{chat}/#{path}")
                .body(StringBody("#{body}"))
                .asJson()
                .check(status().saveAs(STATUS))
                .silent();
    }

    private HttpRequestActionBuilder route(String method) {
        return http("#{name}")
                .httpRequest(method, "#{path}")
                .header("Authorization", "#{authorization}")
                .header("Content-Type", "application/json")
                .body(StringBody("#{body}"))
                .check(
                        status().in(session -> session.<Integer>getList("good")),
                        responseTimeInMillis().saveAs("took"));
    }

    private String authorization(Session session, Step step) {
        return switch (step.by()) {
            case OPERATOR -> SIGNED;
            case PERSON -> "tma " + initData(session.getLong("chat"));
            case null -> "none";
        };
    }

    /// What Telegram signs for whoever opens the page in this chat.
    private String initData(long chat) {
        String fragment = URI.create(receipts.telegram()
                        .get("chats/" + chat + "/page")
                        .path("url")
                        .asText())
                .getRawFragment();
        return URLDecoder.decode(
                fragment.replaceFirst("tgWebAppData=", "").replaceFirst("&.*", ""), StandardCharsets.UTF_8);
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
                URI api = step.by() == By.OPERATOR ? target.api().resolve("operators/") : target.api();
                yield ready.set("kind", step.method())
                        .set("name", step.name())
                        .set("path", api.resolve(step.target().substring(1)).toString())
                        .set("authorization", authorization(ready, step))
                        .set(
                                "good",
                                Stream.concat(GOOD.stream(), Stream.ofNullable(step.alsoGood()))
                                        .toList())
                        .set("body", step.body() == null ? "" : step.body())
                        .set("asked", answers.now());
            }
        };
    }

    private Session ask(Session session, Step step, String path, Map<String, String> body, Optional<Long> pressed) {
        Ask ask = new Ask(step.name(), session.getLong("chat"), pressed, answers.now());
        receipts.expect(ask);
        return asking(session.set("kind", "CHAT").set("path", path), ask, body);
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

    /// As it is now: it may have been edited since it answered.
    private JsonNode card(Session session) {
        try {
            String card = session.contains(AwaitAnswer.CARD) ? session.getString(AwaitAnswer.CARD) : "{}";
            return receipts.latest(session.getLong("chat"), JSON.readTree(card));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card of the sandbox can be read", e);
        }
    }
}
