using System.Text;

namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>
/// A regular expression that matches a whole text in linear time: it follows all possible steps at the same time, and each at most once for
/// a character (R. Cox, "Regular Expression Matching Can Be Simple And Fast", 2007). .NET's expressions without backtracking need hundreds
/// of kilobytes each, and routes have thousands. Immutable; a match doesn't allocate.
/// </summary>
internal sealed class LinearRegex
{
    /// <summary>The maximum number of characters of a pattern.</summary>
    public const int MostCharacters = 4096;

    private readonly Instruction[] _steps;
    private readonly int _start;
    private readonly string _text;

    private LinearRegex(string pattern, Expression expression)
    {
        Pattern = pattern;
        (_steps, _start) = ExpressionCompiler.Compile(expression);
        _text = TextOf(expression);
    }

    /// <summary>The expression as configured.</summary>
    public string Pattern { get; }

    /// <summary>Creates an expression.</summary>
    /// <exception cref="ArgumentException">The pattern is invalid; the message says why.</exception>
    public static LinearRegex Create(string pattern)
        => pattern.Length <= MostCharacters
            ? new LinearRegex(pattern, ExpressionParser.Parse(pattern))
            : throw new ArgumentException($"it has {pattern.Length} characters; it can have up to {MostCharacters}.");

    /// <summary>Returns whether the expression matches a whole text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        var work = long.MaxValue;
        return IsMatch(text, ref work);
    }

    /// <summary>Returns whether the expression matches a whole text, without more than a given work.</summary>
    /// <param name="text">The text.</param>
    /// <param name="work">The steps that may be done; afterwards those that are left, below 0 if they weren't enough.</param>
    public bool IsMatch(ReadOnlySpan<char> text, ref long work)
    {
        // Most of the expressions that a request is compared with differ in the text with which they begin.
        if (!text.StartsWith(_text))
            return false;

        var size = _steps.Length;
        var run = new ExpressionRun(
            _steps, text, stackalloc ushort[size], stackalloc ushort[size], stackalloc ushort[size], stackalloc int[size]);
        return run.IsMatch(_start, ref work);
    }

    /// <summary>Returns the text that each match begins with, as far as it is easy to see.</summary>
    private static string TextOf(Expression expression)
    {
        var text = new StringBuilder();
        foreach (var item in expression is Expression.Sequence(var items) ? items : [expression])
        {
            if (item is Expression.OneOf({ Ranges: [var (first, last)] }) && first == last)
                text.Append((char)first);
            else if (item is not Expression.At(Anchor.Start))
                break;
        }

        return text.ToString();
    }
}
