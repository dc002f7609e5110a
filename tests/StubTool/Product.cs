using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Secrets;

namespace StubTool;

internal static class Product
{
    public static Task<int> Run(string owner, string program, string[] arguments) =>
        Run(new Command(program, arguments) { WorkingDirectory = Path.GetTempPath(), Owner = owner });

    public static async Task<int> Lock(string file, string program, string[] arguments)
    {
        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        return await Run(new Command(program, arguments) { WorkingDirectory = Path.GetTempPath(), InheritedHandles = [handle] });
    }

    private static async Task<int> Run(Command command)
    {
        var result = await new CommandRunner(TimeProvider.System, new Masker()).Run(command, line => Console.WriteLine(line.Text), CancellationToken.None);
        return result.ExitCode;
    }

    // In the thread pool from the start: with one thread in it all calls to the disk are one thread's, so that they can be counted.
    public static Task<int> Host(string folder, string nonce) =>
        Task.Run(() => new EffectHost(new CommandRunner(TimeProvider.System, new Masker()), TimeProvider.System).Run(new EffectFolder(folder), nonce, CancellationToken.None));

    public static int Detach(string program, string[] arguments)
    {
        var command = new Command(program, arguments) { WorkingDirectory = Path.GetTempPath(), Environment = CommandEnvironment.Minimal.With("GROUNDWRIGHT_EFFECT", "test") };
        Console.WriteLine(CommandRunner.StartDetached(command));
        return Waiting.Sleep("60");
    }
}
