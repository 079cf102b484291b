namespace GatewayKit.Loading.Watching;

/// <summary>
/// Detects that a folder has changed and that its writer is done: two polls in a row found the same state. It polls because
/// file system notifications miss changes that are common in containers: mounted volumes, swapped links, network drives.
/// </summary>
/// <param name="folder">The folder. It doesn't have to exist.</param>
internal sealed class FolderWatch(string folder)
{
    private readonly Lock _lock = new();
    private string? _known;
    private string? _pending;

    /// <summary>Records the current state. Call it before reading the folder, so that a change during the read counts as a new
    /// change.</summary>
    public void Record()
    {
        var now = FolderStamp.Of(folder);
        lock (_lock)
            (_known, _pending) = (now, null);
    }

    /// <summary>Checks the folder.</summary>
    /// <returns><c>true</c> once for each change.</returns>
    public bool Poll()
    {
        var now = FolderStamp.Of(folder);
        lock (_lock)
        {
            if (now == _known || now != _pending)
            {
                _pending = now == _known ? null : now;
                return false;
            }

            (_known, _pending) = (now, null);
            return true;
        }
    }
}
