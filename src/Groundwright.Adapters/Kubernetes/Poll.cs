namespace Groundwright.Adapters.Kubernetes;

/// <summary>Looks again and again, less and less often, until something is decided or the deadline is over.</summary>
/// <param name="time">Clock.</param>
/// <param name="options">Pauses.</param>
internal sealed class Poll(TimeProvider time, KubernetesOptions options)
{
    /// <summary>The first answer that is not null; null when there was none in time.</summary>
    public async Task<T?> Until<T>(TimeSpan deadline, Func<Task<T?>> look, CancellationToken cancellationToken)
        where T : class
    {
        var end = time.GetUtcNow() + deadline;
        var pause = options.Pause;
        while (true)
        {
            if (await look() is { } answer) return answer;
            var left = end - time.GetUtcNow();
            if (left <= TimeSpan.Zero) return null;
            await Task.Delay(pause < left ? pause : left, time, cancellationToken);
            if (pause < options.Pause * 10) pause *= 1.5;
        }
    }
}

/// <summary>Remembers since when the same failure is seen: many pass by themselves.</summary>
internal sealed class Persistence(TimeProvider time, TimeSpan patience)
{
    private string? last;
    private DateTimeOffset since;

    /// <summary>Whether this failure has been there for as long as one is patient. Null: no failure.</summary>
    public bool Counts(string? failure)
    {
        if (failure != last) (last, since) = (failure, time.GetUtcNow());
        return failure is not null && time.GetUtcNow() - since >= patience;
    }
}
