package tidings.bot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import tidings.store.cache.Cache;

/// Counts lookups of the cache and statements of the database.
final class Counts implements Consumer<Cache.Outcome> {
    /// A lock, such as `for no key update`, is none.
    private static final Pattern WRITES = Pattern.compile("insert into |delete from |(?<!for |key )update \\w+ ");

    private final Map<Cache.Outcome, Integer> lookups = new ConcurrentHashMap<>();
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    @Override
    public void accept(Cache.Outcome outcome) {
        lookups.merge(outcome, 1, Integer::sum);
    }

    double lookups(Cache.Outcome outcome) {
        return lookups.getOrDefault(outcome, 0);
    }

    double lookups() {
        return lookups.values().stream().mapToInt(Integer::intValue).sum();
    }

    double statements() {
        return statements.get();
    }

    /// Those of the statements that change rows.
    double writes() {
        return writes.get();
    }

    /// The same, except that statements of its connections are counted.
    DataSource observed(DataSource source) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(source, arguments);
            return result instanceof Connection connection ? observed(connection) : result;
        });
    }

    private Connection observed(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                statements.incrementAndGet();
                if (WRITES.matcher((String) arguments[0]).find()) {
                    writes.incrementAndGet();
                }
            }
            return method.invoke(connection, arguments);
        });
    }

    @FunctionalInterface
    private interface Call {
        Object make(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        return call.make(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
