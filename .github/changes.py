"""Deploys in two steps: create and review a change set, then execute exactly that change set.

usage:
  python3 changes.py make ENVIRONMENT [--allow LOGICAL_ID]...   creates and reviews a change set; prints its ARN last
  python3 changes.py judge FILE [--allow LOGICAL_ID]...         reviews the output of `aws cloudformation describe-change-set`
  python3 changes.py execute ARN                                executes a change set and waits until it ends
  python3 changes.py addresses STACK                            prints the outputs of a stack that are URLs, as JSON

ENVIRONMENT is a section of samconfig.toml. Needs sam and aws on the path, and credentials in the environment. Exit
status 1, with a sentence, when the change set would replace or delete a resource that holds data: a database, a table,
a secret, a queue, a key, a bucket. --allow names a resource that may be replaced or deleted.
"""

import argparse
import json
import re
import subprocess
import sys

# Replacing one of these loses its data, even where the old one is retained: the new one is empty.
HOLDS_SOMETHING = {
    "AWS::DynamoDB::Table",
    "AWS::ElastiCache::User",
    "AWS::KMS::Key",
    "AWS::RDS::DBInstance",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::SecretsManager::Secret",
}
# Made of parameters alone, and deleted only where nothing reads it any more: the other modes need no credentials.
MADE_OF_PARAMETERS = {"RedditSecret"}
CHANGE_SET = re.compile(r"arn:[^\s]+:changeSet/[^\s]+")


def aws(*arguments):
    answer = subprocess.run(["aws", "cloudformation", *arguments], check=True, text=True, stdout=subprocess.PIPE)
    return answer.stdout


def asked(*arguments):
    return json.loads(aws(*arguments, "--output", "json"))


def where(arn):
    """The stack's region: samconfig.toml may name another one than the environment."""
    return ["--region", arn.split(":")[3]]


def make(environment):
    """Creates a change set without executing it; None where nothing would change."""
    # Explicit, because otherwise sam uses the output of an earlier `sam build`.
    sam = ["sam", "deploy", "--template-file", "template.yaml", "--config-env", environment]
    sam += ["--no-execute-changeset", "--no-confirm-changeset"]
    answer = subprocess.run(sam, check=True, text=True, stdout=subprocess.PIPE)
    print(answer.stdout)
    made = CHANGE_SET.search(answer.stdout)
    return made and made[0]


def judge(change_set, allowed):
    """Prints every change, and returns the objections as sentences."""
    objections = []
    for change in change_set.get("Changes", []):
        resource = change["ResourceChange"]
        name, kind, action = resource["LogicalResourceId"], resource["ResourceType"], resource["Action"]
        replaced = resource.get("Replacement", "False") if action == "Modify" else "False"
        print(f"{action:8} {kind:45} {name}" + (f" (replacement: {replaced})" if replaced != "False" else ""))
        if kind in HOLDS_SOMETHING and name not in allowed:
            if action == "Remove" and name not in MADE_OF_PARAMETERS:
                objections.append(f"{name} ({kind}) would be deleted with its data")
            elif replaced != "False":
                targets = [detail["Target"] for detail in resource.get("Details", [])]
                because = ", ".join(sorted({target["Name"] for target in targets if "Name" in target})) or "its properties"
                will = "would" if replaced == "True" else "might"
                objections.append(f"{name} ({kind}) {will} be replaced by an empty one, because of {because}")
    return objections


def accept(change_set, allowed):
    objections = judge(change_set, allowed)
    for objection in objections:
        print(f"refused: {objection}; pass --allow if this is intended")
    return not objections


def execute(arn):
    """Executes a change set and waits; does nothing without one, because nothing would change."""
    if not CHANGE_SET.fullmatch(arn):
        print("nothing to execute")
        return
    stack = asked("describe-change-set", "--change-set-name", arn, *where(arn))["StackId"]
    named = ["--stack-name", stack, *where(arn)]
    status = asked("describe-stacks", *named)["Stacks"][0]["StackStatus"]
    token = arn.rsplit("/", 1)[1]
    aws("execute-change-set", "--change-set-name", arn, "--client-request-token", token, *where(arn))
    try:
        aws("wait", "stack-create-complete" if status == "REVIEW_IN_PROGRESS" else "stack-update-complete", *named)
    except subprocess.CalledProcessError:
        events = asked("describe-stack-events", *named)["StackEvents"]
        for sentence in why_it_failed(events, token):
            print(sentence)
        sys.exit(1)
    print(f"done: {stack}")


def why_it_failed(events, token):
    """CloudFormation's reason for each failure, oldest first, without the operations cancelled because of it."""
    return [
        f"failed: {event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}"
        for event in reversed(events)
        if event.get("ClientRequestToken") == token
        and event["ResourceStatus"].endswith("_FAILED")
        and "cancelled" not in event.get("ResourceStatusReason", "")
    ]


def addresses(stack):
    described = asked("describe-stacks", "--stack-name", stack)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}
    print(json.dumps({name: value for name, value in outputs.items() if value.startswith("http")}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["make", "judge", "execute", "addresses"])
    parser.add_argument("what")
    parser.add_argument("--allow", action="append", default=[])
    given = parser.parse_args()
    if given.step == "execute":
        execute(given.what)
    elif given.step == "addresses":
        addresses(given.what)
    elif given.step == "judge":
        with open(given.what) as file:
            sys.exit(0 if accept(json.load(file), given.allow) else 1)
    else:
        arn = make(given.what)
        if arn is None:
            print("nothing would change")
            return
        if not accept(asked("describe-change-set", "--change-set-name", arn, *where(arn)), given.allow):
            aws("delete-change-set", "--change-set-name", arn, *where(arn))
            sys.exit(1)
        print(arn)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        # The command has printed its own error.
        sys.exit(f"failed: {' '.join(failed.cmd)}")
