package tidings.setup;

import java.util.Optional;

/// What CloudFormation wants done with a custom resource.
///
/// @param resource its logical id
/// @param physicalId as it was named when it was created; empty for what is to be created
record Change(Kind kind, String resource, Optional<String> physicalId, Properties properties) {
    enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }
}
