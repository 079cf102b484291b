using NCalc;

namespace GatewayKit.Expressions;

/// <summary>
/// Compiles operators. A comparison with a value that the request doesn't have is neither true nor false, also with <c>!=</c> and
/// <c>not</c>: a missing value never gives access by itself. <c>and</c> and <c>or</c> follow Kleene's logic.
/// </summary>
internal static class Operators
{
    /// <exception cref="ExpressionException">The operator doesn't accept these operands.</exception>
    public static Term Create(BinaryExpressionType type, Term left, Term right) => (type, left, right) switch
    {
        (BinaryExpressionType.And, Condition a, Condition b)
            => new Condition(context => a.Of(context) is var x && x == false ? false : x & b.Of(context)),
        (BinaryExpressionType.Or, Condition a, Condition b)
            => new Condition(context => a.Of(context) is var x && x == true ? true : x | b.Of(context)),
        (BinaryExpressionType.Equal, Condition a, Condition b) => new Condition(context => !(a.Of(context) ^ b.Of(context))),
        (BinaryExpressionType.NotEqual, Condition a, Condition b) => new Condition(context => a.Of(context) ^ b.Of(context)),
        (BinaryExpressionType.Equal, Text a, Text b)
            => new Condition(context => a.Of(context) is { } x && b.Of(context) is { } y ? x == y : null),
        (BinaryExpressionType.NotEqual, Text a, Text b)
            => new Condition(context => a.Of(context) is { } x && b.Of(context) is { } y ? x != y : null),
        (BinaryExpressionType.Plus, Text a, Text b)
            => new Text(context => a.Of(context) is { } x && b.Of(context) is { } y ? x + y : null),
        (BinaryExpressionType.Coalesce, Text a, Text b) => new Text(context => a.Of(context) ?? b.Of(context)),
        (BinaryExpressionType.Coalesce, Number a, Number b) => new Number(context => a.Of(context) ?? b.Of(context)),
        (BinaryExpressionType.In, Text a, Texts b) => new Condition(context => a.Of(context) is { } x ? b.Contains(context, x) : null),
        (BinaryExpressionType.NotIn, Text a, Texts b) => new Condition(context => a.Of(context) is { } x ? !b.Contains(context, x) : null),

        // A list of one text is parsed as that text.
        (BinaryExpressionType.In, Text, Text { Literal: not null }) => Create(BinaryExpressionType.Equal, left, right),
        (BinaryExpressionType.NotIn, Text, Text { Literal: not null }) => Create(BinaryExpressionType.NotEqual, left, right),
        (_, Number a, Number b) when Comparison(type) is { } compare
            => new Condition(context => a.Of(context) is { } x && b.Of(context) is { } y ? compare(x.CompareTo(y)) : null),
        _ => throw new ExpressionException($"the operator '{Name(type)}' doesn't accept {left.Kind} and {right.Kind}."),
    };

    /// <exception cref="ExpressionException">The operands have the wrong types.</exception>
    public static Term Choose(Term condition, Term left, Term right) => (condition, left, right) switch
    {
        (Condition c, Condition a, Condition b)
            => new Condition(context => c.Of(context) is { } x ? x ? a.Of(context) : b.Of(context) : null),
        (Condition c, Text a, Text b)
            => new Text(context => c.Of(context) is { } x ? x ? a.Of(context) : b.Of(context) : null),
        (Condition c, Number a, Number b)
            => new Number(context => c.Of(context) is { } x ? x ? a.Of(context) : b.Of(context) : null),
        _ => throw new ExpressionException(
            $"'? :' needs a condition and two values of the same type; it has {condition.Kind}, {left.Kind} and {right.Kind}."),
    };

    private static Func<int, bool>? Comparison(BinaryExpressionType type) => type switch
    {
        BinaryExpressionType.Equal => order => order == 0,
        BinaryExpressionType.NotEqual => order => order != 0,
        BinaryExpressionType.Lesser => order => order < 0,
        BinaryExpressionType.LesserOrEqual => order => order <= 0,
        BinaryExpressionType.Greater => order => order > 0,
        BinaryExpressionType.GreaterOrEqual => order => order >= 0,
        _ => null,
    };

    private static string Name(BinaryExpressionType type) => type switch
    {
        BinaryExpressionType.And => "and",
        BinaryExpressionType.Or => "or",
        BinaryExpressionType.Equal => "==",
        BinaryExpressionType.NotEqual => "!=",
        BinaryExpressionType.Lesser => "<",
        BinaryExpressionType.LesserOrEqual => "<=",
        BinaryExpressionType.Greater => ">",
        BinaryExpressionType.GreaterOrEqual => ">=",
        BinaryExpressionType.Plus => "+",
        BinaryExpressionType.Coalesce => "??",
        BinaryExpressionType.In => "in",
        BinaryExpressionType.NotIn => "not in",
        _ => type.ToString(),
    };
}
