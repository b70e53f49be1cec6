package tidings.bot;

/// Says what is kept, for how long, and how to erase it.
record Privacy() implements Command {
    @Override
    public String word() {
        return "privacy";
    }

    @Override
    public Reply run(Call call) {
        return Reply.text(call.texts().get("command.privacy.text"));
    }
}
