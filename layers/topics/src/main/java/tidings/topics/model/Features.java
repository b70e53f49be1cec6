package tidings.topics.model;

import java.util.Map;
import tidings.topics.PostText;

/// The features of one post, as 64-bit hashes: words of title and body, word pairs and character n-grams of the
/// title, the domain and its n-grams, and the style of the title.
///
/// An instance is a reusable buffer, so that extracting features allocates no memory. Not thread-safe. The features
/// of the domain come first, then the others in descending order of the weight of their kind. A feature that occurs n
/// times is listed once, at its first occurrence, with 1 + 1.5 ln n times the weight.
public final class Features {
    private static final int TITLE_CHARS = 4_000;
    private static final int TITLE_TOKENS = 500;
    private static final int BODY_CHARS = 8_000;
    private static final int BODY_TOKENS = 150;
    /// The maximum length of a domain name (RFC 1035).
    private static final int DOMAIN_CHARS = 253;

    private static final int SHORTEST_PIECE = 3;
    private static final int LONGEST_PIECE = 5;
    private static final int FIRST_WORDS = 3;

    private static final long PAIR = 0x9E3779B97F4A7C15L;
    private static final long STEP = 0x100000001B3L;
    private static final long WORD_SEED = 0xCBF29CE484222325L;
    private static final long PIECE_SEED = 0x2545F4914F6CDD1DL;
    private static final long DOMAIN_SEED = 0x27D4EB2F165667C5L;
    private static final long DOMAIN_PIECE_SEED = 0x165667B19E3779F9L;
    private static final long FIRST = 0x94D049BB133111EBL;
    private static final long LAST = 0xBF58476D1CE4E5B9L;
    private static final String WWW = "www.";

    /// Reddit's own media hosts are newer than the training data. Pictures are mapped to the host that was common
    /// then; videos had no equivalent.
    private static final Map<String, String> HOSTS = Map.of("i.redd.it", "i.imgur.com", "v.redd.it", "");

    private final Tokens tokens = new Tokens();
    private final Style style = new Style();
    private final FeatureList list = new FeatureList();
    private int titleTokens;
    private int ofDomain;
    private String domain = "";
    private String host = "";

    /// Extracts the features of a post and discards those of the previous one.
    public void read(PostText post) {
        read(post, true);
    }

    /// The same, with or without the features of the domain.
    void read(PostText post, boolean withDomain) {
        list.clear();
        domain = post.domain();
        host = HOSTS.getOrDefault(domain, domain);
        tokens.clear();
        tokens.read(post.title(), TITLE_CHARS, TITLE_TOKENS);
        titleTokens = tokens.size();
        tokens.read(post.body(), BODY_CHARS, titleTokens + BODY_TOKENS);
        if (withDomain && !host.isEmpty()) {
            host();
        }
        ofDomain = list.size();
        words(0, titleTokens, FeatureKind.TITLE_WORD);
        pairs();
        style(post);
        words(titleTokens, tokens.size(), FeatureKind.BODY_WORD);
        for (int token = 0; token < titleTokens; token++) {
            pieces(token);
        }
    }

    public int size() {
        return list.size();
    }

    public long hash(int feature) {
        return list.hash(feature);
    }

    public float weight(int feature) {
        return list.weight(feature);
    }

    /// The sum of the squared weights of all features.
    public float squares() {
        return list.squares(0, list.size());
    }

    /// The sum of the squared weights of a range of features.
    public float squares(int from, int to) {
        return list.squares(from, to);
    }

    public FeatureKind kind(int feature) {
        return list.kind(feature);
    }

    /// The number of features of the domain; they come first.
    public int ofDomain() {
        return ofDomain;
    }

    /// The display text of a feature; for an n-gram, the whole word or domain that contains it.
    public String text(int feature) {
        int token = list.place(feature);
        return switch (kind(feature)) {
            case TITLE_WORD, BODY_WORD, PIECE -> tokens.text(token);
            case TITLE_PAIR -> tokens.text(token) + " " + tokens.text(token + 1);
            case DOMAIN, DOMAIN_PIECE -> host.equals(domain) ? domain.substring(token) : domain;
            case STYLE -> "style of the title";
        };
    }

    private void words(int from, int to, FeatureKind kind) {
        for (int token = from; token < to; token++) {
            list.add(mix(tokens.hash(token)), kind, token);
        }
    }

    private void pairs() {
        for (int token = 0; token + 1 < titleTokens; token++) {
            list.add(mix(tokens.hash(token) * PAIR + tokens.hash(token + 1)), FeatureKind.TITLE_PAIR, token);
        }
    }

    private void pieces(int token) {
        int end = tokens.end(token);
        int length = end - tokens.start(token);
        for (int start = tokens.start(token); start + SHORTEST_PIECE <= end; start++) {
            long hash = PIECE_SEED;
            int longest = Math.min(LONGEST_PIECE, end - start);
            for (int n = 1; n <= longest; n++) {
                hash = (hash ^ tokens.character(start + n - 1)) * STEP;
                if (n >= SHORTEST_PIECE && n < length) {
                    list.add(mix(hash), FeatureKind.PIECE, token);
                }
            }
        }
    }

    private void host() {
        list.add(hash(DOMAIN_SEED, host, 0), FeatureKind.DOMAIN, 0);
        int parent = host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1;
        if (parent > 0) {
            list.add(hash(DOMAIN_SEED, host, parent), FeatureKind.DOMAIN, parent);
        }
        // The positions directly before and after the host are its start and end markers.
        int begin = host.startsWith(WWW) ? WWW.length() : 0;
        int end = Math.min(host.length(), DOMAIN_CHARS);
        for (int start = begin - 1; start + SHORTEST_PIECE <= end + 1; start++) {
            long hash = DOMAIN_PIECE_SEED;
            int longest = Math.min(LONGEST_PIECE, end + 1 - start);
            for (int n = 1; n <= longest; n++) {
                int at = start + n - 1;
                char c = at < begin ? '<' : at == end ? '>' : Character.toLowerCase(host.charAt(at));
                hash = step(hash, c);
                if (n >= SHORTEST_PIECE) {
                    list.add(mix(hash), FeatureKind.DOMAIN_PIECE, 0);
                }
            }
        }
    }

    private void style(PostText post) {
        style.read(post);
        for (int i = 0; i < style.size(); i++) {
            list.add(mix(style.hash(i)), FeatureKind.STYLE, 0);
        }
        long beginning = FIRST;
        for (int token = 0; token < Math.min(titleTokens, FIRST_WORDS); token++) {
            beginning = (beginning + tokens.hash(token)) * PAIR;
            list.add(mix(beginning), FeatureKind.STYLE, 0);
        }
        if (titleTokens > 0) {
            list.add(mix(tokens.hash(titleTokens - 1) * LAST), FeatureKind.STYLE, 0);
        }
    }

    private static long hash(long seed, String text, int from) {
        long hash = seed;
        for (int i = from; i < text.length(); i++) {
            hash = step(hash, Character.toLowerCase(text.charAt(i)));
        }
        return mix(hash);
    }

    /// The initial hash of a token; [#step] appends one character.
    static long wordSeed() {
        return WORD_SEED;
    }

    static long step(long hash, char c) {
        return (hash ^ c) * STEP;
    }

    private static long mix(long hash) {
        long h = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        return h ^ (h >>> 32);
    }
}
