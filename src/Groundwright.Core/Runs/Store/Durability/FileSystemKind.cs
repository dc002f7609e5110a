using System.Globalization;

namespace Groundwright.Core.Runs.Store.Durability;

/// <summary>What kind of file system a folder lies on: locks and fsync of network file systems do not keep what they promise (rule J4).</summary>
internal static class FileSystemKind
{
    private static readonly HashSet<string> Network = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smbfs", "smb2", "smb3", "ncpfs", "afs", "coda", "ceph", "lustre", "beegfs", "gpfs", "webdav", "davfs", "glusterfs", "sshfs",
        "s3fs", "rclone", "gcsfuse", "goofys", "juicefs", "smbnetfs", "curlftpfs", "mountpoint-s3", "blobfuse", "blobfuse2", "davfs2", "moosefs",
    };

    /// <summary>Name of the network file system that holds the folder; null when it is a local one, or cannot be told.</summary>
    public static string? NetworkName(string folder)
    {
        if (OperatingSystem.IsLinux()) return MountType(folder) is { } name && IsNetwork(name) ? name : null;
        if (OperatingSystem.IsWindows() && folder.StartsWith(@"\\", StringComparison.Ordinal)) return "a network share";
        var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder);
        return drive.DriveType == DriveType.Network ? drive.DriveFormat : null;
    }

    /// <summary>Whether a name as in <c>/proc/self/mountinfo</c>, such as <c>ext4</c> or <c>fuse.sshfs</c>, is a network file system.</summary>
    public static bool IsNetwork(string name) => Network.Contains(name.StartsWith("fuse.", StringComparison.Ordinal) ? name["fuse.".Length..] : name);

    /// <summary>Type of the mount with this id in the text of <c>/proc/self/mountinfo</c>; null when it is not listed.</summary>
    public static string? TypeOf(string mountId, IEnumerable<string> mountTable)
    {
        foreach (var line in mountTable)
        {
            // "36 35 98:0 /root /mountpoint options [optional fields] - type source superoptions"; see proc(5).
            var fields = line.Split(' ');
            if (fields[0] != mountId) continue;
            var dash = Array.IndexOf(fields, "-");
            return dash >= 0 && dash + 1 < fields.Length ? fields[dash + 1] : null;
        }
        return null;
    }

    /// <summary>Linux: type of the mount a folder lies on; null when it cannot be told.</summary>
    internal static string? MountType(string folder)
    {
        const string label = "mnt_id:";
        using var handle = Libc.Open(folder);
        // The mount's number, not the path: links and mounts over mounts make a path say the wrong thing.
        var information = $"/proc/self/fdinfo/{((int)handle.DangerousGetHandle()).ToString(CultureInfo.InvariantCulture)}";
        if (!File.Exists(information) || !File.Exists("/proc/self/mountinfo")) return null;
        var mount = File.ReadLines(information).FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal));
        return mount is null ? null : TypeOf(mount[label.Length..].Trim(), File.ReadLines("/proc/self/mountinfo"));
    }
}
