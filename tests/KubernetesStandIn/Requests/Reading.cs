using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Requests.Tables;
using KubernetesStandIn.Storage;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Requests;

/// <summary>Answers get and list.</summary>
internal sealed class Reading(ObjectStore store, TimeProvider time)
{
    private readonly ObjectTables tables = new(time);

    public JsonObject Get(ApiRequest api, HttpRequest request)
    {
        var item = store.Get(ObjectKey.Of(api.Type, api.Namespace, api.Name!)) ?? throw new ApiException(ApiStatus.NotFound(api.Type, api.Name!));
        item["apiVersion"] = api.Type.ApiVersion;
        return Query.WantsTable(request) ? tables.Of(api.Type, [item], request.Query["includeObject"].ToString()) : item;
    }

    /// <summary>A page is taken from the objects as they are now, not from those of the first page; the real server keeps them for some minutes.</summary>
    public JsonObject List(ApiRequest api, HttpRequest request)
    {
        var selector = Query.Selector(request);
        long version;
        List<(ObjectKey Key, JsonObject Object)> found;
        lock (store.Sync)
        {
            version = store.Version;
            found = [.. store.List(api.Type.Group, api.Type.Plural, api.Namespace).Where(item => selector.Matches(item.Object))];
        }
        if (Continuation(request) is { } after) found = [.. found.Where(item => string.CompareOrdinal(item.Key.Order, after) > 0)];
        var meta = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (int.TryParse(request.Query["limit"], CultureInfo.InvariantCulture, out var limit) && limit > 0 && found.Count > limit)
        {
            meta["remainingItemCount"] = found.Count - limit;
            found = found[..limit];
            meta["continue"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(found[^1].Key.Order));
        }
        var items = found.Select(item => InVersion(api, item.Object));
        var list = Query.WantsTable(request)
            ? tables.Of(api.Type, items, request.Query["includeObject"].ToString())
            : new JsonObject { ["kind"] = api.Type.Kind + "List", ["apiVersion"] = api.Type.ApiVersion, ["items"] = new JsonArray([.. items]) };
        list["metadata"] = meta;
        return list;
    }

    /// <summary>An object of a watch, as a table when those are wanted.</summary>
    public JsonObject Shown(ApiRequest api, HttpRequest request, JsonObject item) =>
        Query.WantsTable(request) ? tables.Of(api.Type, [InVersion(api, item)], request.Query["includeObject"].ToString()) : InVersion(api, item);

    private static JsonObject InVersion(ApiRequest api, JsonObject item)
    {
        var copy = item.Copy();
        copy["apiVersion"] = api.Type.ApiVersion;
        return copy;
    }

    private static string? Continuation(HttpRequest request)
    {
        if (request.Query["continue"].ToString() is not { Length: > 0 } token) return null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw new ApiException(ApiStatus.BadRequest("continue key is not valid"));
        }
    }
}
