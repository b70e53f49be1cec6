package tidings.sender;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Asked;
import tidings.aws.Meter;
import tidings.aws.Trace;
import tidings.aws.Verdict;

/// Counts what became of messages, and times answers. Thread-safe.
///
/// Metrics: `MessageSent`; `AnswerTime`, milliseconds from when the webhook received an update until Telegram
/// took its answer, by the newest version of the bot (`answered`) or by the one before (`before`, while traffic
/// shifts), until it took what the answer said is being fetched (`fetched`), or until nobody was there to answer
/// (`none`).
///
/// @param newestBot ARN of the bot's newest version
record Outcomes(String newestBot, Meter meter, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    /// A dead letter is counted by the batch.
    Verdict counted(String outcome, Verdict verdict) {
        if (!outcome.equals("done")) {
            LOG.info("message {}", outcome);
        }
        switch (verdict) {
            case Verdict.Done _ -> {
                meter.count("MessageSent", "done", 1);
                Trace.asked().ifPresent(asked -> time(asked, outcome.equals("done")));
            }
            case Verdict.Retry _ ->
                meter.count("MessageSent", outcome.equals("unavailable") ? "unavailable" : "later", 1);
            case Verdict.DeadLetter _ -> {}
        }
        return verdict;
    }

    private void time(Asked asked, boolean isShown) {
        if (asked.isAnswer()) {
            meter.count(
                    "AnswerTime", !isShown ? "none" : asked.isBy(newestBot) ? "answered" : "before", asked.age(clock));
        } else if (asked.isFetched() && isShown) {
            meter.count("AnswerTime", "fetched", asked.age(clock));
        }
    }
}
