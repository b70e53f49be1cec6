"""Creates the template's stack in moto, changes a parameter, changes it back, and deletes the stack.

usage: python3 moto_stack.py template.yaml

moto (https://docs.getmoto.org) simulates AWS in this process: no request leaves the machine and no account is needed.
Requires the Python packages moto[all], boto3 and aws-sam-translator. Exit status 3: a package is missing; 1: a check
failed, with a sentence that says which.
"""

import copy
import io
import json
import logging
import os
import re
import sys
import warnings
import zipfile

MOTO = "5.2.1"

# Resource types that this version of moto silently ignores. Listed so that nobody takes them for tested.
UNKNOWN_TO_MOTO = {
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Stage",
    "AWS::Budgets::Budget",
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::AnomalyDetector",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::ElastiCache::User",
    "AWS::ElastiCache::UserGroup",
    "AWS::Logs::QueryDefinition",
    "AWS::Lambda::Alias",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::Url",
    "AWS::RDS::DBProxy",
    "AWS::RDS::DBProxyTargetGroup",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::Schedule",
    "AWS::SecretsManager::Secret",
}

# moto would run their functions in Docker; the local stack runs them instead.
RUN_BY_FUNCTIONS = ("Custom::", "AWS::CloudFormation::CustomResource")

# moto does not delete a stack's route tables, and therefore cannot delete the VPC.
NEVER_DELETED_BY_MOTO = {"AWS::EC2::RouteTable", "AWS::EC2::VPC"}

UNKNOWN_ATTRIBUTES = {
    ("AWS::RDS::DBInstance", "DbiResourceId"),
    ("AWS::RDS::DBInstance", "MasterUserSecret.SecretArn"),
}

# Managed policies that SAM adds, by the property or event that causes it; the template's policies omit those permissions.
ADDED_BY_SAM = {
    "VpcConfig": "AWSLambdaVPCAccessExecutionRole",
    "Tracing": "AWSXrayWriteOnlyAccess",
    "SQS": "AWSLambdaSQSQueueExecutionRole",
}

STACK = "tidings"
BUCKET = "artifacts"
TOLD = {
    "AlarmEmail": "operators@example.org",
    "ConcurrencyQuota": "confirmed",
    "RedditUserAgent": "java:tidings:1.0.0 (by /u/nobody)",
}
BEFORE = {"Profile": "production", **TOLD}
AFTER = {"Profile": "development", **TOLD}


class Wrong(Exception):
    """A check that failed, as a sentence."""


def require(holds, sentence):
    if not holds:
        raise Wrong(sentence)


def transformed(template):
    """The template after SAM's transform, with code locations as `sam deploy` sets them."""
    from samtranslator.translator.transform import transform

    class ManagedPolicies:
        def load(self):
            return {}

    for resource in template["Resources"].values():
        for code in ("CodeUri", "ContentUri"):
            if code in resource.get("Properties", {}):
                resource["Properties"][code] = f"s3://{BUCKET}/{resource['Properties'][code]}"
    return transform(template, {}, ManagedPolicies())


def roles_have_what_sam_adds(template, resources):
    for name, function in template["Resources"].items():
        if function["Type"] != "AWS::Serverless::Function":
            continue
        properties = {**template["Globals"]["Function"], **function["Properties"]}
        triggers = {event["Type"] for event in properties.get("Events", {}).values()}
        managed = json.dumps(resources[name + "Role"]["Properties"]["ManagedPolicyArns"])
        for reason, policy in ADDED_BY_SAM.items():
            if reason in properties or reason in triggers:
                require(policy in managed, f"{name} has {reason}, but SAM gave its role no {policy}: {managed}")


