namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>A part of a regular expression.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>One character of a set.</summary>
    public sealed record OneOf(CharSet Set) : Expression;

    /// <summary>Parts that follow each other; none for the empty text.</summary>
    public sealed record Sequence(IReadOnlyList<Expression> Items) : Expression;

    /// <summary>One of several parts.</summary>
    public sealed record Choice(IReadOnlyList<Expression> Items) : Expression;

    /// <summary>A part several times.</summary>
    /// <param name="Item">The part.</param>
    /// <param name="Min">The minimum number of times.</param>
    /// <param name="Max">The maximum number of times; null for any number.</param>
    public sealed record Repeat(Expression Item, int Min, int? Max) : Expression;

    /// <summary>A condition of the position.</summary>
    public sealed record At(Anchor Anchor) : Expression;
}
