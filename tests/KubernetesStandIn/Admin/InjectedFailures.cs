using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Admin;

/// <summary>A failure for the next requests that match.</summary>
/// <param name="Method">Null: any.</param>
/// <param name="Path">A regular expression.</param>
/// <param name="Left">For how many requests.</param>
/// <param name="Delay">Before the answer.</param>
/// <param name="Status">The answer; null: the request is only delayed.</param>
/// <param name="Cut">The connection is closed instead of an answer.</param>
internal sealed record InjectedFailure(string? Method, Regex Path, int Left, TimeSpan Delay, ApiStatus? Status, bool Cut)
{
    public static InjectedFailure Read(JsonObject wish) => new(wish.Text("method"), new Regex(wish.Text("path") ?? "", RegexOptions.CultureInvariant), (int)(wish.Number("count") ?? 1),
        TimeSpan.FromMilliseconds(wish.Number("delayMilliseconds") ?? 0),
        wish.Number("status") is { } code ? new ApiStatus((int)code, wish.Text("reason") ?? "InternalError", wish.Text("message") ?? "injected by the test") : null, wish.Flag("cut"));
}

/// <summary>The failures that tests asked for.</summary>
internal sealed class InjectedFailures
{
    private readonly List<InjectedFailure> failures = [];

    public void Add(InjectedFailure failure)
    {
        lock (failures) failures.Add(failure);
    }

    /// <summary>The failure for this request; it is used up by one.</summary>
    public InjectedFailure? Take(string method, string path)
    {
        lock (failures)
        {
            var at = failures.FindIndex(failure => (failure.Method is null || failure.Method == method) && failure.Path.IsMatch(path));
            if (at < 0) return null;
            var found = failures[at];
            if (found.Left > 1) failures[at] = found with { Left = found.Left - 1 };
            else failures.RemoveAt(at);
            return found;
        }
    }

    public void Clear()
    {
        lock (failures) failures.Clear();
    }
}
