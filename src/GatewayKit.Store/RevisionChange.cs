namespace GatewayKit.Store;

/// <summary>A change of an entry in a revision. The content before and after is that of <see cref="IGatewayStore.CompareAsync"/>.</summary>
/// <param name="Key">The key of the entry.</param>
/// <param name="Type">The type of the change.</param>
public sealed record RevisionChange(EntryKey Key, ChangeType Type);
