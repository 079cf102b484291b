using GatewayKit.OpenApi.Mocking.Fixtures;

namespace GatewayKit.Plugins.Record;

/// <summary>The file: read whole, written whole, by one writer at a time, so that whoever reads it sees one state or the next.</summary>
internal sealed class FixtureStore(string path, TimeProvider time)
{
    private (DateTime Time, long Length) _seen;

    /// <summary>What the file has; nothing if it is not there.</summary>
    public FixtureResult Read()
    {
        var stamp = Stamp();
        var result = stamp.Length < 0 ? new FixtureResult([], []) : FixtureFile.Load(path);
        if (result.Succeeded)
            _seen = stamp;
        return result;
    }

    /// <summary>Begins to write: until the turn is disposed nobody else does.</summary>
    /// <exception cref="FixtureBusyException">Somebody else does.</exception>
    public FixtureTurn Begin() => new(this, Target(), time);

    /// <summary>Whether somebody else has written the file since it was read.</summary>
    public bool IsChanged => Stamp() != _seen;

    public void Remember() => _seen = Stamp();

    private (DateTime Time, long Length) Stamp() => new FileInfo(Target()) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : (default, -1);

    /// <summary>The file behind a link, so that a link stays one.</summary>
    private string Target() => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
}
