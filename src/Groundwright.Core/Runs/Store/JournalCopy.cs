using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>Puts the good part of a journal into a new file under the old name (rule J4).</summary>
internal static class JournalCopy
{
    /// <summary>Keeps the first bytes. What is cut off is left in <c>journal.cut</c>: it was never acknowledged, but somebody may want to see it.</summary>
    /// <remarks>A copy and not a truncation, because after a failed fsync the system may show bytes that it will never write.</remarks>
    public static void KeepPrefix(string journal, long length)
    {
        using var source = PrivateFiles.OpenForReading(journal);
        var temporary = journal + ".new";
        using (var target = PrivateFiles.OpenForWriting(temporary, FileMode.Create))
        {
            Copy(source, target, length);
            Disk.Sync(target.SafeFileHandle);
        }
        if (source.Length > length)
        {
            using var cut = PrivateFiles.OpenForWriting(Path.ChangeExtension(journal, ".cut"), FileMode.Create);
            source.CopyTo(cut);
        }
        File.Move(temporary, journal, overwrite: true);
        Disk.SyncFolder(Path.GetDirectoryName(journal)!);
    }

    private static void Copy(FileStream source, FileStream target, long length)
    {
        var buffer = new byte[64 * 1024];
        while (length > 0)
        {
            var count = source.Read(buffer, 0, (int)Math.Min(length, buffer.Length));
            if (count == 0) throw new EndOfStreamException($"{source.Name} became shorter while it was read");
            target.Write(buffer, 0, count);
            length -= count;
        }
    }
}
