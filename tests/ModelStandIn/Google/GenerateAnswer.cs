using System.Text.Json.Nodes;

namespace ModelStandIn.Google;

/// <summary>One turn as an answer of generate content.</summary>
internal sealed class GenerateAnswer(ModelRequest request, Turn turn)
{
    public long Tokens => ModelRequest.Count(turn.Text + string.Concat(turn.Calls.Select(call => call.Input.ToJsonString())));

    public JsonObject Whole() => Chunk([.. Parts()], "STOP");

    public IReadOnlyList<JsonObject> Events()
    {
        var parts = Parts().ToList();
        // The last part comes with the reason to stop; a turn of one part has one before it that says nothing yet.
        return [.. parts.SkipLast(1).DefaultIfEmpty(new JsonObject { ["text"] = "" }).Select(part => Chunk([part], null)), Chunk([parts[^1]], "STOP")];
    }

    private IEnumerable<JsonObject> Parts()
    {
        if (turn.Text.Length > 0) yield return new JsonObject { ["text"] = turn.Text };
        foreach (var call in turn.Calls) yield return new JsonObject { ["functionCall"] = new JsonObject { ["name"] = call.Name, ["args"] = call.Input.DeepClone() } };
        if (turn.Text.Length == 0 && turn.Calls.Count == 0) yield return new JsonObject { ["text"] = "" };
    }

    private JsonObject Chunk(IReadOnlyList<JsonObject> parts, string? finish)
    {
        var candidate = new JsonObject { ["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray([.. parts]) }, ["index"] = 0 };
        if (finish is not null) candidate["finishReason"] = finish;
        return new JsonObject
        {
            ["candidates"] = new JsonArray(candidate),
            ["modelVersion"] = request.Model,
            ["usageMetadata"] = new JsonObject
            {
                ["promptTokenCount"] = request.InputTokens,
                ["candidatesTokenCount"] = finish is null ? 0 : request.OutputTokens,
                ["totalTokenCount"] = request.InputTokens + (finish is null ? 0 : request.OutputTokens),
            },
        };
    }
}
