namespace GatewayKit;

/// <summary>A header of requests to an API.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">The description, as plain text.</param>
/// <param name="IsRequired">Whether a request without it is rejected.</param>
public sealed record ApiHeader(string Name, string Description, bool IsRequired = false);
