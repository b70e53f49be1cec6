package tidings.api;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.telegram.Texts;

/// The page, in the language that is asked for, else in the one that the browser prefers.
record GetBoard(Board board) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/", Access.PUBLIC);
    }

    @Override
    public List<String> types() {
        return List.of("text/html");
    }

    @Override
    public HttpResponse handle(Request request) {
        return board.page(request.query()
                .parsed(
                        "language",
                        String.join(" or ", Texts.LANGUAGES),
                        tag -> Optional.of(tag).filter(Texts.LANGUAGES::contains))
                .orElseGet(() -> preferred(request.header("accept-language").orElse(""))));
    }

    private static String preferred(String accepted) {
        try {
            List<Locale> ours = Texts.LANGUAGES.stream().map(Locale::of).toList();
            Locale best = accepted.isBlank() ? null : Locale.lookup(LanguageRange.parse(accepted), ours);
            return best == null ? Texts.DEFAULT : best.getLanguage();
        } catch (IllegalArgumentException _) {
            return Texts.DEFAULT; // what no browser sends
        }
    }
}
