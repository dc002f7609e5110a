"""moto, with its change sets brought closer to CloudFormation's.

What moto 5.2.1 lacks and CloudFormation has: a code of its own for a change set that is not there, which tools look for; deleting a change set that is not there succeeds; the name of a change set belongs to its stack; exports
are there, and can be imported, after a change set too; each resource has events; a resource that cannot be made rolls its stack back; drift of parameters
and queues can be detected (everything else is NOT_CHECKED, as what CloudFormation cannot look at).
"""
import json
import sys
import uuid
from datetime import datetime, timezone

from moto.cloudformation.exceptions import CloudFormationError
from moto.cloudformation.models import CloudFormationBackend, Event
from moto.cloudformation.parsing import clean_json
from moto.cloudformation.responses import ActionResult, CloudFormationResponse, EmptyResult
from moto.server import main
from moto.sqs.models import sqs_backends
from moto.ssm.models import ssm_backends


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"


def find(backend, name, stack=None):
    found = None
    for key, change_set in backend.change_sets.items():
        mine = stack in (None, change_set.stack_id, change_set.stack_name) and change_set.change_set_name == name
        if key == name or (mine and backend.stacks.get(change_set.stack_id)):
            found = key
    return found


def told(stack, name, kind, status, reason=None):
    stack.events.append(Event(stack.stack_id, stack.name, name, name, kind, status, reason, None))


def delete_change_set(self):
    backend = self.cloudformation_backend
    key = find(backend, self._get_param("ChangeSetName"), self._get_param("StackName"))
    if key:
        del backend.change_sets[key]
    return EmptyResult()


def describe_change_set(self):
    backend, name = self.cloudformation_backend, self._get_param("ChangeSetName")
    key = find(backend, name, self._get_param("StackName"))
    if not key:
        raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")
    return ActionResult(backend.change_sets[key])


def execute_change_set(self, change_set_name, stack_name=None):
    key = find(self, change_set_name, stack_name)
    if not key:
        raise ChangeSetNotFound(f"ChangeSet [{change_set_name}] does not exist")
    change_set = self.change_sets[key]
    stack, kind, template = self.stacks[change_set.stack_id], change_set.change_set_type, change_set.template_dict
    old = dict(stack.resource_map._resource_json_map)
    stack.resource_map._parsed_resources["AWS::StackName"] = stack.name
    stack.resource_map.cross_stack_resources = self.exports
    stack._add_stack_event(f"{kind}_IN_PROGRESS", resource_status_reason="User Initiated")
    # The value of an SSM parameter that was used before is asked for by its name again, not by what it was.
    change_set.parameters.pop("BootstrapVersion", None)
    changes = [(name, entry) for name, entry in template["Resources"].items() if old.get(name) != entry]
    try:
        change_set.apply()
    except Exception as fault:
        parsed = stack.resource_map._parsed_resources
        name, entry = next(((name, entry) for name, entry in changes if name not in parsed), changes[0])
        told(stack, name, entry["Type"], f"{kind}_FAILED", str(fault))
        change_set.execution_status = "EXECUTE_FAILED"
        rolled_back = "ROLLBACK_COMPLETE" if kind == "CREATE" else "UPDATE_ROLLBACK_COMPLETE"
        stack._add_stack_event(rolled_back)
        stack.status = rolled_back
        return
    for name, entry in changes:
        told(stack, name, entry["Type"], "UPDATE_COMPLETE" if name in old else "CREATE_COMPLETE")
    for name in old.keys() - template["Resources"].keys():
        told(stack, name, old[name]["Type"], "DELETE_COMPLETE")
    change_set.execution_status = "EXECUTE_COMPLETE"
    stack.template = change_set.template
    stack._parse_template()
    stack.output_map = stack._create_output_map()
    for export in stack.exports:
        self.exports[export.name] = export
    stack._add_stack_event(f"{kind}_COMPLETE")
    stack.status = f"{kind}_COMPLETE"


detections = {}


def expected(stack, name):
    resources = stack.resource_map
    return clean_json(resources._resource_json_map[name].get("Properties", {}), resources)


def actual(stack, kind, resource):
    """What is so now of the properties that a resource was given; None when it is gone."""
    if kind == "AWS::SSM::Parameter":
        parameter = ssm_backends[stack.account_id][stack.region_name].get_parameter(resource.name)
        return parameter and {"Name": parameter.name, "Type": parameter.parameter_type, "Value": parameter.value}
    return {} if resource.name in sqs_backends[stack.account_id][stack.region_name].queues else None


def drift_of(stack, name):
    entry, resource = stack.resource_map._resource_json_map[name], stack.resource_map[name]
    drift = {
        "StackId": stack.stack_id,
        "LogicalResourceId": name,
        "PhysicalResourceId": resource.physical_resource_id,
        "ResourceType": entry["Type"],
        "StackResourceDriftStatus": "NOT_CHECKED",
        "Timestamp": datetime.now(timezone.utc),
    }
    if entry["Type"] not in ("AWS::SSM::Parameter", "AWS::SQS::Queue"):
        return drift
    wanted, found = expected(stack, name), actual(stack, entry["Type"], resource)
    drift["ExpectedProperties"] = json.dumps(wanted)
    if found is None:
        return drift | {"StackResourceDriftStatus": "DELETED"}
    other = [key for key, value in found.items() if key in wanted and str(wanted[key]) != str(value)]
    differences = [
        {"PropertyPath": f"/{key}", "ExpectedValue": str(wanted[key]), "ActualValue": str(found[key]), "DifferenceType": "NOT_EQUAL"} for key in other
    ]
    status = "MODIFIED" if differences else "IN_SYNC"
    return drift | {"StackResourceDriftStatus": status, "ActualProperties": json.dumps(wanted | found), "PropertyDifferences": differences}


def detect_stack_drift(self):
    stack, detection = self.cloudformation_backend.get_stack(self._get_param("StackName")), str(uuid.uuid4())
    detections[detection] = (stack.stack_id, [drift_of(stack, name) for name in stack.resource_map._resource_json_map])
    return ActionResult({"StackDriftDetectionId": detection})


def describe_stack_drift_detection_status(self):
    detection = self._get_param("StackDriftDetectionId")
    stack, drifts = detections[detection]
    count = sum(drift["StackResourceDriftStatus"] in ("MODIFIED", "DELETED") for drift in drifts)
    return ActionResult({
        "StackId": stack,
        "StackDriftDetectionId": detection,
        "StackDriftStatus": "DRIFTED" if count else "IN_SYNC",
        "DetectionStatus": "DETECTION_COMPLETE",
        "DriftedStackResourceCount": count,
        "Timestamp": datetime.now(timezone.utc),
    })


def describe_stack_resource_drifts(self):
    stack, wanted = self.cloudformation_backend.get_stack(self._get_param("StackName")).stack_id, self._get_param("StackResourceDriftStatusFilters", [])
    # Of the latest detection, as there.
    latest = [drifts for of, drifts in detections.values() if of == stack][-1]
    return ActionResult({"StackResourceDrifts": [drift for drift in latest if not wanted or drift["StackResourceDriftStatus"] in wanted]})


CloudFormationResponse.detect_stack_drift = detect_stack_drift
CloudFormationResponse.describe_stack_drift_detection_status = describe_stack_drift_detection_status
CloudFormationResponse.describe_stack_resource_drifts = describe_stack_resource_drifts
CloudFormationResponse.delete_change_set = delete_change_set
CloudFormationResponse.describe_change_set = describe_change_set
CloudFormationBackend.execute_change_set = execute_change_set
main(sys.argv[1:])
