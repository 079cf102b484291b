using GatewayKit.Portal.Content;
using GatewayKit.Portal.Trying;

namespace GatewayKit.Portal.Http;

/// <summary>The page of an operation.</summary>
/// <param name="Of">The page of its version.</param>
/// <param name="Entry">The operation.</param>
internal sealed record OperationView(VersionView Of, OperationEntry Entry)
{
    /// <summary>The part that sends requests and shows code; null for none.</summary>
    public TryView? Try { get; init; }
}
