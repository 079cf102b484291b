using System.Text;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// A copy of the document that was active last, beside the document. Its first line is the SHA-256 of the rest, so
/// that a damaged copy isn't used. Variables aren't replaced in the copy: it contains no secret that the
/// document doesn't contain.
/// </summary>
internal sealed partial class LastGoodFile(string path, int maximum, ILogger logger)
{
    private const string Prefix = "# sha256:";
    private const int FirstLine = 9 + 64 + 1;
    private string? _written;

    /// <summary>Stores a document unless the copy is already the same. A failure is logged and has no other effect.</summary>
    /// <returns>Whether the copy is the same.</returns>
    public bool Write(ReadOnlySpan<byte> document)
    {
        var hash = FileWatch.Hash(document);
        if (hash == _written || (_written is null && Read() is { } existing && FileWatch.Hash(existing.Span) == hash))
        {
            _written = hash;
            return true;
        }

        var temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = Create(temporary))
            {
                file.Write(Encoding.ASCII.GetBytes($"{Prefix}{hash}\n"));
                file.Write(document);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            _written = hash;
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException
            or ArgumentOutOfRangeException)
        {
            // .NET reports a file size limit of the process (RLIMIT_FSIZE) as an argument out of range.
            LogNotWritten(path, error.Message);
            TryDelete(temporary);
            return false;
        }
    }

    /// <summary>Returns the stored document; null if there is none or it was modified.</summary>
    public ReadOnlyMemory<byte>? Read()
    {
        if (!File.Exists(path))
            return null;

        if (FileContent.TryRead(path, maximum + FirstLine, out var content, out _) && content.Length >= FirstLine
            && Encoding.ASCII.GetString(content, 0, FirstLine) == $"{Prefix}{FileWatch.Hash(content.AsSpan(FirstLine))}\n")
            return content.AsMemory(FirstLine);

        LogNotUsed(path);
        return null;
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return new FileStream(path, options);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The directory isn't writable; the warning is already logged.
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "The last valid configuration could not be stored in '{Path}'; a restart with an invalid file has nothing to fall back "
            + "on. {Reason}")]
    private partial void LogNotWritten(string path, string reason);

    [LoggerMessage(2, LogLevel.Warning,
        "The last valid configuration in '{Path}' isn't used; the file was modified after the gateway wrote it.")]
    private partial void LogNotUsed(string path);
}
