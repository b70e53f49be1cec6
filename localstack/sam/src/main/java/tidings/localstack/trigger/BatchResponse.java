package tidings.localstack.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The batch response of a function with `ReportBatchItemFailures`.
sealed interface BatchResponse {
    /// @param failed the message ids; empty when all went well
    record Reported(Set<String> failed) implements BatchResponse {}

    /// Lambda treats it as a failure of the whole batch.
    record Invalid(String why) implements BatchResponse {}

    ObjectMapper JSON = new ObjectMapper();

    /// An empty response, `null`, `{}` and an empty or null list all mean success.
    static BatchResponse read(byte[] answer, Set<String> batch) {
        JsonNode root;
        try {
            root = JSON.readTree(answer);
        } catch (IOException _) {
            return new Invalid("it is not JSON");
        }
        if (!root.isObject() && !root.isNull() && !root.isMissingNode()) {
            return new Invalid("it is not an object");
        }
        JsonNode failures = root.path("batchItemFailures");
        if (!failures.isArray() && !failures.isNull() && !failures.isMissingNode()) {
            return new Invalid("batchItemFailures is not a list");
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            String id = failure.path("itemIdentifier").asText("");
            if (!batch.contains(id)) {
                return new Invalid("an itemIdentifier is not of this batch: " + id);
            }
            failed.add(id);
        }
        return new Reported(failed);
    }
}
