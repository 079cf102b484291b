namespace GatewayKit.Admin.Entries;

/// <summary>The difference between two revisions.</summary>
/// <param name="From">The number of the first one.</param>
/// <param name="To">The number of the second one.</param>
/// <param name="Differences">The changed entries. Secrets are <c>"***"</c>.</param>
internal sealed record RevisionDifference(long From, long To, IReadOnlyList<DifferenceDocument> Differences);
