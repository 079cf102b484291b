namespace GatewayKit.Portal.Trying.Sending;

/// <summary>A header of an answer.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="Meaning">Its meaning, for headers about limits; null for others.</param>
internal sealed record TryHeader(string Name, string Value, string? Meaning);
