namespace GatewayKit.Admin.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">The cursor of the next page; absent on the last one.</param>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
