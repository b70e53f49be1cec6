package tidings.selection;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.selection.Trends.Line;

/// How many posts of a sample were of each community and had each word in their titles.
///
/// @param words only those that so many posts had that they tell of no single one, and only the most frequent
public record TitleCounts(Map<String, Integer> communities, Map<String, Integer> words) {
    static final int FEWEST_POSTS = 5;
    static final int MOST_WORDS = 200;
    private static final int SHORTEST_WORD = 4;

    /// Words of at least [#SHORTEST_WORD] letters that say nothing of a post.
    private static final Set<String> STOP_WORDS = Title.of("""
            about after again against all almost already also although always among another anybody anyone anything
            around because been before being below best better between both came cannot come comes could does doing
            don't done down during each either else enough even ever every everybody everyone everything first from
            full further gets getting give given gives goes going gone good have having here hers herself himself
            however into itself just keep know last later least less like little long look looking looks made make
            makes making many maybe more most much must myself need never next nobody nothing often once only other
            others ours ourselves over part quite rather really right said same says seem seems several shall
            should show since some somebody someone something still such sure take takes tell than that their theirs
            them themselves then there these they thing things think this those though through today together told
            tomorrow took toward towards under until upon used using very want wants week well went were what when
            where whether which while whole whom whose will with within without would year years yesterday yours
            yourself
            aber alle allem allen aller alles allerdings also andere anderen anderer anderes auch beide beiden beim
            bereits besser besten bevor bist bleibt damit danach dann daran darauf daraus darf darum dass davon dazu
            deine deinem deinen deiner dein denen denn deren derer desto deshalb dessen dich dies diese diesem diesen
            dieser dieses doch dort durch eben einfach einige einigen einiger einmal eins endlich erst erste ersten
            etwa etwas euch euer eure eurem euren eurer fast ganz ganze gegen geht gemacht genau gerade gern gibt
            gute guten guter gutes habe haben habt hast hatte hatten hattest heute hier hinter ihnen ihre ihrem ihren
            ihrer immer indem inzwischen irgendwie jede jedem jeden jeder jedes jedoch jemand jene jenem jenen jener
            jenes jetzt kann kannst kaum kein keine keinem keinen keiner kommen kommt könnt könnte können lang lange
            lassen lässt letzte letzten machen macht manche manchem manchen mancher manches mehr mein meine meinem
            meinen meiner meist mich mir morgen muss musst müssen müsst nachdem natürlich neben nein neue
            neuem neuen neuer neues nicht nichts niemand noch nochmal oder ohne schon sehr sein seine seinem seinen
            seiner seit seitdem selbst sich sicher sind sogar solche solchem solchen solcher soll sollen sollte
            sollten sondern sonst soviel sowie statt trotz über überhaupt unser unsere unserem unseren unserer unter
            viel viele vielen vieler vielleicht vom voll vor wann warum weil weiter welche welchem welchen welcher
            welches wenig weniger wenn werde werden wieder wieso will willst wird wirklich wirst wissen woher wohl
            wollen worden wurden während zwar zwischen""").words();

    public static TitleCounts of(List<Line> posts) {
        return new TitleCounts(
                count(posts, TitleCounts::community),
                count(posts, TitleCounts::words).entrySet().stream()
                        .filter(word -> word.getValue() >= FEWEST_POSTS)
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST_WORDS)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    static Map<String, Integer> count(List<Line> posts, Function<Line, Stream<String>> names) {
        return posts.stream().flatMap(names).collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum));
    }

    static Stream<String> community(Line post) {
        return Stream.of(post.community().value());
    }

    /// Each once.
    static Stream<String> words(Line post) {
        return Title.of(post.title()).words().stream()
                .filter(word -> word.length() >= SHORTEST_WORD
                        && word.chars().allMatch(Character::isLetter)
                        && !STOP_WORDS.contains(word));
    }

    int postsOf(Set<String> some) {
        return communities.entrySet().stream()
                .filter(one -> some.contains(one.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// How many posts had a word, or at most had one that was not frequent enough to be kept.
    int atMost(String word) {
        int most = words.size() < MOST_WORDS
                ? FEWEST_POSTS - 1
                : words.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        return words.getOrDefault(word, most);
    }
}
