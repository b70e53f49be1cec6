package tidings.localstack.reddit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import tidings.localstack.reddit.SamplePost.Kind;
import tidings.localstack.reddit.SamplePost.Mark;

/// Generates a post's text and kind from its subreddit's material; the same seed always gives the same post.
record PostGenerator(Timeline timeline) {
    private static final int TEXT_SEED = 0x7469_6e67;
    private static final int LONGEST_BODY = 39_000;
    private static final int LONGEST_TITLE = 300;

    /// One in so many titles is one of the six unusual ones.
    private static final int ODD_TITLES = 48;

    private static final List<String> RIGHT_TO_LEFT =
            List.of("سؤال بسيط للجميع", "שאלה קטנה לכולם", "یک پرسش ساده برای همه");
    private static final List<String> EMOJI = List.of("🌿", "👩‍💻", "🎉", "🏔️", "🇦🇶", "🧑🏽‍🍳");

    SamplePost generate(PostSeed seed, Instant now) {
        SampleSubreddit subreddit = seed.subreddit();
        SplittableRandom random =
                new SplittableRandom(Long.parseLong(seed.number().id(), 36) ^ TEXT_SEED);
        String title = odd(fill(pick(subreddit.titles(), random), subreddit, random), random);
        Kind kind = kind(subreddit, random);
        Optional<SamplePost> original = kind == Kind.CROSSPOST ? original(seed, now, random) : Optional.empty();
        if (kind == Kind.CROSSPOST && original.isEmpty()) {
            kind = Kind.SELF;
        }
        String body = switch (kind) {
            case SELF, POLL -> body(subreddit, random);
            case IMAGE, GIF, GALLERY -> random.nextInt(4) == 0 ? sentence(subreddit, random) : "";
            case LINK, VIDEO, CROSSPOST -> "";
        };
        String domain = switch (kind) {
            case SELF, POLL, CROSSPOST -> "self." + subreddit.name();
            case LINK -> pick(subreddit.domains(), random);
            case IMAGE, GIF -> "i.redd.it";
            case GALLERY -> "reddit.com";
            case VIDEO -> "v.redd.it";
        };
        String flair = subreddit.flairs().isEmpty() || random.nextInt(3) == 0 ? "" : pick(subreddit.flairs(), random);
        Optional<Instant> edited = random.nextInt(12) == 0
                ? Optional.of(seed.created().plusSeconds(600)).filter(time -> time.isBefore(now))
                : Optional.empty();
        return new SamplePost(
                seed,
                kind,
                title,
                body,
                "reader_%04d".formatted(random.nextInt(5000)),
                domain,
                flair,
                seed.score(now),
                seed.comments(now),
                0.7 + random.nextInt(30) / 100.0,
                edited,
                marks(random),
                original);
    }

    private static Kind kind(SampleSubreddit subreddit, SplittableRandom random) {
        if (random.nextInt(100) < subreddit.pictures()) {
            return switch (random.nextInt(5)) {
                case 0 -> Kind.GALLERY;
                case 1 -> Kind.VIDEO;
                case 2 -> Kind.GIF;
                default -> Kind.IMAGE;
            };
        }
        int chance = random.nextInt(100);
        return chance < 4 ? Kind.POLL : chance < 9 ? Kind.CROSSPOST : chance < 60 ? Kind.SELF : Kind.LINK;
    }

    /// A recent post of another subreddit, older than the crosspost; never a crosspost itself.
    private Optional<SamplePost> original(PostSeed seed, Instant now, SplittableRandom random) {
        SampleSubreddit other = pick(timeline.subreddits().all(), random);
        Instant before = seed.created().minus(Duration.ofHours(1));
        return Optional.of(generate(timeline.latest(other, before), now))
                .filter(post -> other != seed.subreddit() && post.kind() != Kind.CROSSPOST);
    }

    private static List<Mark> marks(SplittableRandom random) {
        return switch (random.nextInt(150)) {
            case 0 -> List.of(Mark.OVER_18);
            case 1, 2, 3 -> List.of(Mark.SPOILER);
            case 4, 5 -> List.of(Mark.LOCKED);
            default -> List.of();
        };
    }

    private static String odd(String title, SplittableRandom random) {
        return switch (random.nextInt(ODD_TITLES)) {
            case 0 -> "<b>" + title + "</b> &amp; <a href=\"https://example.org/\">more</a>";
            case 1 -> pick(EMOJI, random) + " " + title + " " + pick(EMOJI, random);
            case 2 -> pick(RIGHT_TO_LEFT, random) + " – " + title;
            case 3 -> "R&D: \"" + title + "\" <3 *really* [sic](x)";
            case 4 -> cut((title + "; ").repeat(10), LONGEST_TITLE);
            case 5 -> "  " + title.replace(" ", " \u200b") + "\u3000日本語";
            default -> title;
        };
    }

    private static String body(SampleSubreddit subreddit, SplittableRandom random) {
        int chance = random.nextInt(150);
        if (chance < 20) {
            return "";
        }
        List<String> sentences = new ArrayList<>();
        for (int count = 1 + random.nextInt(5); count > 0; count--) {
            sentences.add(sentence(subreddit, random));
        }
        String text = String.join(random.nextBoolean() ? " " : "\n\n", sentences);
        return switch (chance) {
            case 20 -> cut((text + "\n\n").repeat(LONGEST_BODY / text.length() + 1), LONGEST_BODY);
            case 21 -> (text + " 🏔️\n").repeat(40);
            case 22 ->
                "# " + text + "\n\n- **one** & *two*\n- [link](https://example.org/?a=1&b=2)\n\n```\nif (a < b)\n```";
            case 23 -> "<script>alert(1)</script> " + text;
            default -> text;
        };
    }

    private static String sentence(SampleSubreddit subreddit, SplittableRandom random) {
        return fill(pick(subreddit.bodies(), random), subreddit, random);
    }

    private static String fill(String template, SampleSubreddit subreddit, SplittableRandom random) {
        Matcher matcher = SampleSubreddit.PLACEHOLDER.matcher(template);
        String filled = matcher.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1).equals(SampleSubreddit.NUMBER)
                        ? String.valueOf(2 + random.nextInt(58))
                        : pick(subreddit.words().get(found.group(1)), random)));
        return filled.substring(0, 1).toUpperCase(Locale.ROOT) + filled.substring(1);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    private static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
