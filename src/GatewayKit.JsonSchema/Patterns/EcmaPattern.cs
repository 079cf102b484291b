using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Patterns;

/// <summary>An ECMA-262 regular expression. Matching takes linear time, unless the pattern has back references or lookaround; then a match
/// has a time limit. Lookaheads at the start of an anchored pattern are separate patterns.</summary>
internal sealed class EcmaPattern
{
    private readonly PatternPiece[] _pieces;
    private readonly SchemaNode _owner;
    private readonly string _place;

    private EcmaPattern(string source, PatternPiece[] pieces, SchemaNode owner, string place)
        => (Source, _pieces, _owner, _place) = (source, pieces, owner, place);

    public string Source { get; }

    /// <summary>Compiles a pattern; <c>null</c>, with an error of the schema, if it isn't valid.</summary>
    public static EcmaPattern? Read(SchemaReader schema, string place, string source)
    {
        try
        {
            var whole = EcmaTranslator.Translate(source, schema.Options.Tolerant);
            if (whole.Extension is { } extension)
                schema.Warn(place, $"The pattern isn't valid ECMA-262, which doesn't support '{extension}'. It is read as in "
                    + "other languages.");
            return new EcmaPattern(source, Pieces(source, whole, schema.Options), schema.Node, place);
        }
        catch (Exception e) when (e is PatternException)
        {
            schema.Error(place, $"The pattern isn't valid ECMA-262: {e.Message}.");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            schema.Error(place, "The pattern can't be used: it is too large or not supported.");
        }
        return null;
    }

    /// <summary>Whether a text matches; <c>null</c> if matching takes too long.</summary>
    public bool? TryMatch(ReadOnlySpan<char> text)
    {
        foreach (var piece in _pieces)
        {
            if (piece.Match(text) is not { } matches)
                return null;
            if (matches != piece.IsWanted)
                return false;
        }
        return true;
    }

    public bool IsMatch(ReadOnlySpan<char> text, EvaluationContext context)
    {
        if (!context.Take(1 + (text.Length * _pieces.Length / 16), _owner))
            return false;
        foreach (var piece in _pieces)
        {
            if (piece.Match(text, context.Budget) is not { } matches)
                return context.Abort(
                    $"{_owner.Location}/{_place}", "cost", $"Matching the pattern {Shortened.Text(Source)} takes too long.");
            if (matches != piece.IsWanted)
                return false;
        }
        return true;
    }

    private static PatternPiece[] Pieces(string source, TranslatedPattern whole, JsonSchemaOptions options)
    {
        if (!whole.Backtracks)
            return [PatternPiece.Of(whole, isWanted: true, options)];
        if (LeadingLookaheads.Split(source) is { } parts)
        {
            var translated = parts.ConvertAll(part => EcmaTranslator.Translate(part.Pattern, options.Tolerant));
            if (!translated.Exists(part => part.Backtracks))
                return [.. translated.Zip(parts, (part, origin) => PatternPiece.Of(part, origin.IsWanted, options))];
        }
        if (options.PatternTimeout == TimeSpan.Zero)
            throw new PatternException("lookaround and back references need backtracking, which is turned off");
        return [PatternPiece.Of(whole, isWanted: true, options)];
    }
}
