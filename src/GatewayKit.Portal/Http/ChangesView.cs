using GatewayKit.OpenApi;
using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Http;

/// <summary>The changes of a version.</summary>
/// <param name="Of">The page of the version.</param>
/// <param name="Earlier">The version before.</param>
/// <param name="Comparison">The changes.</param>
internal sealed record ChangesView(VersionView Of, VersionEntry Earlier, OpenApiComparison Comparison)
{
    /// <summary>Returns the changes by operation.</summary>
    public IEnumerable<IGrouping<string, OpenApiChange>> ByOperation(bool breaking)
        => Comparison.Changes.Where(change => change.IsBreaking == breaking).GroupBy(change => change.Operation, StringComparer.Ordinal);
}
