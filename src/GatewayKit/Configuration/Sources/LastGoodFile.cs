using System.Text;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// A copy of the document that was active last, beside the document. Its first line holds the SHA-256 of the rest, so
/// that a torn copy is not taken for a configuration. Variables stand in it unreplaced: it holds no secret that the
/// document does not hold.
/// </summary>
internal sealed partial class LastGoodFile(string path, int maximum, ILogger logger)
{
    private const string Prefix = "# sha256:";
    private const int FirstLine = 9 + 64 + 1;
    private string? _written;

    /// <summary>Keeps a document, unless the copy holds it already. A failure is logged, and the gateway serves on.</summary>
    public void Write(ReadOnlySpan<byte> document)
    {
        var hash = FileWatch.Hash(document);
        if (hash == _written || (_written is null && Read() is { } existing && FileWatch.Hash(existing.Span) == hash))
        {
            _written = hash;
            return;
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
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentOutOfRangeException)
        {
            // .NET takes a file size limit of the process (RLIMIT_FSIZE) for an argument out of range.
            LogNotWritten(path, error.Message);
            TryDelete(temporary);
        }
    }

    /// <summary>The document that was kept; null if there is none or it is not what was written.</summary>
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
            // The directory refuses everything; the warning has been written.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The last good configuration could not be kept in '{Path}', so a restart with a broken file would have nothing to serve: {Reason}")]
    private partial void LogNotWritten(string path, string reason);

    [LoggerMessage(2, LogLevel.Warning, "'{Path}' is not what the gateway wrote into it, and is not used.")]
    private partial void LogNotUsed(string path);
}
