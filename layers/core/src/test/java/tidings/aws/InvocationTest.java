package tidings.aws;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InvocationTest {
    private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private static final String PROPERTY = "com.amazonaws.xray.traceHeader";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTraceIsThatOfTheContextOrElseOfTheProperty(boolean isOld) {
        System.setProperty(PROPERTY, isOld ? TRACE : "another");
        try {
            Optional<String> trace = Invocation.run(context(isOld), InstantSource.system(), Trace::current);

            assertThat(trace).contains(TRACE);
        } finally {
            System.clearProperty(PROPERTY);
        }
    }

    @Test
    void anOldRuntimeWithoutATraceServesToo() {
        assertThat(Invocation.<Optional<String>>run(context(true), InstantSource.system(), Trace::current))
                .isEmpty();
    }

    /// A context with or without the method that gives the trace.
    private static Context context(boolean isOld) {
        return (Context) Proxy.newProxyInstance(
                InvocationTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> switch (method.getName()) {
                    case "getXrayTraceId" -> {
                        if (isOld) {
                            throw new NoSuchMethodError(method.getName());
                        }
                        yield TRACE;
                    }
                    case "getRemainingTimeInMillis" -> 15_000;
                    case "getMemoryLimitInMB" -> 1_024;
                    case String other -> method.getReturnType() == String.class ? other : null;
                });
    }
}
