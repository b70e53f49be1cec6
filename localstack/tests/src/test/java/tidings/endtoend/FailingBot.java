package tidings.endtoend;

import java.util.List;
import tidings.aws.Env;
import tidings.aws.QueueFunction;
import tidings.aws.QueueSource;

/// A version of the bot that starts well, and fails at everything that it is asked: its invocations succeed, and its
/// messages come back.
public final class FailingBot extends QueueFunction<String> {
    public FailingBot() {
        super(
                QueueSource.from(Env.system(), "UPDATES"),
                body -> body,
                _ -> _ -> {
                    throw new IllegalStateException("this version fails");
                },
                List.of());
    }
}
