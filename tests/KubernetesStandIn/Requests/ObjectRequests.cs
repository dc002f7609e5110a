using System.Text.Json.Nodes;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;
using KubernetesStandIn.Writing;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Requests;

/// <summary>Answers requests for objects: each verb by the class that knows it.</summary>
internal sealed class ObjectRequests(ObjectStore store, ObjectWriter writer, ObjectDeletion deletion, TimeProvider time)
{
    private readonly Reading reading = new(store, time);
    private readonly Patching patching = new(writer);
    private readonly Scaling scaling = new(writer);

    public async Task Answer(ApiRequest api, User user, HttpContext context)
    {
        CheckSubresource(api);
        switch (api.Verb)
        {
            case "get":
                await Get(api, context);
                break;
            case "list":
                await context.Response.Json(reading.List(api, context.Request), context.RequestAborted);
                break;
            case "watch":
                await new Watching(store, reading, time).Watch(api, context);
                break;
            case "create" when api.Type.Plural.StartsWith("selfsubject", StringComparison.Ordinal):
                await context.Response.Json(SelfReviews.Answer(api.Type, await Body.Object(context.Request, context.RequestAborted), user), context.RequestAborted, 201);
                break;
            case "delete" or "deletecollection":
                await Delete(api, context);
                break;
            default:
                await Write(api, context);
                break;
        }
    }

    private async Task Get(ApiRequest api, HttpContext context)
    {
        if (api.Subresource == "log") await context.Response.Text(PodLogs.Read(writer.Existing(api.Type, api.Namespace, api.Name!), context.Request), context.RequestAborted);
        else if (api.Subresource == "scale") await context.Response.Json(Scaling.Show(api.Type, writer.Existing(api.Type, api.Namespace, api.Name!)), context.RequestAborted);
        else await context.Response.Json(reading.Get(api, context.Request), context.RequestAborted);
    }

    private async Task Write(ApiRequest api, HttpContext context)
    {
        var (request, stop) = (context.Request, context.RequestAborted);
        if (api.Type.Namespaced && api.Namespace is null) throw new ApiException(ApiStatus.BadRequest("an object is written in its namespace"));
        var options = Query.Write(request, api);
        var isNew = api.Verb == "create" || store.Peek(ObjectKey.Of(api.Type, api.Namespace, api.Name!)) is null;
        JsonObject result;
        if (api.Subresource == "scale") result = scaling.Set(api, await Body.Read(request, stop) as JsonObject ?? [], options);
        else if (api.Verb == "create") result = writer.Create(api.Type, api.Namespace, await Body.Object(request, stop), options);
        else if (api.Verb == "patch") result = await patching.Patch(api, request, options, stop);
        else
        {
            var item = await Body.Object(request, stop);
            result = writer.Update(api.Type, api.Namespace, api.Name!, _ => item.Copy(), options);
        }
        context.Response.Warn(options.Warnings);
        await context.Response.Json(result, stop, isNew ? 201 : 200);
    }

    private async Task Delete(ApiRequest api, HttpContext context)
    {
        var options = await Body.Read(context.Request, context.RequestAborted) as JsonObject ?? [];
        if (context.Request.Query["propagationPolicy"].ToString() is { Length: > 0 } policy) options["propagationPolicy"] = policy;
        var dryRun = Query.DryRun(context.Request) || options.Texts("dryRun").Contains("All");
        if (api.Name is not null)
        {
            await context.Response.Json(deletion.Delete(api.Type, api.Namespace, api.Name, options, dryRun), context.RequestAborted);
            return;
        }
        var selector = Query.Selector(context.Request);
        foreach (var (key, _) in store.List(api.Type.Group, api.Type.Plural, api.Namespace).Where(item => selector.Matches(item.Object)))
            deletion.Delete(api.Type, key.Namespace, key.Name, options.Copy(), dryRun);
        await context.Response.Json(reading.List(api, context.Request), context.RequestAborted);
    }

    private static void CheckSubresource(ApiRequest api)
    {
        var known = api.Subresource switch
        {
            null => api.Type.Verbs.Contains(api.Verb),
            "status" => api.Type.HasStatus && api.Verb is "get" or "update" or "patch",
            "scale" => api.Type.Scale is not null && api.Verb is "get" or "update" or "patch",
            "log" => api.Type.Plural == "pods" && api.Verb == "get",
            _ => throw new ApiException(ApiStatus.NoSuchPath()),
        };
        if (!known) throw new ApiException(new ApiStatus(405, "MethodNotAllowed", $"the server does not allow this method on the requested resource"));
    }
}
