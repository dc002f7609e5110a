namespace Groundwright.Core.Environments;

/// <summary>A folder with mode 0700 for secrets in clear, deleted when disposed.</summary>
public sealed class PrivateFolder : IDisposable
{
    internal PrivateFolder(string path)
    {
        Path = path;
        PrivateFiles.CreateDirectory(path);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>A file inside it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
