namespace Groundwright.Core.Processes.Trees;

/// <summary>A process we started and everything that came from it. One implementation per system.</summary>
internal interface IProcessTree
{
    /// <summary>Ids of those that have not ended.</summary>
    IReadOnlyCollection<int> Living();

    /// <summary>Whether nothing can be left once the root has ended by itself; a cheaper question than <see cref="Living"/>.</summary>
    bool CertainlyEmpty();

    /// <summary>Asks as Ctrl-C does.</summary>
    void Interrupt();

    /// <summary>Asks each of them to end.</summary>
    void Terminate();

    /// <summary>Ends all that are there now, without asking. New ones may have come meanwhile.</summary>
    void Kill();
}
