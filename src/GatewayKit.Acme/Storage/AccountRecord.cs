namespace GatewayKit.Acme.Storage;

/// <summary>An account at an ACME server.</summary>
/// <param name="Key">The private key in PEM.</param>
/// <param name="Url">The URL of the account; null before it exists.</param>
/// <param name="Contacts">The contacts that the server knows.</param>
internal sealed record AccountRecord(string Key, string? Url, IReadOnlyList<string> Contacts);