def the_pipeline_may_attach_what_sam_attaches(role, resources):
    """Its role denies every other managed policy."""
    attached = {
        arn.partition(":policy/")[2]
        for part in resources.values()
        if part["Type"] == "AWS::IAM::Role"
        for arn in part["Properties"].get("ManagedPolicyArns", [])
    }
    allowed = set(re.findall(r"iam::aws:policy/(\S+)", role))
    require(attached == allowed, f"SAM attaches {sorted(attached)}, role.yaml allows {sorted(allowed)}")


def everybody_may_call_urls(resources):
    """Function URLs need both permissions: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"""
    for name, url in resources.items():
        if url["Type"] == "AWS::Lambda::Url":
            called = url["Properties"]["TargetFunctionArn"]
            granted = {
                part["Properties"]["Action"]
                for part in resources.values()
                if part["Type"] == "AWS::Lambda::Permission"
                and part["Properties"]["FunctionName"] == called
                and part["Properties"]["Principal"] == "*"
            }
            needed = {"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"}
            require(granted == needed, f"{name} needs {sorted(needed)} for everybody, and has {sorted(granted)}")


def nothing_is_named_alike_in_every_stack(resources):
    named = [name for name, part in resources.items() if isinstance(part.get("Properties", {}).get("Name"), str)]
    schedules = [name for name in named if resources[name]["Type"] == "AWS::Scheduler::Schedule"]
    require(not schedules, f"a second stack of the same account could not create {schedules}: set OmitName")


def a_new_layer_is_a_new_version(text, parse):
    """Without a new version the alias keeps pointing to one with the old layers."""

    def versions(changed):
        template = parse(text)
        for name, resource in template["Resources"].items():
            if name == changed:
                resource["Properties"]["ContentUri"] += ".changed.zip"
        made = transformed(template)["Resources"]
        return {name for name, part in made.items() if part["Type"] == "AWS::Lambda::Version"}

    before = versions(None)
    resources = parse(text)["Resources"]
    for layer in [name for name, part in resources.items() if part["Type"] == "AWS::Serverless::LayerVersion"]:
        users = {
            name
            for name, part in resources.items()
            if {"Ref": layer} in part["Properties"].get("Layers", [])
            and "AutoPublishAlias" not in part.get("IgnoreGlobals", [])
        }
        published = {name.split("Version")[0] for name in versions(layer) - before}
        require(published == users, f"{layer} publishes versions of {sorted(published)}, not of {sorted(users)}")


def as_moto_needs_it(template, unknown):
    """Works around differences between moto and CloudFormation. Generated names of FIFO queues lack .fifo. References to
    ignored resources fail, so they become texts (for an alias: its function). A reference to a function's version is not
    an ARN. Fn::Select accepts only literal numbers. Retain is the only deletion policy. A resource that moto cannot
    update disappears, so such resources keep the size they were created with."""
    resources = template["Resources"]
    left_out = {name for name, resource in resources.items() if resource["Type"] in unknown}

    def is_unknown(name, attribute=None):
        return name in left_out or (name in resources and (resources[name]["Type"], attribute) in UNKNOWN_ATTRIBUTES)

    def stand_in(name):
        resource = resources[name]
        return resource["Properties"]["FunctionName"] if resource["Type"] == "AWS::Lambda::Alias" else name

    def variable(match):
        name, _, attribute = match[1].partition(".")
        return name if is_unknown(name, attribute) else match[0]

    def replaced(value):
        match value:
            case {"Ref": name} if is_unknown(name):
                return stand_in(name)
            case {"Ref": name} if name in resources and resources[name]["Type"] == "AWS::Lambda::Version":
                return {"Fn::Sub": f"arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:{name}:1"}
            case {"Fn::Select": [{"Ref": parameter}, choices]}:
                return {"Fn::Select": [template["Parameters"][parameter]["Default"], replaced(choices)]}
            case {"Fn::Select": [_, {"Fn::Split": [_, {"Fn::GetAtt": [name, *path]}]}]} if is_unknown(name, ".".join(path)):
                return name
            case {"Fn::GetAtt": [name, *path]} if is_unknown(name, ".".join(path)):
                return name
            case {"Fn::Sub": str(text)}:
                return {"Fn::Sub": re.sub(r"\$\{([^!}]+)\}", variable, text)}
            case {"Fn::Sub": [str(text), variables]}:
                return {"Fn::Sub": [re.sub(r"\$\{([^!}]+)\}", variable, text), replaced(variables)]}
            case dict():
                return {key: replaced(part) for key, part in value.items()}
            case list():
                return [replaced(part) for part in value]
        return value

    changed = replaced(template)
    for name in [name for name, resource in resources.items() if resource["Type"].startswith(RUN_BY_FUNCTIONS)]:
        del changed["Resources"][name]
    for name, resource in changed["Resources"].items():
        if resource["Type"] == "AWS::SQS::Queue" and resource["Properties"].get("FifoQueue"):
            resource["Properties"].setdefault("QueueName", f"{STACK}-{name}.fifo")
        resource.pop("DependsOn", None)
        if resource["Type"] in NEVER_DELETED_BY_MOTO or is_kept_table(resource):
            resource["DeletionPolicy"] = "Retain"
        if cannot_change(resource["Type"]):
            resource["Properties"] = of_profile(BEFORE["Profile"], template["Mappings"], resource.get("Properties", {}))
    return changed


