using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Http;

/// <summary>What is wrong with one field, as <c>kubectl</c> lists it.</summary>
/// <param name="Reason">Such as FieldValueInvalid.</param>
/// <param name="Message">Such as <c>Required value</c>.</param>
/// <param name="Field">Such as <c>spec.replicas</c>.</param>
internal sealed record Cause(string Reason, string Message, string Field)
{
    public static Cause Required(string field, string? why = null) => new("FieldValueRequired", why is null ? "Required value" : $"Required value: {why}", field);

    public static Cause Invalid(string field, JsonNode? value, string why) => new("FieldValueInvalid", $"Invalid value: {value.Plain()}: {why}", field);

    public static Cause Unsupported(string field, string value, IEnumerable<string> known) =>
        new("FieldValueNotSupported", $"Unsupported value: \"{value}\": supported values: {string.Join(", ", known.Order(StringComparer.Ordinal).Select(one => $"\"{one}\""))}", field);

    public static Cause Forbidden(string field, string why) => new("FieldValueForbidden", $"Forbidden: {why}", field);

    public static Cause NotFound(string field, string value) => new("FieldValueNotFound", $"Not found: \"{value}\"", field);

    public static Cause Duplicate(string field, string value) => new("FieldValueDuplicate", $"Duplicate value: \"{value}\"", field);

    public JsonObject Json() => new() { ["reason"] = Reason, ["message"] = Message, ["field"] = Field };
}

/// <summary>A <c>Status</c> object, word for word what the real server answers when something is refused.</summary>
internal sealed record ApiStatus(int Code, string Reason, string Message, JsonObject? Details = null)
{
    public static ApiStatus NotFound(ResourceType type, string name) =>
        new(404, "NotFound", $"{type.Qualified} \"{name}\" not found", About(type, name));

    public static ApiStatus NoSuchPath() => new(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiStatus AlreadyExists(ResourceType type, string name) =>
        new(409, "AlreadyExists", $"{type.Qualified} \"{name}\" already exists", About(type, name));

    public static ApiStatus Conflict(ResourceType type, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {type.Qualified} \"{name}\": {why}", About(type, name));

    public static ApiStatus BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiStatus Forbidden(ResourceType type, string name, string message) => new(403, "Forbidden", message, About(type, name));

    public static ApiStatus Expired(string message) => new(410, "Expired", message);

    public static ApiStatus Invalid(ResourceType type, string name, IReadOnlyList<Cause> causes)
    {
        var details = new JsonObject { ["name"] = name, ["group"] = type.Group, ["kind"] = type.Kind, ["causes"] = new JsonArray([.. causes.Select(cause => cause.Json())]) };
        var kind = type.Group.Length == 0 ? type.Kind : $"{type.Kind}.{type.Group}";
        var list = causes.Select(cause => $"{cause.Field}: {cause.Message}").ToList();
        return new(422, "Invalid", $"{kind} \"{name}\" is invalid: {(list.Count == 1 ? list[0] : $"[{string.Join(", ", list)}]")}", details);
    }

    public JsonObject Json()
    {
        var status = new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = Code < 400 ? "Success" : "Failure" };
        if (Message.Length > 0) status["message"] = Message;
        if (Reason.Length > 0) status["reason"] = Reason;
        if (Details is not null) status["details"] = Details.DeepClone();
        if (Code >= 400) status["code"] = Code;
        return status;
    }

    private static JsonObject About(ResourceType type, string name) => new() { ["name"] = name, ["group"] = type.Group, ["kind"] = type.Plural };
}

/// <summary>A request is refused; the answer is the status.</summary>
internal sealed class ApiException(ApiStatus status) : Exception(status.Message)
{
    public ApiStatus Status { get; } = status;
}
