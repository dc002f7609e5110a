#pragma warning disable VSTHRD003 // There is no synchronization context in any host of this product: nothing to deadlock on.
using System.Buffers;
using System.Text;
using Groundwright.Core.Secrets;

namespace Groundwright.Core.Processes;

/// <summary>Reads both streams of a command at once: keeps their tails, hands over masked lines, watches how much and when.</summary>
internal sealed class CommandOutput(Command command, Masker masker, Action<OutputLine>? onLine, TimeProvider time)
{
    private const int BufferSize = 64 * 1024;

    private readonly Lock handingOver = new();
    private readonly TailBuffer output = new(command.CaptureLimit);
    private readonly TailBuffer error = new(command.CaptureLimit);
    private readonly TaskCompletionSource tooMuch = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long bytes;
    private long lastOutput = time.GetTimestamp();

    /// <summary>Ends when the output limit is passed.</summary>
    public Task TooMuch => tooMuch.Task;

    /// <summary>Ends with the fault when whoever takes the lines throws.</summary>
    public Task Failed => failed.Task;

    public bool Truncated => output.Truncated || error.Truncated;

    public string StandardOutput => output.ToString();

    public string StandardError => error.ToString();

    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref lastOutput));

    /// <summary>Reads both streams to their end, or until told to stop; never throws.</summary>
    public Task Read(StartedProcess process, CancellationToken stop) =>
        Task.WhenAll(Pump(process.Output, output, isError: false, stop), Pump(process.Error, error, isError: true, stop));

    private async Task Pump(Stream stream, TailBuffer tail, bool isError, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var lines = onLine is null ? null : new DecodedLines(masker.Open(line => HandOver(isError, line), command.LongestLine));
        try
        {
            while (await Next(stream, buffer, stop) is > 0 and var length)
            {
                Volatile.Write(ref lastOutput, time.GetTimestamp());
                tail.Add(buffer.AsSpan(0, length));
                if (Interlocked.Add(ref bytes, length) > (command.OutputLimit ?? long.MaxValue)) tooMuch.TrySetResult();
                lines?.Write(buffer.AsSpan(0, length));
            }
            lines?.Complete();
        }
        catch (Exception fault) when (failed.TrySetException(fault) || failed.Task.IsFaulted)
        {
            // The command is being ended because of it; until then it must not block on a full pipe.
            while (await Next(stream, buffer, stop) > 0) { }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void HandOver(bool isError, string line)
    {
        // One at a time, so that takers need not care that there are two streams.
        lock (handingOver) onLine!(new OutputLine(isError, line));
    }

    private static async ValueTask<int> Next(Stream stream, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await stream.ReadAsync(buffer, stop);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>Bytes to characters to masked lines.</summary>
    private sealed class DecodedLines(StreamMasker lines)
    {
        private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
        private readonly char[] characters = new char[Encoding.UTF8.GetMaxCharCount(BufferSize)];

        public void Write(ReadOnlySpan<byte> bytes) => lines.Write(characters.AsSpan(0, decoder.GetChars(bytes, characters, flush: false)));

        public void Complete()
        {
            lines.Write(characters.AsSpan(0, decoder.GetChars([], characters, flush: true)));
            lines.Complete();
        }
    }
}
