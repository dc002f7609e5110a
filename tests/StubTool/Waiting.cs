using System.Globalization;
using System.Runtime.InteropServices;

namespace StubTool;

internal static class Waiting
{
    public static int Sleep(string seconds)
    {
        Thread.Sleep(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
        return 0;
    }

    public static int Stubborn(string seconds)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        Console.WriteLine("ready");
        return Sleep(seconds);
    }

    public static int Graceful(string seconds)
    {
        using var interrupted = new ManualResetEventSlim();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            interrupted.Set();
        });
        Console.WriteLine("ready");
        if (!interrupted.Wait(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)))) return 0;
        Console.WriteLine("interrupted");
        return 130;
    }
}
