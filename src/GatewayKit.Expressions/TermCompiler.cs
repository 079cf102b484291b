using System.Globalization;
using NCalc;
using NCalc.Visitors;

namespace GatewayKit.Expressions;

/// <summary>Compiles a parsed expression: gives each part a type, and rejects everything that isn't known here.</summary>
internal sealed class TermCompiler(ExpressionVocabulary vocabulary) : ILogicalExpressionVisitor<Term>
{
    private const int MaximumDepth = 200;

    private int _depth;

    /// <exception cref="ExpressionException">The expression isn't valid.</exception>
    public Term Compile(LogicalExpression expression)
    {
        if (++_depth > MaximumDepth)
            throw new ExpressionException($"it is nested more than {MaximumDepth} levels deep.");

        var term = expression.Accept(this);
        _depth--;
        return term;
    }

    Term ILogicalExpressionVisitor<Term>.Visit(ValueExpression expression) => expression.Value switch
    {
        bool value => new Condition(_ => value),
        string value => new Text(_ => value, value),
        int or long or double or decimal => LiteralOf(expression.Value),
        _ => throw new ExpressionException("a value must be a text, a number, true or false."),
    };

    Term ILogicalExpressionVisitor<Term>.Visit(Identifier expression) => vocabulary.Find(expression.Name);

    Term ILogicalExpressionVisitor<Term>.Visit(Function expression)
        => vocabulary.Call(expression.Identifier.Name, [.. expression.Parameters.Select(Compile)]);

    Term ILogicalExpressionVisitor<Term>.Visit(UnaryExpression expression)
        => (expression.Type, Compile(expression.Expression)) switch
        {
            (UnaryExpressionType.Not, Condition condition) => new Condition(context => !condition.Of(context)),
            (UnaryExpressionType.Negate, Number number) => new Number(context => -number.Of(context)),
            (UnaryExpressionType.Not, var term) => throw new ExpressionException($"'not' needs a condition; it has {term.Kind}."),
            (UnaryExpressionType.Negate, var term) => throw new ExpressionException($"'-' needs a number; it has {term.Kind}."),
            _ => throw new ExpressionException("only 'not', '!' and '-' can precede a value."),
        };

    Term ILogicalExpressionVisitor<Term>.Visit(BinaryExpression expression)
        => Operators.Create(expression.Type, Compile(expression.LeftExpression), Compile(expression.RightExpression));

    Term ILogicalExpressionVisitor<Term>.Visit(TernaryExpression expression)
        => Operators.Choose(
            Compile(expression.LeftExpression), Compile(expression.MiddleExpression), Compile(expression.RightExpression));

    Term ILogicalExpressionVisitor<Term>.Visit(LogicalExpressionList list)
    {
        Func<GatewayContext, string?>[] items =
            [.. list.Select(item => Compile(item) is Text text ? text.Of : throw new ExpressionException("a list must contain texts."))];
        return new Texts((context, text) => Array.Exists(items, item => item(context) == text) ? true
            : Array.Exists(items, item => item(context) is null) ? null
            : false);
    }

    private static Number LiteralOf(object value)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        return new Number(_ => number);
    }
}
