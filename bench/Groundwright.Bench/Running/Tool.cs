using System.Diagnostics;

namespace Groundwright.Bench.Running;

/// <summary>Runs a program to its end, as a person would type it.</summary>
internal static class Tool
{
    /// <summary>Runs it and returns how long it took. Throws with its output when it fails.</summary>
    public static async Task<TimeSpan> Run(string directory, string program, params string[] arguments)
    {
        var (exit, output, time) = await Try(directory, null, program, arguments);
        return exit == 0 ? time : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exit}: {output}");
    }

    /// <summary>Runs it; failing is an answer.</summary>
    public static async Task<(int Exit, string Output, TimeSpan Time)> Try(
        string directory, IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, printed[0] + printed[1], watch.Elapsed);
    }
}
