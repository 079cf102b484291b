using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Loading.Copies;

namespace GatewayKit.Loading.Watching;

/// <summary>
/// The state of a folder, computed without opening its files: names, sizes, times and link targets, including the folder's own
/// link target. It includes the times of folders and, if the system reports it, the time of each file's last metadata
/// change: a file that is replaced by another of the same size and time is detected.
/// </summary>
internal sealed class FolderStamp : IDisposable
{
    /// <summary>The maximum number of entries to read; a plugins folder of that size isn't loaded either.</summary>
    private const int MaxEntries = 100_000;

    private const int MaxDepth = 17;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _entries;

    private FolderStamp()
    {
    }

    /// <summary>Computes the state of a folder. Entries whose names begin with a dot are ignored.</summary>
    /// <param name="folder">The folder. It doesn't have to exist.</param>
    public static string Of(string folder)
    {
        using var stamp = new FolderStamp();
        try
        {
            var real = RealPath.Of(folder);
            stamp.Add(real, -3, 0);
            stamp.Add(real, "", depth: 0);
            return Convert.ToHexString(stamp._hash.GetHashAndReset());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder doesn't exist, or an entry was deleted during the scan: that is a state as well.
            return error.GetType().Name;
        }
    }

    public void Dispose() => _hash.Dispose();

    private void Add(string folder, string prefix, int depth)
    {
        var directory = new DirectoryInfo(folder);
        Add(prefix, -1, directory.LastWriteTimeUtc.Ticks);
        if (depth > MaxDepth)
            return;

        foreach (var entry in directory
            .EnumerateFileSystemInfos()
            .Where(e => e.Name[0] != '.')
            .OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (++_entries > MaxEntries)
                return;

            var name = $"{prefix}/{entry.Name}";
            var path = entry.LinkTarget is null ? entry.FullName : RealPath.Of(entry.FullName);
            if (entry.LinkTarget is not null)
                Add(path, -2, 0);
            if (Directory.Exists(path))
                Add(path, name, depth + 1);
            else if (new FileInfo(path) is { Exists: true } file)
                Add(name, file.Length, (FileContent.Stamp(path).Changed ?? file.LastWriteTimeUtc).Ticks);
        }
    }

    private void Add(string name, long length, long written)
    {
        Span<byte> numbers = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, length);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[sizeof(long)..], written);
        _hash.AppendData(Encoding.UTF8.GetBytes(name + '\0'));
        _hash.AppendData(numbers);
    }
}
