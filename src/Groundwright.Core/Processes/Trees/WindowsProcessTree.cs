namespace Groundwright.Core.Processes.Trees;

/// <summary>
/// On Windows the tree is ended at once, by walking from parent to child: a program without a console cannot be interrupted politely, and children of a
/// parent that has ended are not found.
/// </summary>
internal sealed class WindowsProcessTree(StartedProcess root) : IProcessTree
{
    public IReadOnlyCollection<int> Living() => root.HasExited ? [] : [root.Id];

    public bool CertainlyEmpty() => true;

    public void Interrupt() => Kill();

    public void Terminate() => Kill();

    public void Kill() => root.KillTree();
}
