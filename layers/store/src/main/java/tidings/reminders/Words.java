package tidings.reminders;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tidings.domain.Resources;
import tidings.reminders.Word.Kind;

/// The words for times, of all languages at once, for people mix them. Thread-safe.
final class Words {
    /// As many words make up the longest expression.
    private static final int LONGEST = 4;

    /// Letters of the longest day with a part of it.
    private static final int LONGEST_DAY = 24;

    private static final Pattern PIECE = Pattern.compile(
            "(?<date>\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}\\.\\s?(?:0?[1-9]|1[0-2])\\.(?:\\s?\\d{4}|\\d{2}(?![\\d:]))?)"
                    + "(?!\\d)(?:[Tt](?=\\d))?"
                    + "|(?<![\\w/])(?<slashed>\\d{1,2}/\\d{1,2}(?:/(?:\\d{4}|\\d{2}))?)(?![\\w/])"
                    + "|(?<clock>\\d{1,2}[:.]\\d{2})(?![:.]?\\d)"
                    + "|(?<number>\\d{1,6}(?:[.,]\\d)?(?!\\d))(?:st|nd|rd|th)?"
                    + "|[@\\p{L}][\\p{L}\\p{M}.'’-]*|\\d+");

    private final Map<String, Map<Kind, String>> known = new HashMap<>();

    /// @param languages IETF tags of the resources `when.<language>.properties`
    Words(List<String> languages) {
        languages.forEach(this::add);
    }

    private void add(String language) {
        Resources.properties(Words.class, "when." + language + ".properties").forEach((key, words) -> {
            String[] kind = key.split("\\.", 2);
            for (String word : words.strip().split("\\s+")) {
                known.computeIfAbsent(word.replace('_', ' '), _ -> new EnumMap<>(Kind.class))
                        .put(Kind.valueOf(kind[0].toUpperCase(Locale.ROOT)), kind.length > 1 ? kind[1] : "");
            }
        });
    }

    /// The words of a text; expressions, the longest first, are one.
    List<Word> of(String text) {
        List<String> pieces = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            String typed =
                    piece.group().toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\.(?!\\d)", "");
            int cut = cut(typed);
            if (cut > 0) {
                pieces.add(typed.substring(0, cut));
                words.add(new Word(piece.start(), piece.start() + cut, known.get(typed.substring(0, cut))));
            }
            String last = typed.substring(cut);
            pieces.add(last);
            words.add(new Word(piece.start() + cut, piece.end(), meanings(piece, last)));
        }
        List<Word> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            int length = Math.min(LONGEST, words.size() - i);
            while (length > 1 && !known.containsKey(joined(pieces, i, length))) {
                length--;
            }
            joined.add(
                    length == 1
                            ? words.get(i)
                            : new Word(
                                    words.get(i).start(),
                                    words.get(i + length - 1).end(),
                                    known.get(joined(pieces, i, length))));
            i += length;
        }
        return joined;
    }

    /// Where a day and a part of it are one word, such as `sonntagabend`, the length of the day; else 0.
    private int cut(String typed) {
        return IntStream.range(1, typed.length() > LONGEST_DAY ? 1 : typed.length())
                .filter(cut -> is(typed.substring(0, cut), Kind.DAY) && is(typed.substring(cut), Kind.NOUN))
                .findFirst()
                .orElse(0);
    }

    private boolean is(String word, Kind kind) {
        return known.getOrDefault(word, Map.of()).containsKey(kind);
    }

    private static String joined(List<String> pieces, int from, int length) {
        return pieces.subList(from, from + length).stream().collect(Collectors.joining(" "));
    }

    private Map<Kind, String> meanings(Matcher piece, String typed) {
        if (piece.group("date") != null) {
            return Map.of(Kind.DATE, piece.group("date"));
        } else if (piece.group("slashed") != null) {
            return Map.of(Kind.SLASHED, piece.group("slashed"));
        } else if (piece.group("clock") != null) {
            return Map.of(Kind.CLOCK, piece.group("clock"));
        } else if (piece.group("number") != null) {
            return Map.of(Kind.NUMBER, piece.group("number").replace(',', '.'));
        }
        return known.getOrDefault(typed, Map.of());
    }
}
