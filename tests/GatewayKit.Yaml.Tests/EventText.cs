namespace GatewayKit.Yaml.Tests;

/// <summary>Writes events in the notation of the public YAML test suite, one a line.</summary>
internal static class EventText
{
    public static IEnumerable<YamlEvent> Events(string text)
    {
        var parser = new YamlParser(text, maximumDepth: 100);
        for (var step = parser.Read(); step.Kind != YamlEventKind.StreamEnd; step = parser.Read())
            yield return step;
    }

    public static string Of(string text) => string.Join('\n', Events(text).Select(Of));

    /// <summary>The scalars and brackets of a text on one line, for short cases.</summary>
    public static string Short(string text)
        => string.Join(' ', Events(text)
            .Where(e => e.Kind is not (YamlEventKind.DocumentStart or YamlEventKind.DocumentEnd))
            .Select(Short));

    private static string Of(YamlEvent step)
    {
        var properties = (step.Anchor is null ? "" : $" &{step.Anchor}") + (step.Tag is null ? "" : $" <{step.Tag}>");
        return step.Kind switch
        {
            YamlEventKind.DocumentStart => "+DOC",
            YamlEventKind.DocumentEnd => "-DOC",
            YamlEventKind.SequenceStart => $"+SEQ{properties}",
            YamlEventKind.SequenceEnd => "-SEQ",
            YamlEventKind.MappingStart => $"+MAP{properties}",
            YamlEventKind.MappingEnd => "-MAP",
            YamlEventKind.Alias => $"=ALI *{step.Value}",
            _ => $"=VAL{properties} {Sign(step.Style)}{Escaped(step.Value)}",
        };
    }

    private static string Short(YamlEvent step) => step.Kind switch
    {
        YamlEventKind.SequenceStart => "[",
        YamlEventKind.SequenceEnd => "]",
        YamlEventKind.MappingStart => "{",
        YamlEventKind.MappingEnd => "}",
        YamlEventKind.Alias => $"*{step.Value}",
        _ => $"<{Escaped(step.Value)}>",
    };

    private static char Sign(YamlScalarStyle style) => style switch
    {
        YamlScalarStyle.SingleQuoted => '\'',
        YamlScalarStyle.DoubleQuoted => '"',
        YamlScalarStyle.Literal => '|',
        YamlScalarStyle.Folded => '>',
        _ => ':',
    };

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\b", "\\b", StringComparison.Ordinal)
        .Replace("\0", "\\0", StringComparison.Ordinal);
}
