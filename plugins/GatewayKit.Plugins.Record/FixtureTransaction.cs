using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.Plugins.Record;

/// <summary>
/// Writes the file exclusively. The new file is the lock: only one process can create it, and renaming it replaces the old file. A new file
/// that a terminated process left behind expires.
/// </summary>
internal sealed class FixtureTransaction : IDisposable
{
    private static readonly TimeSpan s_old = TimeSpan.FromMinutes(1);

    private readonly FixtureStore _store;
    private readonly string _path;
    private readonly string _new;
    private readonly FileStream _file;
    private bool _isCommitted;

    public FixtureTransaction(FixtureStore store, string path, TimeProvider time)
    {
        _store = store;
        _path = path;
        _new = path + ".new";
        if (File.Exists(_new) && time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(_new) > s_old)
            File.Delete(_new);

        // Without a buffer: on a full disk, flushing it would fail again when the file is closed, and the lock would stay.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File.Exists(path) ? File.GetUnixFileMode(path) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            _file = new FileStream(_new, options);
        }
        catch (IOException) when (File.Exists(_new))
        {
            throw new FixtureBusyException();
        }
    }

    /// <summary>Reads the file if it has changed; <c>null</c> if not.</summary>
    /// <exception cref="IOException">The file is no longer a valid fixtures file. It isn't changed.</exception>
    public IReadOnlyList<Fixture>? ReadChanged()
    {
        if (!_store.IsChanged)
            return null;

        var result = _store.Read();
        return result.Succeeded ? result.Fixtures : throw new IOException($"The file has changed and has an error: {result.Errors[0]}");
    }

    /// <summary>Replaces the file.</summary>
    public void Commit(ReadOnlyMemory<byte> text)
    {
        _file.Write(text.Span);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_new, _path, overwrite: true);
        _isCommitted = true;
        _store.Remember();
    }

    /// <summary>Ends the transaction.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_isCommitted)
            File.Delete(_new);
    }
}
