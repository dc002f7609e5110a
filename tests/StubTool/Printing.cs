using System.Collections;
using System.Text.Json;

namespace StubTool;

internal static class Printing
{
    public static int Lines(TextWriter writer, int count, string[] text)
    {
        using var buffered = new StreamWriter(writer == Console.Out ? Console.OpenStandardOutput() : Console.OpenStandardError(), bufferSize: 64 * 1024);
        for (var i = 1; i <= count; i++) buffered.WriteLine($"{(text.Length > 0 ? text[0] : "line")} {i}");
        return 0;
    }

    public static int Bytes(long count, int perLine)
    {
        using var output = Console.OpenStandardOutput();
        var chunk = new byte[64 * 1024];
        for (long written = 0; written < count;)
        {
            var length = (int)Math.Min(chunk.Length, count - written);
            for (var i = 0; i < length; i++) chunk[i] = (byte)((written + i + 1) % perLine == 0 ? '\n' : 'x');
            output.Write(chunk.AsSpan(0, length));
            written += length;
        }
        return 0;
    }

    public static int Drip(int count, int pause)
    {
        for (var i = 1; i <= count; i++)
        {
            Console.WriteLine($"drip {i}");
            Thread.Sleep(pause);
        }
        return 0;
    }

    public static int Describe(string[] arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value);
        Console.Write(JsonSerializer.Serialize(new { arguments = arguments[1..], environment, directory = Environment.CurrentDirectory, input = Console.In.ReadToEnd() }));
        return 0;
    }

    public static int Count(string file)
    {
        File.AppendAllText(file, $"{Environment.ProcessId}\n");
        return 0;
    }
}
