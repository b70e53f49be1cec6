package tidings.bot;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidings.domain.Community;
import tidings.domain.RedditLink;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;

/// What an address that a feed reader fetches stands for.
sealed interface FeedAddress {
    /// @param queries more than one if it has more communities than a follow
    record Followed(List<FollowQuery> queries) implements FeedAddress {}

    record Left(Reason reason) implements FeedAddress {}

    /// Why an address cannot be followed.
    enum Reason {
        /// It leads to no page of Reddit.
        ELSEWHERE,
        /// Its posts are those of no community in particular.
        MIX,
        /// Somebody's custom feed, which only a fetch can resolve.
        CUSTOM,
        /// The front page of somebody who is logged in, or their inbox.
        PERSONAL,
        /// A search for more than one word or phrase.
        SEARCH,
        /// The comments of one post.
        POST,
        /// No address at all.
        NONE
    }

    /// Nobody follows what is longer.
    int MAX = 2_000;

    Pattern HOST = Pattern.compile(
            "(?i)(?:https?:)?//(?:[a-z0-9-]+\\.){0,5}(?:reddit\\.com|redd\\.it)(?:[:/?#].*)?", Pattern.DOTALL);
    /// Communities that are read together, however many.
    Pattern SEVERAL = Pattern.compile(
            "(?i)(?:(?:https?:)?//(?:[a-z0-9-]+\\.){0,5}reddit\\.com)?/?r/([\\w-]+(?:\\+[\\w-]+)+)(?:\\.rss|/(?:new|hot|top|rising|best)?(?:/?\\.rss)?)?/?(?:[?#].*)?",
            Pattern.DOTALL);

    Pattern SEARCH =
            Pattern.compile("(?i)[^?#]*/search(?:\\.(?:rss|json|xml))?/?(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

    /// One word, or a phrase in quotes.
    Pattern PHRASE = Pattern.compile("\"([^\"]+)\"|([\\p{L}\\p{N}]+)");

    Set<String> BOOLEAN = Set.of("and", "or", "not");

    static FeedAddress of(String address) {
        String known = address.strip();
        if (known.isEmpty() || known.length() > MAX) {
            return new Left(Reason.NONE);
        }
        Matcher search = SEARCH.matcher(known);
        Matcher several = SEVERAL.matcher(known);
        if (several.matches()) {
            return of(Arrays.stream(several.group(1).split("\\+"))
                    .flatMap(name -> Community.of(name.toLowerCase(Locale.ROOT)).stream()));
        }
        Optional<RedditLink> link = RedditLink.parse(known);
        if (search.matches() && (link.isPresent() || HOST.matcher(known).matches())) {
            return search(
                    link.flatMap(RedditLink::named),
                    Optional.ofNullable(search.group(1)).orElse(""));
        } else if (link.isEmpty()) {
            return new Left(HOST.matcher(known).matches() ? Reason.PERSONAL : Reason.ELSEWHERE);
        }
        return switch (link.get()) {
            case RedditLink.ToCommunity(Community community) ->
                community.value().contains("/") ? new Left(Reason.CUSTOM) : of(Stream.of(community));
            case RedditLink.ToPost _, RedditLink.ToShare _ -> new Left(Reason.POST);
        };
    }

    private static FeedAddress of(Stream<Community> communities) {
        List<Origin> origins = communities
                .filter(one -> !one.isMixed())
                .<Origin>map(Origin.OfCommunity::new)
                .distinct()
                .toList();
        List<FollowQuery> queries = new ArrayList<>();
        for (int i = 0; i < origins.size(); i += FollowQuery.MAX_ORIGINS) {
            queries.add(FollowQuery.of(origins.subList(i, Math.min(i + FollowQuery.MAX_ORIGINS, origins.size()))
                    .toArray(Origin[]::new)));
        }
        return queries.isEmpty() ? new Left(Reason.MIX) : new Followed(queries);
    }

    /// Within a community, where Reddit was told to stay there; else anywhere.
    private static FeedAddress search(Optional<Community> community, String parameters) {
        Optional<String> phrase = parameter(parameters, "q").map(String::strip).flatMap(FeedAddress::phrase);
        boolean restricted = parameter(parameters, "restrict_sr")
                .filter(value -> !value.equals("0") && !value.equals("off") && !value.equals("false"))
                .isPresent();
        if (phrase.isEmpty() || community.filter(Community::isMixed).isPresent()) {
            return new Left(Reason.SEARCH);
        }
        Origin origin = community
                .filter(_ -> restricted)
                .<Origin>map(Origin.OfCommunity::new)
                .orElseGet(Origin.Anywhere::new);
        return new Followed(List.of(FollowQuery.of(origin).with(List.of(phrase.get()), List.of())));
    }

    private static Optional<String> phrase(String searched) {
        Matcher phrase = PHRASE.matcher(searched);
        return phrase.matches()
                ? FollowQuery.phrase(phrase.group(1) == null ? phrase.group(2) : phrase.group(1))
                        .filter(text -> !BOOLEAN.contains(text.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static Optional<String> parameter(String parameters, String name) {
        return Arrays.stream(parameters.split("&"))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> decoded(parameter.substring(name.length() + 1)))
                .findFirst();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    /// Without what may be secret: nobody but its owner should see the token of a personal feed.
    static String shown(String address) {
        String known = address.strip().replaceFirst("[?#](?s:.*)", "");
        try {
            URI uri = URI.create(known);
            return uri.getHost() == null ? known : uri.getHost() + (uri.getPath() == null ? "" : uri.getPath());
        } catch (IllegalArgumentException _) {
            return known.replaceFirst("^[a-zA-Z]+://(?:[^/@]*@)?", "");
        }
    }
}
