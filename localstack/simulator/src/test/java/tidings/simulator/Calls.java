package tidings.simulator;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkClientException;
import tidings.aws.Deadline;
import tidings.aws.DeadlinePassedException;
import tidings.botapi.CallResult;
import tidings.simulator.VirtualTime.Crash;
import tidings.store.DatabaseUnavailableException;

/// The way from a function to a service: takes time, and is where faults happen.
record Calls(VirtualTime time, FaultPlan plan, Random random, Account account, Timeline timeline) {
    /// The same service as seen from a function.
    <T> T to(Service service, Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class || !time.isInProcess()) {
                        return invoked(method, target, arguments);
                    }
                    return call(service, method, target, arguments);
                }));
    }

    private Object call(Service service, Method method, Object target, Object[] arguments) throws Throwable {
        long most = most(service);
        FaultPlan.Outage outage = plan.outage(service, time.now());
        if (outage != null) {
            time.sleep(outage.hangs() ? most : Math.min(most, 20));
            timeline.add(() -> service + " is out: " + method.getName());
            time.running().disturbed = true;
            return failed(service);
        }
        long duration = Math.min(most, service.least + random.nextInt(service.spread));
        time.sleep(duration / 2);
        crash("before " + service + "." + method.getName());
        Object result = invoked(method, target, arguments);
        crash("after " + service + "." + method.getName());
        if (random.nextDouble() < plan.lost()) {
            time.running().disturbed = true;
            time.sleep(most - duration / 2);
            account.fault(time.now() - most, time.now());
            timeline.add(() -> "a response of " + service + " is lost: " + method.getName());
            return failed(service);
        }
        time.sleep(duration - duration / 2);
        return result;
    }

    private long most(Service service) {
        try {
            return Deadline.current().atMost(Duration.ofMillis(service.limit)).toMillis();
        } catch (DeadlinePassedException e) {
            time.running().disturbed = true;
            throw e;
        }
    }

    private void crash(String where) {
        if (random.nextDouble() < plan.crash()) {
            timeline.add(() -> "crash " + where);
            time.running().disturbed = true;
            time.running().kill();
            throw new Crash(where);
        }
    }

    private static Object invoked(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// How the service's client says that it did not answer.
    private static Object failed(Service service) throws IOException {
        return switch (service) {
            case SQS, DYNAMODB, SECRETS -> throw SdkClientException.create(service + " does not answer");
            case POSTGRES ->
                throw new DatabaseUnavailableException(new SQLTransientConnectionException("no connection"));
            case VALKEY -> throw new IllegalStateException("Valkey does not answer");
            case REDDIT -> throw new SocketTimeoutException("Reddit does not answer");
            case TELEGRAM -> new CallResult.Unavailable("timeout");
        };
    }
}
