package tidings.categorizer;

import java.util.List;
import tidings.aws.Env;
import tidings.aws.Json;
import tidings.aws.QueueFunction;
import tidings.messages.PostsMessage;
import tidings.messages.Samples;

/// Consumes the posts queue.
public final class CategorizerHandler extends QueueFunction<PostsMessage> {
    public CategorizerHandler() {
        CategorizerConfig config = CategorizerConfig.from(Env.system());
        super(
                config.posts(),
                body -> Json.read(body, PostsMessage.class),
                wiring -> Categorizer.of(config, wiring)::handle,
                List.of(Samples.json("posts-found.1"), Samples.json("wait-over.1")));
    }
}
