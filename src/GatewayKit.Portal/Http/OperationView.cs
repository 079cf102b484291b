using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Http;

/// <summary>The page of an operation.</summary>
/// <param name="Of">The page of its version.</param>
/// <param name="Entry">The operation.</param>
internal sealed record OperationView(VersionView Of, OperationEntry Entry);
