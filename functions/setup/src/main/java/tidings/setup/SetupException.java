package tidings.setup;

/// Why a deployment fails, as one sentence for whoever deploys: what is wrong, and what would be right. CloudFormation
/// shows it, so it holds no secret.
class SetupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SetupException(String reason) {
        super(reason);
    }

    SetupException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
