package tidings.simulator;

import tidings.localstack.template.StackModel;

/// The project's template, for tests in other packages.
public final class DeclaredStack {
    private DeclaredStack() {}

    public static StackModel model() {
        return Declared.model(0);
    }
}
