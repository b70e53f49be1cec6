package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One server for all tests of a run. Whoever asks for it gets it without rows, and closes only its own
/// connections.
final class SharedPostgres implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestPostgres.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestPostgres postgres = context.getRoot()
                .getStore(Namespace.create(SharedPostgres.class))
                .computeIfAbsent("postgres", _ -> start(), TestPostgres.class);
        postgres.empty();
        return postgres;
    }

    private static TestPostgres start() {
        try {
            return TestPostgres.start();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
