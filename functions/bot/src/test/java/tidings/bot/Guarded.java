package tidings.bot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import tidings.store.DatabaseUnavailableException;

/// Repositories whose database can be away.
final class Guarded {
    private boolean away;

    void goes() {
        away = true;
    }

    void returns() {
        away = false;
    }

    <T> T guarded(Class<T> type, T repository) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, given) -> {
            if (away) {
                throw new DatabaseUnavailableException(new IllegalStateException("stopped"));
            }
            try {
                return method.invoke(repository, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
