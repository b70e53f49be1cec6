package tidings.localstack.template;

import java.util.Optional;

/// What `!Ref` and `!GetAtt` of a resource return. Empty when the template has no such resource.
interface References {
    Optional<String> ref(String name, Place place);

    Optional<String> attribute(String resource, String attribute, Place place);

    /// For conditions, which CloudFormation evaluates before there are resources.
    References NONE = new References() {
        @Override
        public Optional<String> ref(String name, Place place) {
            return Optional.empty();
        }

        @Override
        public Optional<String> attribute(String resource, String attribute, Place place) {
            return Optional.empty();
        }
    };
}
