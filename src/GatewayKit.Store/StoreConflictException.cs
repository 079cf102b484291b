namespace GatewayKit.Store;

/// <summary>Thrown when a change is based on an old version: another writer was faster. Nothing was written.</summary>
public sealed class StoreConflictException : Exception
{
    internal StoreConflictException(EntryKey? key, long expected, long actual, string message) : base(message)
        => (Key, Expected, Actual) = (key, expected, actual);

    /// <summary>The key of the entry; null if the store as a whole has changed.</summary>
    public EntryKey? Key { get; }

    /// <summary>The expected version of the entry, or the expected revision; 0 for none.</summary>
    public long Expected { get; }

    /// <summary>The version of the entry, the revision that has deleted it, or the current revision; 0 for none.</summary>
    public long Actual { get; }
}
