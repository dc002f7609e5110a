using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelStandIn;

/// <summary>Writes an answer as server-sent events, with what goes wrong in the middle.</summary>
internal static class EventStream
{
    private static readonly TimeSpan Drop = TimeSpan.FromMilliseconds(100);

    /// <summary>False: the connection was ended in the middle.</summary>
    /// <param name="context">The request.</param>
    /// <param name="events">What the answer consists of; those with a type are named by it.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="end">What stands in the place of one more event; null: nothing.</param>
    public static async Task<bool> Write(HttpContext context, IReadOnlyList<JsonObject> events, Fault? fault, string? end = null)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var (index, item) in events.Index())
        {
            if (fault?.Kind == FaultKind.Dropped && index >= events.Count / 2)
            {
                context.Abort();
                return false;
            }
            if (fault?.Kind == FaultKind.Slow) await Task.Delay(Drop, context.RequestAborted);
            var name = item["type"] is { } type ? $"event: {type}\n" : "";
            await context.Response.WriteAsync($"{name}data: {item.ToJsonString()}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        if (end is not null) await context.Response.WriteAsync($"data: {end}\n\n", context.RequestAborted);
        return true;
    }

    /// <summary>Writes an answer in one piece.</summary>
    public static Task Write(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    /// <summary>Writes an answer in one piece, for those who ask for no events or fall back to that. False: the connection was ended instead.</summary>
    public static async Task<bool> WriteWhole(HttpContext context, JsonObject body, Fault? fault)
    {
        if (fault?.Kind == FaultKind.Dropped)
        {
            context.Abort();
            return false;
        }
        await Write(context, StatusCodes.Status200OK, body);
        return true;
    }

    /// <summary>Says nothing until the other side or the server gives up.</summary>
    public static async Task Hang(HttpContext context, CancellationToken ending)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    /// <summary>The body; null when it is not a JSON object.</summary>
    public static async Task<JsonObject?> Read(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
