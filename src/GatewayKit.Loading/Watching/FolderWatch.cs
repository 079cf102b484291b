namespace GatewayKit.Loading.Watching;

/// <summary>
/// Tells when a folder has changed and its writer is done: two polls in a row saw the same. It polls because the system's
/// notifications miss what containers do: mounted volumes, links that are swapped, network drives.
/// </summary>
/// <param name="folder">The folder. It need not exist.</param>
internal sealed class FolderWatch(string folder)
{
    private readonly Lock _lock = new();
    private string? _known;
    private string? _pending;

    /// <summary>Remembers how the folder is now. To be called before it is read: what changes meanwhile is then news.</summary>
    public void Know()
    {
        var now = FolderStamp.Of(folder);
        lock (_lock)
            (_known, _pending) = (now, null);
    }

    /// <summary>Looks at the folder.</summary>
    /// <returns>Whether there is news; said once.</returns>
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
