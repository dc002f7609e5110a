using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace KubernetesStandIn;

/// <summary>Ends the stand-in when the process it works for has ended, however that happened.</summary>
internal sealed class ParentWatch(int parent, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (IsThere()) await timer.WaitForNextTickAsync(stoppingToken);
        lifetime.StopApplication();
    }

    private bool IsThere()
    {
        try
        {
            using var process = Process.GetProcessById(parent);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
