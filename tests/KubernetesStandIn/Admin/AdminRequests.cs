using System.Text.Json.Nodes;
using KubernetesStandIn.Controllers;
using KubernetesStandIn.Controllers.Flux;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Admin;

/// <summary>
/// What tests may ask for, below <c>/stand-in/</c>, without a token:
/// <list type="bullet">
/// <item><c>GET requests</c>: those seen so far; <c>DELETE requests</c> forgets them.</item>
/// <item><c>POST failures</c> <c>{method, path, count, status, reason, message, delayMilliseconds, cut}</c>: fails the next requests that match.</item>
/// <item><c>POST clock</c> <c>{seconds}</c>: sets the clock forward.</item>
/// <item><c>POST repositories</c> <c>{url, path}</c>: lets an address of a GitRepository stand for a local repository.</item>
/// <item><c>POST compact</c>: forgets the changes so far, so that older watches are too late.</item>
/// <item><c>DELETE pods/NAMESPACE/NAME</c>: the pod dies, as when its node fails.</item>
/// <item><c>POST reset</c>: the cluster is new again.</item>
/// </list>
/// </summary>
internal sealed class AdminRequests(SeenRequests seen, InjectedFailures failures, ShiftedTime time, GitSources git, Cluster cluster, Action reset)
{
    public async Task Answer(HttpContext context)
    {
        var words = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        var stop = context.RequestAborted;
        switch (context.Request.Method, words)
        {
            case ("GET", ["requests"]):
                await context.Response.Json(seen.All(), stop);
                return;
            case ("DELETE", ["requests"]):
                seen.Clear();
                break;
            case ("POST", ["failures"]):
                failures.Add(InjectedFailure.Read(await Body.Object(context.Request, stop)));
                break;
            case ("POST", ["clock"]):
                time.Advance(TimeSpan.FromSeconds((await Body.Object(context.Request, stop)).Number("seconds") ?? throw new ApiException(ApiStatus.BadRequest("seconds is missing"))));
                break;
            case ("POST", ["repositories"]):
                Serve(await Body.Object(context.Request, stop));
                break;
            case ("POST", ["compact"]):
                cluster.Store.Compact();
                break;
            case ("DELETE", ["pods", var inNamespace, var name]):
                Kill(inNamespace, name);
                break;
            case ("POST", ["reset"]):
                failures.Clear();
                seen.Clear();
                reset();
                break;
            default:
                throw new ApiException(ApiStatus.NoSuchPath());
        }
        await context.Response.Json(new JsonObject { ["status"] = "Success" }, stop);
    }

    private void Serve(JsonObject wish) =>
        git.Serve(wish.Text("url") ?? throw new ApiException(ApiStatus.BadRequest("url is missing")), wish.Text("path") ?? throw new ApiException(ApiStatus.BadRequest("path is missing")));

    private void Kill(string inNamespace, string name)
    {
        var key = ObjectKey.Of(cluster.Catalog.Core("pods"), inNamespace, name);
        if (cluster.Store.Peek(key) is null) throw new ApiException(ApiStatus.NotFound(cluster.Catalog.Core("pods"), name));
        cluster.Store.Remove(key);
    }
}
