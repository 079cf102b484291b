using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.Plugins.Record;

/// <summary>The file. It is read and written as a whole by one writer at a time, so that readers always see a consistent state.</summary>
internal sealed class FixtureStore(string path, TimeProvider time)
{
    private (DateTime Time, long Length) _seen;

    /// <summary>Reads the file; empty if it doesn't exist.</summary>
    public FixtureResult Read()
    {
        var stamp = Stamp();
        var result = stamp.Length < 0 ? new FixtureResult([], []) : FixtureFile.Load(path);
        if (result.Succeeded)
            _seen = stamp;
        return result;
    }

    /// <summary>Starts to write: other writers fail until the transaction is disposed.</summary>
    /// <exception cref="FixtureBusyException">Another process is writing the file.</exception>
    public FixtureTransaction Begin() => new(this, Target(), time);

    /// <summary>Whether the file has changed since it was read.</summary>
    public bool IsChanged => Stamp() != _seen;

    public void Remember() => _seen = Stamp();

    private (DateTime Time, long Length) Stamp()
        => new FileInfo(Target()) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : (default, -1);

    /// <summary>The target of a symbolic link, so that the link isn't replaced.</summary>
    private string Target() => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
}
