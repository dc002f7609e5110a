using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Requests;

/// <summary>Answers what the asker may do, and who it is. Nothing is kept.</summary>
internal static class SelfReviews
{
    public static JsonObject Answer(ResourceType type, JsonObject review, User user)
    {
        var answer = review.Copy();
        answer["kind"] = type.Kind;
        answer["apiVersion"] = type.ApiVersion;
        answer["status"] = type.Plural switch
        {
            "selfsubjectaccessreviews" => Access(review, user),
            "selfsubjectrulesreviews" => Rules(user),
            _ => new JsonObject { ["userInfo"] = new JsonObject { ["username"] = user.Name, ["groups"] = new JsonArray("system:authenticated") } },
        };
        return answer;
    }

    private static JsonObject Access(JsonObject review, User user)
    {
        var (verb, group) = (review.Text("spec", "resourceAttributes", "verb") ?? review.Text("spec", "nonResourceAttributes", "verb") ?? "", review.Text("spec", "resourceAttributes", "group") ?? "");
        var status = new JsonObject { ["allowed"] = user.May(verb, group) };
        if (!user.May(verb, group)) status["reason"] = "the token may only read";
        return status;
    }

    private static JsonObject Rules(User user) => new()
    {
        ["incomplete"] = false,
        ["nonResourceRules"] = new JsonArray(),
        ["resourceRules"] = new JsonArray(new JsonObject
        {
            ["apiGroups"] = new JsonArray("*"), ["resources"] = new JsonArray("*"),
            ["verbs"] = user.CanWrite ? new JsonArray("*") : new JsonArray("get", "list", "watch"),
        }),
    };
}
