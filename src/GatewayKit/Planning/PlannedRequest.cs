namespace GatewayKit.Planning;

/// <summary>An example of the requests that a change affects. Texts of more than 2,000 characters are cut.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The host and the path, without the query, which can have secrets.</param>
/// <param name="Consumer">The name of the recorded consumer, or null.</param>
public sealed record PlannedRequest(string Method, string Url, string? Consumer);
