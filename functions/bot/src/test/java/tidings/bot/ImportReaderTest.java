package tidings.bot;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.bot.FeedAddress.Reason;
import tidings.domain.Community;
import tidings.follows.FollowQuery;
import tidings.follows.FollowText;
import tidings.follows.Origin;

import static org.assertj.core.api.Assertions.assertThat;

/// Lists of feeds in the forms of several readers.
class ImportReaderTest {
    static String opml(String... outlines) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"><head><title>Feeds</title></head><body>\n"
                + String.join("\n", outlines) + "\n</body></opml>";
    }

    static String outline(String address) {
        return "<outline type=\"rss\" text=\"A feed\" xmlUrl=\"" + address.replace("&", "&amp;") + "\"/>";
    }

    static List<String> follows(Imported imported) {
        return imported.queries().stream().map(FollowText::of).toList();
    }

    @Test
    void feedsInFoldersOfAnyDepthAreTakenOverInTheirOrder() throws BadImportException {
        Imported imported = ImportReader.read(opml(
                "<outline text=\"Code\"><outline text=\"JVM\">",
                outline("https://www.reddit.com/r/Java/.rss"),
                outline("https://old.reddit.com/r/kotlin/new/.rss?limit=50"),
                "</outline></outline>",
                outline("https://www.reddit.com/user/quiet-otter/submitted/.rss"),
                outline("https://www.reddit.com/r/java.rss")));

        assertThat(follows(imported)).containsExactly("r/java", "r/kotlin", "u/quiet-otter");
        assertThat(imported.left()).isEmpty();
        assertThat(imported.settings()).isEmpty();
    }

    /// Each of them a setting that a follow does not have.
    @Test
    void whatAnotherBotAddsToAnOutlineIsNamed() throws BadImportException {
        Imported imported = ImportReader.read(
                opml(
                        "<outline type=\"rss\" text=\"x\" xmlUrl=\"https://www.reddit.com/r/java/.rss\" notify=\"0\" sendMode=\"2\" interval=\"\" category=\"/a\"/>"));

        assertThat(follows(imported)).containsExactly("r/java");
        assertThat(imported.settings()).containsExactly("notify", "sendMode");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://example.org/feed.xml ELSEWHERE",
                "https://reddit.com.example.org/r/java/.rss ELSEWHERE",
                "https://www.reddit.com/r/all/.rss MIX",
                "https://www.reddit.com/r/popular.rss MIX",
                "https://www.reddit.com/user/some-name/m/feed/.rss CUSTOM",
                "https://www.reddit.com/.rss?feed=0123abcd&user=some-name PERSONAL",
                "https://www.reddit.com/message/inbox/.rss?feed=0123abcd&user=some-name PERSONAL",
                "https://www.reddit.com/r/java/search.rss?q=graal+OR+native&restrict_sr=on SEARCH",
                "https://www.reddit.com/r/all/search.rss?q=graal&restrict_sr=on SEARCH",
                "https://www.reddit.com/search.rss SEARCH",
                "https://www.reddit.com/r/java/comments/1abcd/a_title/.rss POST"
            })
    void whatCannotBeFollowedHasAReasonAndShowsNoToken(String address, Reason reason) throws BadImportException {
        Imported imported = ImportReader.read(opml(outline(address), outline("https://www.reddit.com/r/kotlin/.rss")));

        assertThat(imported.left()).containsOnlyKeys(reason);
        assertThat(imported.left().toString()).doesNotContain("0123abcd");
        assertThat(follows(imported)).containsExactly("r/kotlin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "https://www.reddit.com/r/java+kotlin+scala/.rss > r/java r/kotlin r/scala",
                "https://www.reddit.com/r/java+all/.rss > r/java",
                "https://www.reddit.com/r/java/search.rss?q=graal&restrict_sr=on&sort=new > r/java \"graal\"",
                "https://www.reddit.com/r/java/search.rss?q=%22graal+native%22&restrict_sr=1 > r/java \"graal native\"",
                "https://www.reddit.com/search.rss?q=graal&sort=new > * \"graal\"",
                "https://www.reddit.com/r/java/search.rss?q=graal > * \"graal\"",
                "http://reddit.com/r/java > r/java",
                "feed://www.reddit.com/r/java/.rss > r/java"
            })
    void whatAnAddressStandsForIsFollowed(String address, String expected) throws BadImportException {
        String known = address.strip().replaceFirst("^feed:", "https:");

        assertThat(follows(ImportReader.read(opml(outline(known))))).containsExactly(expected.strip());
    }

    @Test
    void moreCommunitiesThanAFollowHasBecomeSeveralFollows() throws BadImportException {
        String many = IntStream.range(0, 45).mapToObj(i -> "sub" + i).collect(Collectors.joining("+"));

        for (String end : List.of("/.rss", ".rss", "/new/.rss?limit=100", "/new.rss", "", "/")) {
            assertThat(ImportReader.read(opml(outline("https://www.reddit.com/r/" + many + end)))
                            .queries())
                    .as(end)
                    .extracting(query -> query.origins().size())
                    .containsExactly(20, 20, 5);
        }
    }

    @Test
    void aBackupOfMonitoRssIsTakenOverWithItsFilters() throws BadImportException {
        Imported imported = ImportReader.read("""
                {"profile": {"_id": "1", "prefix": "!"}, "feeds": [
                  {"_id": "a", "title": "Java", "url": "https://www.reddit.com/r/java/.rss", "guild": "1", "channel": "2",
                   "filters": {"title": ["graal", "!hiring", "~nativ", "!~job"], "description": ["records"], "author": ["ada"]},
                   "rfilters": {"title": "^a+$"}, "embeds": [], "checkDates": true, "disabled": null, "text": ""},
                  {"_id": "b", "title": "Elsewhere", "url": "https://example.org/rss", "guild": "1", "channel": "2"}],
                 "filteredFormats": [], "subscribers": []}""");

        assertThat(follows(imported)).containsExactly("r/java \"graal\" \"nativ\" \"records\" -\"hiring\" -\"job\"");
        assertThat(imported.settings()).containsExactly("checkDates", "filters ~", "filters.author", "rfilters");
        assertThat(imported.left()).isEqualTo(Map.of(Reason.ELSEWHERE, Set.of("example.org/rss")));
    }

    @Test
    void wordsOfWhichNothingShowsAreNoFilters() throws BadImportException {
        Imported imported = ImportReader.read("""
                {"feeds": [{"url": "https://www.reddit.com/r/java/.rss",
                   "filters": {"title": ["gra\\u0000al", "!\\u0000", "\\u200b", "\\ud800"]}},
                  {"url": "https://www.reddit.com/search.rss?q=%22%00%22"}]}""");

        assertThat(follows(imported)).containsExactly("r/java \"graal\"");
        assertThat(imported.settings()).containsExactly("filters");
        assertThat(imported.left()).containsOnlyKeys(Reason.SEARCH);
    }

    @Test
    void theOlderFormOfMonitoRssIsTakenOverToo() throws BadImportException {
        Imported imported = ImportReader.read("""
                {"name": "A server", "id": "1", "sources": {
                  "x>1": {"title": "Java", "link": "https://www.reddit.com/r/java/.rss", "channel": "2"},
                  "y>2": {"title": "Kotlin", "link": "https://www.reddit.com/r/kotlin/.rss", "channel": "2"}}}""");

        assertThat(follows(imported)).containsExactly("r/java", "r/kotlin");
    }

    @Test
    void linksInAnyTextAreTakenOver() throws BadImportException {
        Imported imported = ImportReader.read(
                "My list: r/java, /r/kotlin; [Hiking](https://www.reddit.com/r/hiking/) and u/quiet-otter. Not and/or this: https://example.org/r/java");

        assertThat(follows(imported)).containsExactly("r/java", "r/kotlin", "r/hiking", "u/quiet-otter");
        assertThat(imported.left()).containsOnlyKeys(Reason.ELSEWHERE);
    }

    @Test
    void everyCommunityOfAListIsFollowed() throws BadImportException {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            List<String> names = random.ints(1 + random.nextInt(60), 0, 5_000)
                    .mapToObj(number -> "place_" + number)
                    .distinct()
                    .toList();
            Imported imported = ImportReader.read(opml(names.stream()
                    .map(name -> outline("https://www.reddit.com/r/" + name + "/.rss"))
                    .toArray(String[]::new)));

            assertThat(imported.queries())
                    .isEqualTo(names.stream()
                            .map(name -> FollowQuery.of(new Origin.OfCommunity(new Community(name))))
                            .toList());
        }
    }
}
