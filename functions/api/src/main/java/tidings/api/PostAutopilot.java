package tidings.api;

import tidings.aws.HttpResponse;

/// Lets the autopilot do what is due; a schedule asks for it every five minutes.
record PostAutopilot(AutopilotStep step) implements Route {
    private record Done(AutopilotStep.Outcome outcome) {}

    @Override
    public Operation operation() {
        return new Operation("POST", "/performance/autopilot", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(200, new Done(step.run()));
    }
}
