package tidings.bot;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.cards.PostCards;
import tidings.preferences.ChatSettings;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The cards on which a chat is set up: topics, a pace, a time.
///
/// @param topics the ids of all topics, in their order
/// @param labels of what the chat chose
record StartCards(List<String> topics, SettingCards labels) {
    private static final int TOPICS_A_PAGE = 8;
    private static final int ZONES_A_PAGE = 3;
    private static final List<String> ZONES = ChatSettings.ZONE.offered();

    /// Usual times of a brief.
    private static final List<String> TIMES = List.of("08:00", "18:00");

    /// Show a page of topics.
    static final ButtonAction<Integer> TOPICS = ButtonAction.ofNumber("start", 99);

    /// Pick a topic or take it back.
    static final ButtonAction<Pick> PICK = new ButtonAction<>(
            "pick",
            1,
            pick -> List.of(pick.topic(), pick.picked() ? "1" : "0", Integer.toString(pick.page())),
            fields -> new Pick(fields.get(0), fields.get(1).equals("1"), ButtonAction.number(fields.get(2), 99)));

    /// Show the paces.
    static final ButtonAction<String> PACES = ButtonAction.ofText("paces");

    /// Show a page of times for a pace, which is empty for everything.
    static final ButtonAction<Times> TIME = new ButtonAction<>(
            "times",
            1,
            times -> List.of(times.pace(), Integer.toString(times.page())),
            fields -> new Times(fields.get(0), ButtonAction.number(fields.get(1), 99)));

    /// Save everything.
    static final ButtonAction<Done> DONE = new ButtonAction<>(
            "ready",
            1,
            done -> List.of(done.pace(), done.brief(), done.zone()),
            fields -> new Done(fields.get(0), fields.get(1), fields.get(2)));

    record Pick(String topic, boolean picked, int page) {}

    record Times(String pace, int page) {}

    /// @param pace empty for everything
    /// @param brief empty for posts that come at once
    /// @param zone empty if the chat's own stays
    record Done(String pace, String brief, String zone) {}

    ChatSettings settings() {
        return labels.settings();
    }

    private Texts texts() {
        return labels.texts();
    }

    /// The first step.
    Card topics(int wanted) {
        Set<String> picked = Preferences.picked(settings());
        int pages = (topics.size() + TOPICS_A_PAGE - 1) / TOPICS_A_PAGE;
        int page = Math.min(wanted, pages - 1);
        List<Button> buttons = topics.stream()
                .skip((long) page * TOPICS_A_PAGE)
                .limit(TOPICS_A_PAGE)
                .map(topic -> PICK.button(
                        (picked.contains(topic) ? "✓ " : "") + PostCards.topicButton(topic, texts()),
                        new Pick(topic, !picked.contains(topic), page)))
                .toList();
        List<List<Button>> rows = new ArrayList<>(SettingCards.rows(buttons, 2));
        rows.add(List.of(
                TOPICS.button("◀", (page + pages - 1) % pages),
                TOPICS.button("▶ " + (page + 1) + "/" + pages, (page + 1) % pages)));
        if (!picked.isEmpty()) {
            rows.add(List.of(PACES.button(texts().get("start.next", picked.size()), "")));
        }
        return new Card(
                Html.bold("Tidings") + "\n" + texts().get("start.topics") + "\n\n" + texts().get("start.step", 1),
                rows);
    }

    /// The second step.
    Card paces() {
        List<Button> buttons = Stream.concat(ChatSettings.PACE.offered().stream(), Stream.of(""))
                .map(pace -> TIME.button(
                        labels.label(ChatSettings.PACE, Optional.of(pace).filter(some -> !some.isEmpty())),
                        new Times(pace, 0)))
                .toList();
        List<List<Button>> rows = new ArrayList<>(SettingCards.rows(buttons, 2));
        rows.add(List.of(TOPICS.button(texts().get("button.previous"), 0)));
        return new Card(texts().get("start.pace") + "\n\n" + texts().get("start.step", 2), rows);
    }

    /// The third step: a time, and by it a zone, unless the chat chose one before.
    Card times(Times at) {
        Optional<ZoneId> chosen = settings().get(ChatSettings.ZONE);
        List<String> zones = Stream.concat(SettingCards.likelyZones(texts()).stream(), ZONES.stream())
                .distinct()
                .toList();
        List<List<Button>> rows = new ArrayList<>();
        List<String> times = chosen.isPresent() ? ChatSettings.BRIEF.offered().subList(0, 4) : TIMES;
        chosen.map(zone -> Stream.of(""))
                .orElseGet(() ->
                        zones.stream().skip((long) at.page() * ZONES_A_PAGE).limit(ZONES_A_PAGE))
                .map(zone -> times.stream()
                        .map(time -> DONE.button(
                                zone.isEmpty() ? time : texts().get("start.time", clock(zone), time),
                                new Done(at.pace(), time, zone)))
                        .toList())
                .forEach(rows::add);
        if (chosen.isEmpty()) {
            int pages = (zones.size() + ZONES_A_PAGE - 1) / ZONES_A_PAGE;
            rows.add(List.of(TIME.button(texts().get("start.zones"), new Times(at.pace(), (at.page() + 1) % pages))));
        }
        rows.add(List.of(DONE.button(texts().get("start.at-once"), new Done(at.pace(), "", ""))));
        rows.add(List.of(PACES.button(texts().get("button.previous"), "")));
        String ask = texts().get(chosen.isPresent() ? "start.when" : "start.when-where");
        return new Card(ask + "\n\n" + texts().get("start.step", 3), rows);
    }

    private String clock(String zone) {
        return labels.clock(ZoneId.of(zone));
    }

    /// What is set up now, and how posts will come.
    String summary(Set<String> followed) {
        String list = followed.stream()
                .map(topic -> Html.text(PostCards.topicLabel(topic, texts())))
                .collect(Collectors.joining(", "));
        String pace = labels.label(
                ChatSettings.PACE, settings().get(ChatSettings.PACE).map(Object::toString));
        String coming = labels.nextBrief().orElseGet(() -> texts().get("start.coming"));
        return texts().get("start.ready", list, pace) + "\n" + coming;
    }
}
