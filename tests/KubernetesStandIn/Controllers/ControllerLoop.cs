using KubernetesStandIn.Http;
using KubernetesStandIn.Storage;
using Microsoft.Extensions.Hosting;

namespace KubernetesStandIn.Controllers;

/// <summary>Calls every controller, again and again: often after a change, seldom in a quiet cluster.</summary>
internal sealed class ControllerLoop(IReadOnlyList<IController> controllers, ObjectStore store, Action<string> warn) : BackgroundService
{
    private const int QuietAfter = 20;
    private const int SeldomEvery = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        var (seen, quiet) = (0L, 0);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            quiet = seen == store.Version ? quiet + 1 : 0;
            seen = store.Version;
            if (quiet > QuietAfter && quiet % SeldomEvery != 0) continue;
            foreach (var controller in controllers) Reconcile(controller);
        }
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