def without_layers(template):
    """moto fails to update functions that refer to layers."""
    changed = copy.deepcopy(template)
    for resource in changed["Resources"].values():
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"].pop("Layers", None)
    return changed


def cannot_change(kind):
    from moto.cloudformation.parsing import resource_class_from_type

    known = resource_class_from_type(kind)
    return known is not None and hasattr(known.update_from_cloudformation_json, "__isabstractmethod__")


def of_profile(profile, mappings, value):
    match value:
        case {"Fn::FindInMap": [mapping, {"Ref": "Profile"}, column]}:
            return mappings[mapping][profile][column]
        case dict():
            return {key: of_profile(profile, mappings, part) for key, part in value.items()}
        case list():
            return [of_profile(profile, mappings, part) for part in value]
    return value


def parameters(template, chosen):
    required = {name for name, parameter in template["Parameters"].items() if "Default" not in parameter}
    values = {name: "123456:" + "A" * 35 for name in required} | chosen
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()]


def upload(s3, resources):
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("empty", "")
    s3.create_bucket(Bucket=BUCKET)
    for resource in resources.values():
        for code in ("Code", "Content"):
            place = resource.get("Properties", {}).get(code)
            if isinstance(place, dict) and "S3Key" in place:
                s3.put_object(Bucket=BUCKET, Key=place["S3Key"], Body=empty.getvalue())


def unknown_types(resources):
    import moto
    from moto.cloudformation.parsing import resource_class_from_type

    types = {resource["Type"] for resource in resources.values()}
    unknown = {kind for kind in types if kind.startswith(RUN_BY_FUNCTIONS) or resource_class_from_type(kind) is None}
    if moto.__version__ != MOTO:
        print(f"moto is {moto.__version__}, the list of ignored types is for {MOTO}: not compared")
        return unknown
    unsaid = sorted(kind for kind in unknown - UNKNOWN_TO_MOTO if not kind.startswith(RUN_BY_FUNCTIONS))
    require(not unsaid, f"moto ignores {unsaid}: add them to UNKNOWN_TO_MOTO")
    stale = sorted(kind for kind in UNKNOWN_TO_MOTO if resource_class_from_type(kind) is not None)
    require(not stale, f"moto supports {stale}: remove them from UNKNOWN_TO_MOTO")
    known = [pair for pair in UNKNOWN_ATTRIBUTES if resource_class_from_type(pair[0]).has_cfn_attr(pair[1])]
    require(not known, f"moto supports {known}: remove them from UNKNOWN_ATTRIBUTES")
    return unknown


