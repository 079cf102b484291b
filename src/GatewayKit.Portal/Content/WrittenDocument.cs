namespace GatewayKit.Portal.Content;

/// <summary>A document for machines.</summary>
/// <param name="Server">The address of the gateway in it; null if the document has its own.</param>
/// <param name="Json">The file in UTF-8; null if it would be too large.</param>
/// <param name="Tag">The entity tag.</param>
internal sealed record WrittenDocument(string? Server, byte[]? Json, string Tag);
