package tidings.loadtest;

import com.typesafe.scalalogging.Logger;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.session.Session;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import scala.Option;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;

/// Lets a virtual user wait for the answer to its [Ask] and reports it as a request of its own, named after what
/// was asked and whether it had to be fetched. Gatling has no such action: requests of its protocols end with a
/// response.
///
/// @param patience how long somebody waits
record AwaitAnswer(Answers answers, Duration patience) implements io.gatling.javaapi.core.ActionBuilder {
    /// The session's attribute with the [Ask].
    static final String ASK = "ask";

    /// The session's attribute with the card that came last, as JSON; absent if it was none.
    static final String CARD = "card";

    @Override
    public ActionBuilder asScala() {
        return (context, next) -> new Waiting(this, context, next);
    }

    private static final class Waiting implements Action {
        private final AwaitAnswer how;
        private final StatsEngine stats;
        private final Action next;
        private Logger logger;

        Waiting(AwaitAnswer how, ScenarioContext context, Action next) {
            this.how = how;
            this.stats = context.coreComponents().statsEngine();
            this.next = next;
        }

        @Override
        public String name() {
            return "answer";
        }

        @Override
        public void execute(Session session) {
            Ask ask = (Ask) session.attributes().apply(ASK);
            if (ask.refusal().isPresent()) {
                report(session, ask, Optional.empty(), ask.refusal().get());
                return;
            }
            CompletableFuture<Optional<Ask.Seen>> waited = ask.answer()
                    .thenApply(Optional::of)
                    .completeOnTimeout(Optional.empty(), how.patience.toMillis(), TimeUnit.MILLISECONDS);
            waited.thenAccept(seen -> {
                Optional<Ask.Seen> answer = seen.or(ask::giveUp);
                report(session, ask, answer, answer.isPresent() ? Outcome.ANSWERED : Outcome.UNANSWERED);
            });
        }

        private void report(Session session, Ask ask, Optional<Ask.Seen> seen, Outcome outcome) {
            long ended = seen.map(Ask.Seen::at).orElseGet(how.answers::now);
            String name = "answer: " + ask.name + (ask.isInterim() ? " fetched" : "");
            if (!ask.isInterim() && Journeys.readsFeed(ask.name)) {
                name += " cached";
            }
            boolean good = !outcome.isError();
            how.answers.add(new Answer(name, ask.asked, ended - ask.asked, outcome));
            stats.logResponse(
                    session.scenario(),
                    session.groups(),
                    name,
                    ask.asked,
                    ended,
                    good ? OK$.MODULE$ : KO$.MODULE$,
                    Option.empty(),
                    good ? Option.empty() : Option.apply(outcome.name()));
            Session after = outcome == Outcome.ANSWERED ? session.markAsSucceeded() : session.markAsFailed();
            next.$bang(seen.flatMap(Ask.Seen::card)
                    .map(card -> after.set(CARD, card.toString()))
                    .orElse(after));
        }

        @Override
        public Logger logger() {
            return logger;
        }

        @Override
        public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger given) {
            logger = given;
        }
    }
}
