using System.Text.Json.Nodes;

namespace KubernetesStandIn.Admin;

/// <summary>The requests so far, for tests to look at. The oldest are forgotten.</summary>
internal sealed class SeenRequests
{
    private const int Kept = 5000;
    private readonly Queue<JsonObject> requests = [];

    public void Add(string method, string path, string query, string? user, int status)
    {
        var request = new JsonObject { ["method"] = method, ["path"] = path, ["query"] = query, ["user"] = user, ["status"] = status };
        lock (requests)
        {
            requests.Enqueue(request);
            if (requests.Count > Kept) requests.Dequeue();
        }
    }

    public JsonArray All()
    {
        lock (requests) return new JsonArray([.. requests.Select(request => request.DeepClone())]);
    }

    public void Clear()
    {
        lock (requests) requests.Clear();
    }
}
