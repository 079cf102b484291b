namespace GatewayKit.Docs;

/// <summary>A block of code.</summary>
/// <param name="Language">The word behind the fence, such as <c>csharp</c>.</param>
/// <param name="Marks">The comments before the fence, such as <c>compile</c> with <c>plugin</c>;
/// a mark without a value has the empty text.</param>
/// <param name="Code">The text.</param>
/// <param name="Line">The line of the document on which the text begins.</param>
internal sealed record Block(string Language, IReadOnlyDictionary<string, string> Marks, string Code, int Line)
{
    /// <summary>The value of a mark; null without the mark.</summary>
    public string? Mark(string name) => Marks.GetValueOrDefault(name);
}
