package tidings.setup;

import tidings.aws.Env;

/// What the registration needs to know from its environment; the rest comes as properties, so that CloudFormation asks
/// for an update when it changes.
record RegistrationConfig(String service, String chatsTable) {
    static RegistrationConfig from(Env env) {
        return new RegistrationConfig(env.text("POWERTOOLS_SERVICE_NAME"), env.text("CHATS_TABLE"));
    }
}
