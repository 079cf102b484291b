using System.Globalization;
using NCalc;
using NCalc.Exceptions;

namespace GatewayKit.Expressions;

/// <summary>
/// A condition about an exchange. NCalc parses its text; what the parts mean is decided here, when the configuration loads: an expression
/// uses only the names and functions of its vocabulary, every part has a type, and evaluating it can't loop, call into objects or take
/// long.
/// </summary>
internal sealed class ConditionExpression
{
    /// <summary>The maximum length of an expression, in characters.</summary>
    public const int MaximumLength = 2000;

    private readonly Func<GatewayContext, bool?> _condition;

    private ConditionExpression(Func<GatewayContext, bool?> condition) => _condition = condition;

    /// <summary>Compiles an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="vocabulary">The names and functions that it can use.</param>
    /// <param name="problem">The reason why the text isn't valid.</param>
    public static ConditionExpression? Parse(string text, ExpressionVocabulary vocabulary, out string problem)
    {
        problem = $"has more than {MaximumLength} characters";
        if (text.Length > MaximumLength)
            return null;

        try
        {
            var parsed = LogicalExpressionParser.Parse(
                text, new LogicalExpressionParserOptions(), CultureInfo.InvariantCulture, CancellationToken.None);
            var term = new TermCompiler(vocabulary).Compile(parsed);
            problem = $"is {term.Kind}; it must be a condition, which is true or false";
            return term is Condition condition ? new ConditionExpression(condition.Of) : null;
        }
        catch (ExpressionException error)
        {
            problem = $"isn't valid: {error.Message}";
        }
        catch (Exception error) when (error is NCalcException or InvalidOperationException or FormatException or OverflowException)
        {
            problem = $"isn't a valid expression: {error.Message.TrimEnd('.')}";
        }

        return null;
    }

    /// <summary>Returns whether the condition is true for an exchange, without a value that is missing.</summary>
    /// <exception cref="ExpressionException">The exchange doesn't determine a value.</exception>
    public bool IsTrue(GatewayContext context) => _condition(context) == true;
}
