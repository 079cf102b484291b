using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GatewayKit.Store.Secrets;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Store.Sources;

/// <summary>
/// The last valid revision in a file, for a start while the database doesn't answer. The entries are encrypted as in the database, and the
/// keys of the database are beside them.
/// </summary>
internal sealed partial class KeptRevision(string path, StoreCipher cipher, KeyRepository keys, ILogger<KeptRevision> logger)
{
    private const string Purpose = "last-good";
    private const long MaximumBytes = 512L * 1024 * 1024;

    private StoreContent? _written;

    /// <summary>Stores a revision. A failure is logged and has no other effect.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A copy that can't be written must not affect the active configuration.")]
    public void Write(StoreContent content)
    {
        if (ReferenceEquals(_written, content))
            return;

        var temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            var entries = cipher.Encrypt(Purpose, JsonSerializer.Serialize(content.Entries.Values.Select(KeptEntry.Of)));
            var kept = new KeptContent(content.Revision, keys.Known, entries);
            using (var file = Create(temporary))
            {
                JsonSerializer.Serialize(file, kept);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            _written = content;
        }
        catch (Exception error)
        {
            LogNotWritten(path, error.Message);
            TryDelete(temporary);
        }
    }

    /// <summary>Returns the stored revision; null if there is none, or it can't be read.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A damaged copy, or one whose keys aren't there, is the same as none.")]
    public StoreContent? Read()
    {
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > MaximumBytes)
                return null;

            using var file = File.OpenRead(path);
            var kept = JsonSerializer.Deserialize<KeptContent>(file)!;
            if (keys.Known.IsEmpty)
                keys.Known = kept.Keys;
            var entries = JsonSerializer.Deserialize<KeptEntry[]>(cipher.Decrypt(Purpose, kept.Entries))!;
            return new StoreContent(
                kept.Revision, entries.Select(entry => entry.ToEntry()).ToImmutableDictionary(entry => entry.Key));
        }
        catch (Exception error)
        {
            LogNotRead(path, error.Message);
            return null;
        }
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
            // The folder isn't writable; the warning is already logged.
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "The last valid revision could not be stored in '{Path}'; a start while the database doesn't answer has nothing to serve. "
            + "{Reason}")]
    private partial void LogNotWritten(string path, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The last valid revision in '{Path}' can't be read. {Reason}")]
    private partial void LogNotRead(string path, string reason);
}
