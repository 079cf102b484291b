using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Store.Sources;

/// <summary>An entry with the node that was read from its content.</summary>
internal sealed record KeptNode(StoreEntry Entry, ConfigNode Node)
{
    /// <summary>Returns whether another version of the entry has the same node.</summary>
    public bool IsOf(StoreEntry other) => Entry.Key.Id == other.Key.Id && Entry.Content == other.Content
        && Entry.Secrets.AsSpan().SequenceEqual(other.Secrets.AsSpan());
}
