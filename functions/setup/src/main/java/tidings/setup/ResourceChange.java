package tidings.setup;

import java.util.Optional;

/// A request of CloudFormation for a custom resource.
///
/// @param resource its logical id
/// @param physicalId its name since its creation; empty for a creation
record ResourceChange(Kind kind, String resource, Optional<String> physicalId, Properties properties) {
    enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }
}
