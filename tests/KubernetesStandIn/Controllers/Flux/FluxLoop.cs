using KubernetesStandIn.Http;
using Microsoft.Extensions.Hosting;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>Calls the Flux controllers. Apart from the others, because git and kustomize take their time.</summary>
internal sealed class FluxLoop(GitRepositoryController sources, KustomizationController kustomizations, HelmController helm, Action<string> warn) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sources.Reconcile(stoppingToken);
                await kustomizations.Reconcile(stoppingToken);
                helm.Reconcile();
            }
            catch (ApiException refused)
            {
                warn($"flux: {refused.Message}");
            }
        }
    }
}
