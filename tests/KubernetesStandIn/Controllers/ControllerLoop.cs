using KubernetesStandIn.Http;
using Microsoft.Extensions.Hosting;

namespace KubernetesStandIn.Controllers;

/// <summary>Calls every controller, again and again.</summary>
internal sealed class ControllerLoop(IReadOnlyList<IController> controllers, Action<string> warn) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var controller in controllers) Reconcile(controller);
    }

    private void Reconcile(IController controller)
    {
        try
        {
            controller.Reconcile();
        }
        catch (ApiException refused)
        {
            // As in a real cluster: someone was faster, or the object cannot be made. The next call looks again.
            warn($"{controller.GetType().Name}: {refused.Message}");
        }
    }
}
