package tidings.localstack.template;

/// The account, region and stack name of the local stack.
public record PseudoParameters(String account, String region, String stackName) {
    /// The account is ElasticMQ's default.
    public static final PseudoParameters LOCAL = new PseudoParameters("000000000000", "us-east-1", "tidings");

    String value(String name, Place place) {
        return switch (name) {
            case "AWS::AccountId" -> account;
            case "AWS::Region" -> region;
            case "AWS::StackName" -> stackName;
            case "AWS::StackId" -> arn("cloudformation", "stack/" + stackName + "/local");
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            default ->
                throw new TemplateException(
                        place,
                        "unknown pseudo parameter " + name + "; known are AWS::AccountId, AWS::NoValue,"
                                + " AWS::Partition, AWS::Region, AWS::StackId, AWS::StackName, AWS::URLSuffix");
        };
    }

    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }
}
