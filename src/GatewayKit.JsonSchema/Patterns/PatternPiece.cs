using System.Text.RegularExpressions;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Patterns;

/// <summary>A pattern that a text must match, or must not match.</summary>
internal sealed class PatternPiece
{
    private readonly Regex? _linear;
    private readonly Lazy<Regex> _clocked;
    private readonly long _size;

    private PatternPiece(Regex? linear, Lazy<Regex> clocked, long size, bool isWanted)
        => (_linear, _clocked, _size, IsWanted) = (linear, clocked, size, isWanted);

    public bool IsWanted { get; }

    /// <exception cref="NotSupportedException">The pattern is too large for linear time, and backtracking isn't allowed.</exception>
    public static PatternPiece Of(TranslatedPattern pattern, bool isWanted, JsonSchemaOptions options)
    {
        var linear = pattern.Backtracks ? null : Linear(pattern, options);
        var kind = RegexOptions.CultureInvariant | (linear is null ? RegexOptions.None : RegexOptions.NonBacktracking);
        var timeout = options.PatternTimeout == TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : options.PatternTimeout;
        var clocked = new Lazy<Regex>(() => new Regex(pattern.Pattern, kind, timeout));
        if (linear is null)
            _ = clocked.Value;
        return new PatternPiece(linear, clocked, pattern.Size, isWanted);
    }

    /// <summary>Whether a text matches; <c>null</c> if matching takes too long.</summary>
    public bool? Match(ReadOnlySpan<char> text) => _linear is null ? MatchClocked(text) : _linear.IsMatch(text);

    /// <summary>Like <see cref="Match(ReadOnlySpan{char})"/>, with a budget.</summary>
    public bool? Match(ReadOnlySpan<char> text, EvaluationBudget budget)
    {
        if (_linear is not null && budget.IsSmall(text.Length, _size))
            return _linear.IsMatch(text);
        if (!budget.HasTime)
            return null;
        var start = EvaluationBudget.Start();
        var matches = MatchClocked(text);
        budget.Stop(start);
        return matches;
    }

    private bool? MatchClocked(ReadOnlySpan<char> text)
    {
        try
        {
            return _clocked.Value.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex? Linear(TranslatedPattern pattern, JsonSchemaOptions options)
    {
        try
        {
            return new Regex(pattern.Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException) when (options.PatternTimeout > TimeSpan.Zero)
        {
            // Too large; try backtracking with its time limit.
            return null;
        }
    }
}
