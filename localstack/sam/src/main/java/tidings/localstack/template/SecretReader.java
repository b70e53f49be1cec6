package tidings.localstack.template;

/// Reads an `AWS::SecretsManager::Secret`.
final class SecretReader {
    private SecretReader() {}

    static StackModel.Secret read(Declaration resource, Properties properties, LocalReferences references) {
        properties.text("Name");
        return new StackModel.Secret(
                resource.id(),
                references.name(resource),
                references.arn(resource),
                properties.text("SecretString"),
                properties.nested("GenerateSecretString").map(SecretReader::generated));
    }

    private static StackModel.Generated generated(Properties properties) {
        StackModel.Generated generated = new StackModel.Generated(
                properties.number("PasswordLength").orElse(32),
                properties.text("ExcludeCharacters").orElse(""),
                properties.text("SecretStringTemplate"),
                properties.text("GenerateStringKey"));
        properties.finish();
        return generated;
    }
}
