namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>An operation that is allowed.</summary>
/// <param name="Name">Its name; null for one without.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Cost">Its cost.</param>
internal sealed record CheckedOperation(string? Name, OperationKind Kind, long Cost);
