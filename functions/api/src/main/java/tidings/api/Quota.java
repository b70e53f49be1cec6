package tidings.api;

import java.time.InstantSource;
import tidings.aws.HttpResponse;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

/// Gives each caller so many requests a minute in this environment, as the tunable `requests-per-minute` says;
/// more are refused until that minute is over. Who is not known is told by the address. Thread-safe.
record Quota(Tunables tunables, Windows windows) implements Filter {
    Quota(Tunables tunables, InstantSource clock) {
        this(tunables, new Windows(clock));
    }

    @Override
    public HttpResponse apply(Request request, Handler next) {
        String caller = switch (request.caller()) {
            case Caller.Anonymous _ -> "address " + request.address();
            case Caller.Person person -> "person " + person.id();
            case Caller.Operator(String arn) -> "operator " + arn;
        };
        windows.count(caller, tunables.get(Tunable.REQUESTS_PER_MINUTE));
        return next.handle(request);
    }
}
