using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>The difference of an entry between two revisions.</summary>
/// <param name="Key">The key of the entry.</param>
/// <param name="Type">The type of the change.</param>
/// <param name="Values">The values that differ, in the order of their paths.</param>
public sealed record EntryDifference(EntryKey Key, ChangeType Type, ImmutableArray<ValueDifference> Values);
