using System.Diagnostics.CodeAnalysis;
using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.FileLog;

/// <summary>
/// Appends lines to the file. The file is opened for each batch, so that one that was moved or deleted, as logrotate does, is followed
/// by a new one. Entries of the same file take turns, also those of another version of this assembly:
/// <list type="number">
/// <item>if a new file is due, the file is renamed, old files are deleted, and the renamed file is compressed in the background</item>
/// <item>the lines are appended</item>
/// <item>if that fails, the part that was written is removed</item>
/// </list>
/// </summary>
internal sealed class FileTarget : ILogTarget
{
    private readonly string _path;
    private readonly object _turn;
    private readonly Rotation _rotation;
    private readonly TimeProvider _time;
    private readonly Compression _compression = new();

    public FileTarget(string path, FileLogOptions options, TimeProvider time)
    {
        (_path, _time) = (path, time);
        _rotation = new Rotation(path, options);

        // Interned texts are the same object for all assemblies, whatever their load context.
        _turn = string.Intern("GatewayKit.Plugins.FileLog:" + path);
    }

    public ValueTask WriteAsync(IReadOnlyList<LogLine> lines, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Append(lines);
        _compression.Start(_rotation);
        return default;
    }

    public ValueTask DisposeAsync() => _compression.DisposeAsync();

    [SuppressMessage("Reliability", "CA2002:Do not lock on objects with weak identity",
        Justification = "The lock is meant for every entry with this path in the process.")]
    private void Append(IReadOnlyList<LogLine> lines)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        lock (_turn)
        {
            for (var first = 0; first < lines.Count;)
            {
                _rotation.RotateIfDue(now, lines[first].Length);
                first = Append(lines, first, now);
            }
        }
    }

    /// <summary>Appends lines until the file has its maximum size.</summary>
    /// <returns>The position of the first line that wasn't appended.</returns>
    private int Append(IReadOnlyList<LogLine> lines, int first, DateTime now)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

        // Opened for reading, too: a named pipe that has taken the place of the file would block until it has a reader.
        using var file = new FileStream(_path, options);
        if (!file.CanSeek)
            throw new IOException("The file isn't a regular file any more.");

        var start = file.Length;
        var length = start;
        var parts = new List<ReadOnlyMemory<byte>>();
        var next = first;
        for (; next < lines.Count && (length == 0 || length + lines[next].Length <= _rotation.MaxSize); next++)
        {
            parts.Add(lines[next].Bytes);
            length += lines[next].Length;
        }

        try
        {
            RandomAccess.Write(file.SafeFileHandle, parts, start);
            File.SetLastWriteTimeUtc(file.SafeFileHandle, now);
        }
        catch (IOException)
        {
            RemovePart(file, start);
            throw;
        }

        return next;
    }

    /// <summary>Removes the part of the lines that a full disk had room for.</summary>
    private static void RemovePart(FileStream file, long start)
    {
        try
        {
            RandomAccess.SetLength(file.SafeFileHandle, start);
        }
        catch (IOException)
        {
            // The reason why the lines aren't written is more important.
        }
    }
}
