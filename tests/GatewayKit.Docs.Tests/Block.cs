namespace GatewayKit.Docs;

/// <summary>A block of code.</summary>
/// <param name="Language">What stands behind the fence, such as <c>csharp</c>.</param>
/// <param name="Mark">What the comment before the fence says: <c>plugin</c>, <c>host</c>, <c>test</c>, <c>tests</c> or <c>no</c>; empty without one.</param>
/// <param name="Code">The text.</param>
/// <param name="Line">The line of the document on which the text begins.</param>
internal sealed record Block(string Language, string Mark, string Code, int Line);
