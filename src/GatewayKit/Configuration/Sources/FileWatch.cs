using System.Security.Cryptography;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// Reports when a file has new content and its writer is done: two polls in a row saw the same. It polls because the
/// system's notifications miss what containers do: mounted volumes, links that are swapped, network drives.
/// </summary>
/// <remarks>Use it for every file that a command or a plugin reads again; <see cref="FileContent.Stamp(string)"/> tells the versions apart.</remarks>
/// <param name="path">The file. It need not exist.</param>
/// <param name="maximum">The most bytes that are read.</param>
/// <param name="time">The clock.</param>
internal sealed class FileWatch(string path, int maximum, TimeProvider time)
{
    // A file system's clock ticks every few milliseconds at best: a younger file may change again without a trace.
    private static readonly TimeSpan s_young = TimeSpan.FromSeconds(2);

    // Where the system can't tell every change, the content is compared at each look, as far as that costs little.
    private const int MostComparedBytes = 1024 * 1024;

    private readonly Lock _lock = new();
    private string _known = "";
    private FileStamp? _knownStamp;
    private (string Content, FileStamp Stamp)? _pending;

    /// <summary>The name of a content: its SHA-256.</summary>
    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Remembers what has been read, so that only another content is news.</summary>
    /// <param name="hash">The content's <see cref="Hash"/>; empty if there was none.</param>
    public void Know(string hash)
    {
        lock (_lock)
            (_known, _knownStamp, _pending) = (hash, null, null);
    }

    /// <summary>Looks at the file.</summary>
    /// <returns>Whether there is news; said once.</returns>
    public bool Poll()
    {
        var stamp = FileContent.Stamp(path);
        if (stamp.IsStream)
            return false;
        lock (_lock)
        {
            if (stamp == _knownStamp && !IsYoung(stamp) && (stamp.IsExact || stamp.Length > MostComparedBytes))
                return false;
        }

        var content = FileContent.TryRead(path, maximum, out var bytes, out var error) ? Hash(bytes) : error;
        lock (_lock)
        {
            if (content == _known)
            {
                (_knownStamp, _pending) = (stamp, null);
                return false;
            }

            if (_pending != (content, stamp))
            {
                _pending = (content, stamp);
                return false;
            }

            (_known, _knownStamp, _pending) = (content, stamp, null);
            return true;
        }
    }

    private bool IsYoung(FileStamp stamp) => stamp != FileStamp.None && time.GetUtcNow().UtcDateTime - (stamp.Changed ?? stamp.Written) < s_young;
}
