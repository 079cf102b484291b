using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Formats;
using GatewayKit.JsonSchema.Patterns;
using GatewayKit.OpenApi.Mocking.Examples.Patterns;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The strings that a shape allows.</summary>
internal sealed class TextShape(int minimum, int maximum, EcmaPattern[] patterns, string[] formats, JsonSchemaDialect dialect)
{
    private readonly TextFormat[] _checks = [.. formats.Select(format => KnownFormats.Find(format, dialect)).OfType<TextFormat>()];
    private readonly Lazy<PatternExample[]> _examples =
        new(() => [.. patterns.Select(pattern => PatternExample.Of(pattern.Source)).OfType<PatternExample>()]);

    /// <summary>The minimum length in code points.</summary>
    public int Minimum => minimum;

    public int Maximum => maximum;

    public string[] Formats => formats;

    public bool HasPatterns => patterns.Length > 0;

    /// <summary>Generators of texts for the patterns; patterns that nothing matches are left out.</summary>
    public IReadOnlyList<PatternExample> Patterns => _examples.Value;

    /// <summary>Whether a pattern requires a longer text than allowed.</summary>
    public bool IsTooShort => Patterns.Any(pattern => pattern.Least > maximum);

    /// <summary>Whether a text is allowed; <c>null</c> if matching it takes too long.</summary>
    public bool? Allows(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                length--;
        }
        if (length < minimum || length > maximum)
            return false;
        foreach (var check in _checks)
        {
            if (!check(text))
                return false;
        }
        bool? allowed = true;
        foreach (var pattern in patterns)
        {
            if (pattern.TryMatch(text) is not true and var match)
                return match;
        }
        return allowed;
    }
}
