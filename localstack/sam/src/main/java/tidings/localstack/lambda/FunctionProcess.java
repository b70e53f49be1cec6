package tidings.localstack.lambda;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tidings.localstack.template.StackModel;

/// A function's process as [Functions] starts it, for a tool that plays Lambda's part itself.
///
/// @param work where zips are unpacked
public record FunctionProcess(Path work) {
    /// The process, not started, unpacked on the first call.
    ///
    /// @param endpoints of AWS services, by the name in `AWS_ENDPOINT_URL_<name>`
    /// @param jvmFlags beside those of Lambda
    /// @param runtimeApi host, port and path of the Runtime API
    public ProcessBuilder of(
            StackModel.Function function, Map<String, URI> endpoints, List<String> jvmFlags, String runtimeApi) {
        CodeStore store = new CodeStore(work);
        RuntimeClient client = RuntimeClient.unpack(store);
        FunctionCode code = FunctionCode.unpack(function, client, store);
        return new FunctionCommand(function, code, client, endpoints, jvmFlags, List.of()).process(runtimeApi, "0");
    }
}
