using Groundwright.Core.Runs.Store.Durability;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store.Durability;

[Covers("J4")]
public sealed class FileSystemKindTests
{
    // As Linux prints it, with optional fields and without, and a path with an escaped space.
    private static readonly string[] Table =
    [
        "29 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw",
        "41 29 0:38 / /home/ada/shared\\040disk rw,nosuid - fuse.sshfs ada@host:/srv rw,user_id=0",
        "42 29 0:39 / /mnt/office rw - nfs4 server:/export rw,vers=4.2",
        "43 29 0:40 / /mnt/short",
    ];

    [Theory]
    [InlineData("29", "ext4", false)]
    [InlineData("41", "fuse.sshfs", true)]
    [InlineData("42", "nfs4", true)]
    public void The_type_of_a_mount_tells_whether_it_is_a_network_one(string mount, string type, bool network)
    {
        FileSystemKind.TypeOf(mount, Table).ShouldBe(type);
        FileSystemKind.IsNetwork(type).ShouldBe(network);
    }

    [Theory]
    [InlineData("43")]
    [InlineData("99")]
    public void A_mount_that_is_not_described_has_no_type(string mount) => FileSystemKind.TypeOf(mount, Table).ShouldBeNull();

    [Theory]
    [InlineData("overlay")]
    [InlineData("btrfs")]
    [InlineData("tmpfs")]
    [InlineData("fuse.encfs")]
    public void Local_file_systems_are_fine(string type) => FileSystemKind.IsNetwork(type).ShouldBeFalse();

    [Fact]
    public void A_temporary_folder_is_local()
    {
        using var folder = new TemporaryDirectory();
        FileSystemKind.NetworkName(folder.Path).ShouldBeNull();
    }

    [Fact]
    public void A_folder_is_looked_up_by_its_mount_and_not_by_its_name()
    {
        Needs.Linux();
        using var folder = new TemporaryDirectory();
        Directory.CreateSymbolicLink(folder["link"], "/proc");
        FileSystemKind.MountType(folder["link"]).ShouldBe("proc");
    }
}
