package tidings.localstack.reddit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The sandbox's communities, as listed in `subreddits.yaml`. Immutable.
record SampleSubreddits(List<SampleSubreddit> all) {
    private static final String RESOURCE = "subreddits.yaml";

    static SampleSubreddits load() {
        try (InputStream yaml = SampleSubreddits.class.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + SampleSubreddits.class.getName());
            }
            Object parsed = new Load(LoadSettings.builder().setLabel(RESOURCE).build()).loadFromInputStream(yaml);
            return new SampleSubreddits(
                    new ObjectMapper().convertValue(parsed, new TypeReference<List<SampleSubreddit>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SampleSubreddits {
        all = List.copyOf(all);
        if (all.size() > PostNumber.SUBREDDITS) {
            throw new IllegalArgumentException(
                    all.size() + " subreddits, but post numbers have room for " + PostNumber.SUBREDDITS);
        }
    }

    /// These and as many more, made from them.
    SampleSubreddits and(int more) {
        return new SampleSubreddits(Stream.concat(
                        all.stream(),
                        IntStream.rangeClosed(1, more)
                                .mapToObj(number -> all.get(number % all.size()).named("club_" + number)))
                .toList());
    }

    Optional<SampleSubreddit> find(String name) {
        return all.stream()
                .filter(subreddit -> subreddit.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
