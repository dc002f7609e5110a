using KubernetesStandIn.Admin;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Requests;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Http;

/// <summary>Every request passes here: failures that a test asked for, who it is, whether they may, and then whoever answers.</summary>
internal sealed class FrontDoor(
    StandInOptions options, SeenRequests seen, InjectedFailures failures, AdminRequests admin, DiscoveryRequests discovery, ResourceCatalog catalog, ObjectRequests objects)
{
    public async Task Answer(HttpContext context)
    {
        var isAdmin = context.Request.Path.StartsWithSegments("/stand-in");
        User? user = null;
        try
        {
            if (isAdmin)
            {
                await admin.Answer(context);
                return;
            }
            user = WhoIs(context.Request);
            if (!await Fail(context)) await Answer(context, user);
        }
        catch (ApiException refused)
        {
            await context.Response.Status(refused.Status, context.RequestAborted);
        }
        finally
        {
            if (!isAdmin) seen.Add(context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", user?.Name, context.Response.StatusCode);
        }
    }

    private async Task Answer(HttpContext context, User? user)
    {
        if (user is null) throw new ApiException(new ApiStatus(401, "Unauthorized", "Unauthorized"));
        if (await discovery.Answer(context)) return;
        var api = ApiRequest.Read(context.Request, catalog) ?? throw new ApiException(ApiStatus.NoSuchPath());
        if (!user.May(api.Verb, api.Type.Group)) throw new ApiException(Refusal(api, user));
        await objects.Answer(api, user, context);
    }

    /// <summary>Whether the request is over.</summary>
    private async Task<bool> Fail(HttpContext context)
    {
        if (failures.Take(context.Request.Method, context.Request.Path) is not { } failure) return false;
        if (failure.Delay > TimeSpan.Zero) await Task.Delay(failure.Delay, TimeProvider.System, context.RequestAborted);
        if (failure.Cut) context.Abort();
        else if (failure.Status is not null) throw new ApiException(failure.Status);
        return failure.Cut;
    }

    private User? WhoIs(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal)) return null;
        var token = header[Bearer.Length..];
        return token == options.Token ? new User("writer", CanWrite: true) : token == options.ReadOnlyToken ? new User("reader", CanWrite: false) : null;
    }

    private static ApiStatus Refusal(ApiRequest api, User user)
    {
        var name = api.Name is null ? "" : $" \"{api.Name}\"";
        var where = api.Namespace is null ? " at the cluster scope" : $" in the namespace \"{api.Namespace}\"";
        return ApiStatus.Forbidden(api.Type, api.Name ?? "",
            $"{api.Type.Qualified}{name} is forbidden: User \"{user.Name}\" cannot {api.Verb} resource \"{api.Type.Plural}\" in API group \"{api.Type.Group}\"{where}");
    }
}
