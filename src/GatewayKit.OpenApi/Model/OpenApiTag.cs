namespace GatewayKit.OpenApi;

/// <summary>A tag that a document declares.</summary>
/// <param name="Name">The name that operations refer to.</param>
/// <param name="Description">The description in CommonMark; <c>null</c> without one.</param>
public sealed record OpenApiTag(string Name, string? Description);
