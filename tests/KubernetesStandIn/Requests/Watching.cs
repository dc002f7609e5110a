using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Requests;

/// <summary>Answers a watch: a line for every change, until the client goes or its time is over.</summary>
internal sealed class Watching(ObjectStore store, Reading reading, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public async Task Watch(ApiRequest api, HttpContext context)
    {
        var request = context.Request;
        var selector = Query.Selector(request);
        var limit = int.TryParse(request.Query["timeoutSeconds"], CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : Longest;
        using var over = new CancellationTokenSource(limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(over.Token, context.RequestAborted);
        context.Response.ContentType = "application/json";
        try
        {
            await context.Response.StartAsync(end.Token);
            await context.Response.Body.FlushAsync(end.Token);
            var version = await Begin(api, context, selector, end.Token);
            while (await Changes(api, context, selector, version, end.Token) is { } last)
            {
                version = last.Version;
                await last.Next.WaitAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end of a watch is not an error.
        }
    }

    /// <summary>Sends what is there when the client did not say from where it wants to go on, and returns the version to go on from.</summary>
    private async Task<long> Begin(ApiRequest api, HttpContext context, Selector selector, CancellationToken cancellationToken)
    {
        if (long.TryParse(context.Request.Query["resourceVersion"], CultureInfo.InvariantCulture, out var from) && from > 0) return from;
        long version;
        IReadOnlyList<(ObjectKey Key, JsonObject Object)> there;
        lock (store.Sync) (version, there) = (store.Version, store.List(api.Type.Group, api.Type.Plural, api.Namespace));
        foreach (var (key, item) in there)
            if (IsMeant(api, key) && selector.Matches(item)) await Send(context, "ADDED", reading.Shown(api, context.Request, item), cancellationToken);
        return version;
    }

    /// <summary>Sends the changes after a version. Null: the client came too late and was told so.</summary>
    private async Task<(long Version, Task Next)?> Changes(ApiRequest api, HttpContext context, Selector selector, long version, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoreEvent>? changes;
        Task next;
        lock (store.Sync) (changes, next) = (store.Since(version), store.Changed);
        if (changes is null)
        {
            await Send(context, "ERROR", ApiStatus.Expired($"too old resource version: {version} ({store.Version})").Json(), cancellationToken);
            return null;
        }
        foreach (var change in changes.Where(change => change.Key.Group == api.Type.Group && change.Key.Plural == api.Type.Plural && IsMeant(api, change.Key)))
            if (Seen(change, selector) is { } word) await Send(context, word, reading.Shown(api, context.Request, change.Object), cancellationToken);
        return (changes.Count > 0 ? changes[^1].Version : version, next);
    }

    /// <summary>What a change is to someone who sees only what the selector matches; null: nothing.</summary>
    private static string? Seen(StoreEvent change, Selector selector)
    {
        var was = change.Before is not null && selector.Matches(change.Before);
        var is_ = change.Change != StoreChange.Deleted && selector.Matches(change.Object);
        return (was, is_) switch { (false, true) => "ADDED", (true, true) => "MODIFIED", (true, false) => "DELETED", _ => null };
    }

    private static bool IsMeant(ApiRequest api, ObjectKey key) => (api.Namespace is null || key.Namespace == api.Namespace) && (api.Name is null || key.Name == api.Name);

    private static async Task Send(HttpContext context, string word, JsonObject item, CancellationToken cancellationToken)
    {
        var line = new JsonObject { ["type"] = word, ["object"] = item }.Plain() + "\n";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line), cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