def functions_are_as_large_as(profile, template, made, functions):
    for name, resource in template["Resources"].items():
        match resource:
            case {"Type": "AWS::Lambda::Function", "Properties": {"MemorySize": {"Fn::FindInMap": [mapping, _, column]}}}:
                wanted = template["Mappings"][mapping][profile][column]
                memory = functions.get_function_configuration(FunctionName=made[name])["MemorySize"]
                require(memory == wanted, f"{name} has {memory} MB under {profile}, not {wanted}")


def is_kept_table(resource):
    return resource["Type"] == "AWS::DynamoDB::Table" and resource.get("DeletionPolicy") == "RetainExceptOnCreate"


def check(path):
    import boto3
    from moto import mock_aws
    from samtranslator.yaml_helper import yaml_parse

    with open(path) as file:
        text = file.read()
    template = transformed(yaml_parse(text))
    resources = template["Resources"]
    roles_have_what_sam_adds(yaml_parse(text), resources)
    everybody_may_call_urls(resources)
    with open(os.path.join(os.path.dirname(path), ".github/role.yaml")) as file:
        the_pipeline_may_attach_what_sam_attaches(file.read(), resources)
    nothing_is_named_alike_in_every_stack(resources)
    a_new_layer_is_a_new_version(text, yaml_parse)
    unknown = unknown_types(resources)
    left_out = {name for name, resource in resources.items() if resource["Type"] in unknown}
    adapted = as_moto_needs_it(template, unknown)

    with mock_aws():
        formation, functions = boto3.client("cloudformation"), boto3.client("lambda")
        upload(boto3.client("s3"), resources)
        formation.create_stack(
            StackName=STACK,
            TemplateBody=json.dumps(adapted),
            Parameters=parameters(template, BEFORE),
            Capabilities=["CAPABILITY_IAM"],
        )
        parts = formation.list_stack_resources(StackName=STACK)["StackResourceSummaries"]
        made = {part["LogicalResourceId"]: part["PhysicalResourceId"] for part in parts}
        print(f"created {len(made)} of {len(resources)} resources; moto ignores {sorted(unknown)}")
        require(made.keys() >= resources.keys() - left_out, f"not created: {sorted(resources.keys() - left_out - made.keys())}")
        functions_are_as_large_as(BEFORE["Profile"], template, made, functions)

        for chosen in (AFTER, BEFORE):
            formation.update_stack(
                StackName=STACK,
                TemplateBody=json.dumps(without_layers(adapted)),
                Parameters=parameters(template, chosen),
                Capabilities=["CAPABILITY_IAM"],
            )
            status = formation.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]
            require(status == "UPDATE_COMPLETE", f"after the update to {chosen} the stack is {status}")
            functions_are_as_large_as(chosen["Profile"], template, made, functions)
            print(f"updated to {chosen}")

        formation.delete_stack(StackName=STACK)
        status = formation.list_stacks()["StackSummaries"][0]["StackStatus"]
        require(status == "DELETE_COMPLETE", f"after the deletion the stack is {status}")
        left = boto3.client("sqs").list_queues().get("QueueUrls", [])
        require(not left, f"queues are left: {left}")
        retained = [name for name, part in resources.items() if is_kept_table(part)]
        tables = boto3.client("dynamodb").list_tables()["TableNames"]
        require(len(tables) == len(retained), f"{retained} must be retained, and the tables are {tables}")
        print(f"deleted; retained as the template says: {tables}")


def main():
    os.environ.update(AWS_DEFAULT_REGION="us-east-1", AWS_ACCESS_KEY_ID="local", AWS_SECRET_ACCESS_KEY="local")
    # moto warns about each ignored resource; the line above lists them once.
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    try:
        check(sys.argv[1])
    except ImportError as missing:
        print(f"not checked: {missing}")
        sys.exit(3)
    except Wrong as wrong:
        print(wrong)
        sys.exit(1)


if __name__ == "__main__":
    main()
