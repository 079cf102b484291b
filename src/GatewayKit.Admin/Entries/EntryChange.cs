using GatewayKit.Store;

namespace GatewayKit.Admin.Entries;

/// <summary>A changed entry.</summary>
/// <param name="Key">The key of the entry.</param>
/// <param name="Type">The type of the change.</param>
internal sealed record EntryChange(string Key, ChangeType Type)
{
    public EntryChange(EntryKey key, ChangeType type)
        : this(key.ToString(), type)
    {
    }
}
