using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelStandIn;

/// <summary>What all interfaces have in common: who may ask, what goes wrong, what is written down.</summary>
internal abstract class ModelApi(ModelScript script, ModelServer server)
{
    /// <summary>The one key that opens it.</summary>
    protected string Key => server.Key;

    /// <summary>An error, as this interface tells it.</summary>
    protected abstract JsonObject Error(int status, string message);

    /// <summary>The body of a request by someone who may ask and asks rightly; null: it was refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stranger">Why the key does not open it; null: it does.</param>
    /// <param name="wrong">What is wrong with a body.</param>
    protected async Task<JsonObject?> Admit(HttpContext context, string? stranger, Func<JsonObject, string?> wrong)
    {
        if (stranger is not null)
        {
            await Refuse(context, StatusCodes.Status401Unauthorized, stranger);
            return null;
        }
        var body = await EventStream.Read(context);
        var problem = body is null ? "the request body is not valid JSON" : wrong(body);
        if (problem is null) return body;
        await Refuse(context, StatusCodes.Status400BadRequest, problem);
        return null;
    }

    /// <summary>The turn that answers a request; null: it was answered already, with something that goes wrong.</summary>
    protected async Task<(Turn Turn, int Number)?> Next(HttpContext context, ModelRequest seen, IEnumerable<string> calls)
    {
        server.Saw(seen);
        if ((seen.Aside ? (new Turn("A change."), 0) : script.Next(seen.Prompt, calls)) is not var (turn, number))
        {
            await Refuse(context, StatusCodes.Status400BadRequest, $"no scene fits the prompt: {seen.Prompt[..Math.Min(200, seen.Prompt.Length)]}");
            return null;
        }
        switch (turn.Fault?.Kind)
        {
            case FaultKind.Status:
                await EventStream.Write(context, turn.Fault.Status, Error(turn.Fault.Status, "the script says so"));
                return null;
            case FaultKind.Hanging:
                await EventStream.Hang(context, server.Ending);
                return null;
            default:
                return (turn, number);
        }
    }

    /// <summary>Refuses a request that nobody meant to fail.</summary>
    protected Task Refuse(HttpContext context, int status, string why)
    {
        server.Refused($"{status}: {why}");
        return EventStream.Write(context, status, Error(status, why));
    }
}
