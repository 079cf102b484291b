namespace GatewayKit.Portal.Content;

/// <summary>The operations with a tag.</summary>
/// <param name="Name">The tag; empty for operations without one.</param>
/// <param name="Description">The description of the tag in CommonMark; null without one.</param>
/// <param name="Operations">The operations, in document order.</param>
internal sealed record TagEntry(string Name, string? Description, IReadOnlyList<OperationEntry> Operations);
