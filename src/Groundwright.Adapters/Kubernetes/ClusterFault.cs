using System.Text.RegularExpressions;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Names why kubectl failed, from what it printed. The words are those of kubectl 1.24 to 1.32.</summary>
internal static partial class ClusterFault
{
    private const int TailLength = 4000;

    /// <summary>The problem, with what to type next.</summary>
    public static Problem Of(string said, string? context)
    {
        var words = Words(said);
        var at = context is null ? "" : $" --context={context}";
        // Without any configuration kubectl tries this address.
        if (NoContext().IsMatch(words)) return MissingContext(words, context);
        if (Denied().IsMatch(words)) return Problem.Of(KubernetesProblems.Denied, $"the cluster does not allow it{(context is null ? "" : $" (context {context})")}", words,
            new Remedy($"kubectl auth can-i --list{at}", "what you may do there"), new Remedy($"kubectl auth whoami{at}", "who you are there"));
        if (Conflict().IsMatch(words)) return Problem.Of(KubernetesProblems.Conflict, "somebody else owns what would be changed", words,
            new Remedy($"kubectl get -f <file> -o yaml --show-managed-fields{at}", "who owns which field; take the field out of the overlay, or let the other owner go"));
        if (Unreachable().IsMatch(words)) return Problem.Of(KubernetesProblems.Unreachable, $"the cluster does not answer{(context is null ? "" : $" (context {context})")}", words,
            new Remedy($"kubectl cluster-info{at}", "tries the connection")) with
        { Retry = new Retry(true, TimeSpan.FromSeconds(30)) };
        if (Invalid().IsMatch(words)) return Problem.Of(TargetProblems.Invalid, "the cluster does not accept the manifests", words);
        return Problem.Of(TargetProblems.ToolFailed, "kubectl failed", words);
    }

    /// <summary>There is no such context, or none at all.</summary>
    public static Problem MissingContext(string words, string? context) => Problem.Of(KubernetesProblems.NoContext,
        context is null ? "kubectl has no current context" : $"kubectl has no context {context}",
        $"{words}\n{(context is null ? "Say which cluster an environment lives in with `cluster:`, the name of a kubectl context." : "It is named by `cluster:` of the environment.")}".Trim(),
        new Remedy("kubectl config get-contexts", "which contexts there are"));

    /// <summary>Whether the server said that there is no such thing.</summary>
    public static bool IsMissing(string said) => Missing().IsMatch(said);

    /// <summary>What was printed, without what steers a terminal, at most 4,000 characters of it.</summary>
    public static string Words(string said)
    {
        var clean = Steering().Replace(said, "");
        return (clean.Length > TailLength ? clean[^TailLength..] : clean).Trim();
    }

    [GeneratedRegex("context .* does not exist|http://localhost:8080/|server localhost:8080 was refused|no context exists|current-context must exist|context was not found", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoContext();

    [GeneratedRegex(@"\(Forbidden\)|is forbidden:|\(Unauthorized\)|must be logged in|provided credentials", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    [GeneratedRegex(@"Apply failed with \d+ conflict|\(Conflict\)|object has been modified|Operation cannot be fulfilled", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Conflict();

    [GeneratedRegex(@"unknown field|field not declared in schema|failed to create typed patch object|strict decoding error|\(Invalid\)|\(BadRequest\)|is invalid:|no matches for kind|error validating|ValidationError|field is immutable|unable to decode", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Invalid();

    [GeneratedRegex(@"Unable to connect to the server|connection to the server .* was refused|connection refused|no such host|failed to download openapi|i/o timeout|TLS handshake|deadline exceeded|connection reset|: EOF$|no route to host|Client\.Timeout|\(ServiceUnavailable\)|\(Timeout\)|x509", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unreachable();

    [GeneratedRegex(@"\(NotFound\)|doesn't have a resource type|no matches for kind", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Missing();

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]|[\p{Cc}-[\r\n\t]]", RegexOptions.CultureInvariant)]
    private static partial Regex Steering();
}
