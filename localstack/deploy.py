"""Deploys to LocalStack what its free image supports: the template's queues, tables, secrets, topics, alarms and log groups.

usage:
  docker compose -f localstack/compose.yaml up --wait
  python3 localstack/deploy.py [--endpoint http://127.0.0.1:4566] [--without TYPE]... [--delete] [NAME=VALUE]...

Functions, database, cache and network are left out: the free image has no Java 25, no RDS and no Valkey; ./mvnw -Prun
runs those. NAME=VALUE sets a parameter of the template. Needs the Python packages boto3 and aws-sam-translator. Prints
the physical id of each resource.
"""

import argparse
import json
import os
import pathlib
import re
import sys

STACK = "tidings"
TEMPLATE = pathlib.Path(__file__).parent.parent / "template.yaml"
KNOWN = {
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::DynamoDB::Table",
    "AWS::Logs::LogGroup",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::Queue",
    "AWS::SQS::QueuePolicy",
    "AWS::SecretsManager::Secret",
}
# Required parameters need a value that matches their pattern, even where the deployed part does not use them.
EXAMPLES = {"BotToken": "1:no-token-is-needed-for-this"}


def references(value):
    """The logical ids and parameters that a part of the template refers to."""
    match value:
        case {"Ref": str(name)}:
            return {name}
        case {"Fn::GetAtt": [name, *_]}:
            return {name}
        case {"Fn::GetAtt": str(path)}:
            return {path.partition(".")[0]}
        case {"Fn::Sub": str(text)}:
            return {name.partition(".")[0] for name in re.findall(r"\$\{([^!}]+)\}", text)}
        case dict():
            return set().union(*(references(part) for part in value.values())) | (
                {value["DependsOn"]} if isinstance(value.get("DependsOn"), str) else set(value.get("DependsOn") or [])
            )
        case list():
            return set().union(*(references(part) for part in value))
    return set()


def known_part(template, kinds):
    """The template reduced to the resources of these types that refer to no other resources."""
    resources = {name: part for name, part in template["Resources"].items() if part["Type"] in kinds}
    given = set(template["Parameters"])
    while True:
        closed = {
            name: part
            for name, part in resources.items()
            if all(named in resources or named in given or "::" in named for named in references(part))
        }
        if closed == resources:
            break
        resources = closed
    sections = {name: template[name] for name in ("Parameters", "Mappings", "Conditions") if name in template}
    return {"AWSTemplateFormatVersion": "2010-09-09", **sections, "Resources": resources}


def delete(formation):
    formation.delete_stack(StackName=STACK)
    formation.get_waiter("stack_delete_complete").wait(StackName=STACK, WaiterConfig={"Delay": 1})


def deploy(formation, template, values):
    """Replaces the stack: LocalStack cannot update all resources, and keeps nothing of value."""
    parameters = [{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()]
    delete(formation)
    formation.create_stack(StackName=STACK, TemplateBody=json.dumps(template), Parameters=parameters)
    formation.get_waiter("stack_create_complete").wait(StackName=STACK, WaiterConfig={"Delay": 1})
    for resource in formation.describe_stack_resources(StackName=STACK)["StackResources"]:
        print(f"{resource['LogicalResourceId']:28} {resource['PhysicalResourceId']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoint", default="http://127.0.0.1:4566")
    parser.add_argument("--without", action="append", default=[], help="a resource type that this LocalStack does not support")
    parser.add_argument("--delete", action="store_true", help="delete the stack")
    parser.add_argument("parameters", nargs="*", metavar="NAME=VALUE")
    given = parser.parse_args()
    try:
        import boto3
        from samtranslator.yaml_helper import yaml_parse
    except ImportError as missing:
        sys.exit(f"not deployed: {missing}")
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test")
    formation = boto3.client("cloudformation", endpoint_url=given.endpoint, region_name="us-east-1")
    if given.delete:
        delete(formation)
        print("deleted")
        return
    template = known_part(yaml_parse(TEMPLATE.read_text()), KNOWN - set(given.without))
    deploy(formation, template, EXAMPLES | dict(pair.split("=", 1) for pair in given.parameters))


if __name__ == "__main__":
    main()
