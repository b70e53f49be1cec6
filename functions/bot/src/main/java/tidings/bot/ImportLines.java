package tidings.bot;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import tidings.delivery.FollowLines;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// What an import takes over, and what differs and why, as HTML.
record ImportLines(Texts texts) {
    /// In UTF-16 units; together they fit a message.
    private static final int ROOM_TAKEN = 2_000;

    private static final int ROOM_LEFT = 300;
    private static final int ADDRESS = 60;

    /// @param max so many can be taken over
    String of(Imported imported, int max) {
        List<FollowQuery> queries = imported.queries();
        StringJoiner text = new StringJoiner("\n");
        text.add(Html.bold(texts.get("command.import.found", queries.size())));
        List<String> plain =
                queries.stream().filter(ImportLines::isPlain).map(this::line).toList();
        if (!plain.isEmpty()) {
            text.add(texts.get("command.import.everything", joined(plain, ROOM_TAKEN)));
        }
        List<String> ruled = queries.stream()
                .filter(query -> !isPlain(query))
                .map(query -> "\n• " + new FollowLines(texts).query(query))
                .toList();
        if (!ruled.isEmpty()) {
            text.add(texts.get("command.import.with-rules", joined(ruled, ROOM_TAKEN / 2)));
        }
        if (queries.size() > max) {
            text.add(texts.get("command.import.beyond", max, queries.size() - max));
        }
        imported.left()
                .forEach((reason, addresses) -> text.add("\n"
                        + texts.get(
                                "command.import.left." + reason.name().toLowerCase(Locale.ROOT),
                                addresses.size(),
                                joined(
                                        addresses.stream()
                                                .map(one -> Html.line(one, ADDRESS))
                                                .toList(),
                                        ROOM_LEFT))));
        if (!imported.settings().isEmpty()) {
            text.add("\n"
                    + texts.get(
                            "command.import.settings",
                            joined(imported.settings().stream().map(Html::text).toList(), ROOM_LEFT)));
        }
        return text.toString();
    }

    /// Everything of one community.
    private static boolean isPlain(FollowQuery query) {
        return query.origins().size() == 1
                && query.origins().getFirst() instanceof Origin.OfCommunity
                && query.equals(FollowQuery.of(query.origins().getFirst()));
    }

    private String line(FollowQuery query) {
        return new FollowLines(texts).origins(query);
    }

    /// As many as there is room for.
    private String joined(Collection<String> parts, int room) {
        StringJoiner line = new StringJoiner(", ");
        int listed = 0;
        for (String part : parts) {
            if (listed > 0 && line.length() + part.length() > room) {
                break;
            }
            line.add(part);
            listed++;
        }
        int more = parts.size() - listed;
        return more > 0 ? line.add(texts.get("link.and-more", more)).toString() : line.toString();
    }
}
