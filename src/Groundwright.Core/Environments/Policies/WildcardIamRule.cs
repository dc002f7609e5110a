using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>A policy that allows everything on everything.</summary>
internal sealed class WildcardIamRule : IPolicyRule
{
    public string Id => "iam-001";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "An IAM policy allows every action on every resource.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        if (!resource.IsWritten || !IsPolicy(resource.Type)) return [];
        var text = resource.After.Text("policy") ?? resource.After.Text("inline_policy");
        return text is not null && AllowsEverything(text) ? ["Action * on Resource * is allowed"] : [];
    }

    private static bool IsPolicy(string type) =>
        type is "aws_iam_policy" or "aws_iam_role_policy" or "aws_iam_user_policy" or "aws_iam_group_policy" or "aws_ssoadmin_permission_set_inline_policy";

    private static bool AllowsEverything(string policy)
    {
        try
        {
            using var document = JsonDocument.Parse(policy);
            return document.RootElement.Items("Statement").Any(statement => statement.Text("Effect") == "Allow"
                && statement.Texts("Action").Any(action => action is "*" or "*:*")
                && statement.Texts("Resource").Any(on => on == "*"));
        }
        catch (JsonException)
        {
            // The cloud refuses such a policy; there is nothing to say about it here.
            return false;
        }
    }
}
