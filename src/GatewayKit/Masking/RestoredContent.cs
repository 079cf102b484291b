namespace GatewayKit.Masking;

/// <summary>A content whose masked secrets were replaced by the stored ones.</summary>
/// <param name="Content">The content as JSON.</param>
/// <param name="Secrets">The JSON Pointers of the replaced values that are secret because their writer said so.</param>
/// <param name="Missing">The paths of masked values that have no stored one, such as <c>options.clientSecret</c>.</param>
internal sealed record RestoredContent(string Content, IReadOnlyList<string> Secrets, IReadOnlyList<string> Missing);
