using System.Text.RegularExpressions;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>A regular expression of ECMA-262. It takes time linear in the text, unless it has lookaround or back references;
/// then a match has a time limit.</summary>
internal sealed class EcmaPattern
{
    private readonly Regex _regex;
    private readonly string _location;

    private EcmaPattern(string source, Regex regex, string location) => (Source, _regex, _location) = (source, regex, location);

    public string Source { get; }

    /// <summary>Null, and an error of the schema, if the pattern is not valid.</summary>
    public static EcmaPattern? Read(SchemaReader schema, string place, string source)
    {
        try
        {
            var translation = EcmaTranslator.Translate(source, schema.Options.Tolerant);
            if (translation.Backtracks && schema.Options.PatternTimeout == TimeSpan.Zero)
                throw new PatternException("lookaround and back references need backtracking, which is turned off");
            var options = RegexOptions.CultureInvariant | (translation.Backtracks ? RegexOptions.None : RegexOptions.NonBacktracking);
            var timeout = translation.Backtracks ? schema.Options.PatternTimeout : Regex.InfiniteMatchTimeout;
            if (translation.Extension is { } extension)
                schema.Warn(place, $"The pattern is not one of ECMA-262, which has no '{extension}'. It is read as other languages read it.");
            return new EcmaPattern(source, new Regex(translation.Pattern, options, timeout), $"{schema.Node.Location}/{place}");
        }
        catch (Exception e) when (e is PatternException)
        {
            schema.Error(place, $"The pattern is not one of ECMA-262: {e.Message}.");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            schema.Error(place, "The pattern can't be used: it is too large, or of a kind that is not supported.");
        }
        return null;
    }

    /// <summary>Whether a text matches; null if it takes too long to tell.</summary>
    public bool? TryMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    public bool IsMatch(ReadOnlySpan<char> text, EvaluationContext context)
        => TryMatch(text) ?? context.Abort(_location, "pattern", $"Matching the pattern {Shortened.Text(Source)} takes too long.");
}
