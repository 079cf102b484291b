using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// Reads files whole, through one handle: a concurrent rename yields the old file or the new one, never a mix. A pipe is read
/// to its end.
/// </summary>
internal static class FileContent
{
    private const FileShare ShareAll = FileShare.ReadWrite | FileShare.Delete;
    private const int MostAttempts = 3;

    /// <summary>Returns the state of a file without reading it; links are followed.</summary>
    public static FileStamp Stamp(string path)
    {
        if (LinuxFileStatus.Of(path) is { } status)
            return status;

        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, ShareAll);
            return Length(handle) is { } length
                ? new FileStamp(length, File.GetLastWriteTimeUtc(handle))
                : FileStamp.None with { IsStream = true };
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            return FileStamp.None;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximum">The maximum number of bytes.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="error">The reason if the file can't be read.</param>
    public static bool TryRead(string path, int maximum, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? error)
        => TryRead(path, maximum, out content, out error, out _);

    /// <summary>Reads a file or a pipe.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximum">The maximum number of bytes.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="error">The reason if the file can't be read.</param>
    /// <param name="isStream">Whether it can be read only once.</param>
    public static bool TryRead(
        string path, int maximum, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? error, out bool isStream)
    {
        (content, error, isStream) = (null, null, false);
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, ShareAll);
            isStream = Length(handle) is null;
            if (!isStream)
                return TryReadFile(handle, maximum, out content, out error);

            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            return TryRead(stream, maximum, out content, out error);
        }
        catch (Exception reason) when (IsOfTheFile(reason))
        {
            (content, error) = (null, Describe(reason, path));
            return false;
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="maximum">The maximum number of bytes.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="error">The reason if the stream can't be read.</param>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static bool TryRead(Stream stream, int maximum, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? error)
    {
        (content, error) = (null, null);
        using var copy = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is > 0 and var count)
        {
            if (copy.Length + count > maximum)
            {
                error = TooLarge(maximum);
                return false;
            }

            copy.Write(buffer, 0, count);
        }

        content = copy.ToArray();
        return true;
    }

    private static bool TryReadFile(SafeFileHandle handle, int maximum, [NotNullWhen(true)]
    out byte[]? content, [NotNullWhen(false)] out string? error)
    {
        (content, error) = (null, null);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var (length, written) = (RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));
            if (length > maximum)
            {
                error = TooLarge(maximum);
                break;
            }

            content = Read(handle, (int)length);
            if (content.Length == length && RandomAccess.GetLength(handle) == length && File.GetLastWriteTimeUtc(handle) == written)
                return true;
        }

        error ??= "The file changes while it is being read.";
        content = null;
        return false;
    }

    private static byte[] Read(SafeFileHandle handle, int length)
    {
        var buffer = new byte[length];
        var read = 0;
        while (read < length && RandomAccess.Read(handle, buffer.AsSpan(read), read) is > 0 and var count)
            read += count;

        return read == length ? buffer : buffer[..read];
    }

    // Null for a pipe, a socket or a terminal.
    private static long? Length(SafeFileHandle handle)
    {
        try
        {
            return RandomAccess.GetLength(handle);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsOfTheFile(Exception error)
        => error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private static string TooLarge(int maximum) => $"The file has more than {maximum} bytes.";

    private static string Describe(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"The file '{path}' does not exist.",
        UnauthorizedAccessException => "The file can't be read: access is denied, or it is a directory.",
        _ => $"The file can't be read ({error.GetType().Name}).",
    };
}
