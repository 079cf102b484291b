namespace GatewayKit.Kubernetes.Api;

/// <summary>A page of a list.</summary>
/// <param name="Items">The objects.</param>
/// <param name="ResourceVersion">The version of the list, from which a watch continues.</param>
/// <param name="Continue">The token of the next page; null for the last page.</param>
/// <param name="Unreadable">The names of objects that don't have the shape of their kind.</param>
internal sealed record ApiPage<T>(IReadOnlyList<T> Items, string ResourceVersion, string? Continue, IReadOnlyList<string> Unreadable);
