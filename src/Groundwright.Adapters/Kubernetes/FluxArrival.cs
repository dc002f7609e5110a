using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Waits until Flux has brought a commit into the cluster, and says why when it does not.</summary>
internal sealed class FluxArrival(Kubectl kubectl, FluxSettings flux, string target, TimeProvider time, KubernetesOptions options)
{
    // It builds the same again and again from the same commit: waiting does not help.
    private static readonly string[] Final = ["BuildFailed"];

    /// <summary>Waits for a commit.</summary>
    /// <param name="commit">The commit that must arrive.</param>
    /// <param name="contains">Whether another commit holds it.</param>
    /// <param name="folder">The overlay.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<HealthResult> Wait(string commit, Func<string, Task<bool>> contains, string folder, CancellationToken cancellationToken)
    {
        var name = $"flux Kustomization/{flux.Namespace}/{flux.Kustomization ?? target}";
        var persistence = new Persistence(time, options.Patience);
        FluxState? last = null;
        var result = await new Poll(time, options).Until(options.FluxDeadline, async () =>
        {
            last = await FluxState.Read(kubectl, flux, target, cancellationToken);
            if (last.Path != FluxState.Trim(folder)) return new HealthResult(name, false, $"it builds {(last.Path.Length == 0 ? "the root" : last.Path)}, the target is {folder}");
            if (last.Suspended) return new HealthResult(name, false, $"it is suspended; `flux resume kustomization {last.Name} -n {last.Namespace}` lets it go on");
            if (last.Ready && last.Applied is { } applied && (applied == commit || await contains(applied)) && last.Fetched == applied) return new HealthResult(name, true, $"applied {applied[..10]}");
            var about = last.Attempted ?? last.Fetched;
            var failure = last.Failure is { } found && about is not null && (about == commit || await contains(about)) ? found : last.Failure is { } other && last.Fetched is null ? other : ((string Reason, string Message)?)null;
            var counts = persistence.Counts(failure?.Reason);
            return failure is { } why && (counts || Final.Contains(why.Reason)) ? new HealthResult(name, false, $"{why.Reason}: {why.Message}") : null;
        }, cancellationToken);
        return result ?? new HealthResult(name, false, Late(last!, commit));
    }

    private string Late(FluxState last, string commit)
    {
        var failure = last.Failure is { } why ? $"; {why.Reason}: {why.Message}" : "";
        if (last.Source is null) return "its GitRepository is not there";
        return last.Fetched == commit
            ? $"it fetched {commit[..10]} and has not applied it in {options.FluxDeadline.TotalSeconds:0} s{failure}"
            : $"{commit[..10]} did not arrive in {options.FluxDeadline.TotalSeconds:0} s: the source {(last.Branch is null ? "" : $"watches {last.Branch} and ")}is at {last.Fetched?[..10] ?? "nothing"}{failure}";
    }
}
