using System.Threading.Channels;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>The output of a coding CLI that is talked with while it works, and what it is told.</summary>
internal interface ICliDialogue : ICliOutput
{
    /// <summary>Lines for its standard input. Ends when there is nothing more to say.</summary>
    ChannelReader<string> Said { get; }

    /// <summary>Ends when there is nothing more to say.</summary>
    Task Over { get; }

    /// <summary>Asks it to stop. It may take its time, or not listen.</summary>
    void Stop();
}
