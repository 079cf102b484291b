namespace GatewayKit.Store;

/// <summary>Thrown when a revision isn't part of the history any more; see <see cref="StoreOptions.History"/>.</summary>
public sealed class RevisionRemovedException : Exception
{
    internal RevisionRemovedException(long revision, long oldest)
        : base($"Revision {revision} was removed from the history; the oldest one is {oldest}.")
        => (Revision, Oldest) = (revision, oldest);

    /// <summary>The number of the revision.</summary>
    public long Revision { get; }

    /// <summary>The number of the oldest revision.</summary>
    public long Oldest { get; }
}
