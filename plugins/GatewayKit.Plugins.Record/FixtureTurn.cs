using GatewayKit.OpenApi.Mocking.Fixtures;

namespace GatewayKit.Plugins.Record;

/// <summary>
/// One writer's turn. The new file is the lock: it is created by one only, and becomes the file by being renamed. One that a process
/// left behind when it died is old.
/// </summary>
internal sealed class FixtureTurn : IDisposable
{
    private static readonly TimeSpan s_old = TimeSpan.FromMinutes(1);

    private readonly FixtureStore _store;
    private readonly string _path;
    private readonly string _new;
    private readonly FileStream _file;
    private bool _isCommitted;

    public FixtureTurn(FixtureStore store, string path, TimeProvider time)
    {
        _store = store;
        _path = path;
        _new = path + ".new";
        if (File.Exists(_new) && time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(_new) > s_old)
            File.Delete(_new);

        // Without a buffer: on a full disk its rest would fail again when the file is closed, and the lock would stay.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
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

    /// <summary>What the file has, if somebody else has written it; null if not.</summary>
    /// <exception cref="IOException">It is no file of fixtures any more; it is left as it is.</exception>
    public IReadOnlyList<Fixture>? ReadChanged()
    {
        if (!_store.IsChanged)
            return null;

        var result = _store.Read();
        return result.Succeeded ? result.Fixtures : throw new IOException($"The file has been changed and has a mistake: {result.Errors[0]}");
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

    /// <summary>Ends the turn.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_isCommitted)
            File.Delete(_new);
    }
}
