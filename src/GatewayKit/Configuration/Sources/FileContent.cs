using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace GatewayKit.Configuration;

/// <summary>Reads small files whole, through one handle: a rename in between gives the old file or the new one, never both.</summary>
internal static class FileContent
{
    private const FileShare ShareAll = FileShare.ReadWrite | FileShare.Delete;
    private const int MostAttempts = 3;

    /// <summary>What a file looks like without reading it; links are followed.</summary>
    public static FileStamp Stamp(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, ShareAll);
            return Stamp(handle);
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            return FileStamp.None;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximum">The most bytes.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="error">Why there are none.</param>
    public static bool TryRead(string path, int maximum, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? error)
    {
        (content, error) = (null, null);
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, ShareAll);
            for (var attempt = 1; attempt <= MostAttempts; attempt++)
            {
                var before = Stamp(handle);
                if (before.Length > maximum)
                    break;

                content = Read(handle, (int)before.Length);
                if (Stamp(handle) == before && content.Length == before.Length)
                    return true;
            }

            error = content is null ? $"The file has more than {maximum} bytes." : "The file keeps changing while it is read.";
        }
        catch (Exception reason) when (IsOfTheFile(reason))
        {
            error = Describe(reason);
        }

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

    private static FileStamp Stamp(SafeFileHandle handle) => new(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));

    private static bool IsOfTheFile(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private static string Describe(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "The file does not exist.",
        UnauthorizedAccessException => "The file can't be read: access is denied, or it is a directory.",
        _ => $"The file can't be read ({error.GetType().Name}).",
    };
}
