namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>A condition of a position in a text.</summary>
internal enum Anchor
{
    /// <summary>The start of the text.</summary>
    Start,

    /// <summary>The end of the text.</summary>
    End,

    /// <summary>The start of a line.</summary>
    LineStart,

    /// <summary>The end of a line.</summary>
    LineEnd,

    /// <summary>Between a character of a word and another one.</summary>
    WordBoundary,

    /// <summary>Not between a character of a word and another one.</summary>
    NoWordBoundary,
}
