using System.Security.Cryptography;

namespace Groundwright.Adapters.Git.Shared;

/// <summary>Waits between tries, longer each time and by chance, so that many who lost a race do not all run again at once.</summary>
internal sealed class Backoff(TimeSpan limit, TimeProvider time)
{
    private const int First = 40;
    private const int Longest = 2000;

    private readonly long begun = time.GetTimestamp();
    private int tries;

    /// <summary>Waits.</summary>
    /// <returns>False: it took too long, give up.</returns>
    public async Task<bool> Wait(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(begun) > limit) return false;
        var most = Math.Min(Longest, First << Math.Min(tries++, 10));
        await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, most + 1)), time, cancellationToken);
        return true;
    }
}
