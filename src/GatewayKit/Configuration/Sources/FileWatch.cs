using System.Security.Cryptography;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// Reports when a file has new content and its writer is done, which means that two successive polls saw the same state.
/// It polls because the system's notifications don't cover mounted volumes, swapped links and network drives.
/// </summary>
/// <remarks>Use it for every file that a command or a plugin reads again; <see cref="FileContent.Stamp(string)"/> distinguishes the
/// versions.</remarks>
/// <param name="path">The file. It doesn't have to exist.</param>
/// <param name="maximum">The maximum number of bytes to read.</param>
/// <param name="time">The clock.</param>
internal sealed class FileWatch(string path, int maximum, TimeProvider time)
{
    // A file system's clock ticks every few milliseconds at best: a younger file may change again within the same tick.
    private static readonly TimeSpan s_young = TimeSpan.FromSeconds(2);

    // If the system can't detect every change, each poll compares the content, as long as that is cheap.
    private const int MostComparedBytes = 1024 * 1024;

    private readonly Lock _lock = new();
    private string _known = "";
    private FileStamp? _knownStamp;
    private (string Content, FileStamp Stamp)? _pending;

    /// <summary>Returns the SHA-256 hash of a content.</summary>
    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Stores the hash of the content that was read, so that only different content is reported.</summary>
    /// <param name="hash">The content's <see cref="Hash"/>; empty if there was none.</param>
    public void Know(string hash)
    {
        lock (_lock)
            (_known, _knownStamp, _pending) = (hash, null, null);
    }

    /// <summary>Checks the file.</summary>
    /// <returns>Whether the file has new content; reported once.</returns>
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

    private bool IsYoung(FileStamp stamp)
        => stamp != FileStamp.None && time.GetUtcNow().UtcDateTime - (stamp.Changed ?? stamp.Written) < s_young;
}
