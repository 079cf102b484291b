using System.Globalization;
using System.Text.Json;
using GatewayKit.OpenApi.Examples.Patterns;
using GatewayKit.OpenApi.Examples.Planning;
using GatewayKit.OpenApi.Examples.Texts;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Examples.Writing;

/// <summary>Makes up names for properties, none of them twice.</summary>
internal sealed class MemberNames(ExampleWriter writer, ObjectShape shape)
{
    private readonly HashSet<string> _used = new(shape.Members.Select(member => member.Name), StringComparer.Ordinal);
    private readonly PatternExample[] _patterns = [.. shape.NamePatterns.Select(PatternExample.Of).OfType<PatternExample>()];

    /// <summary>Another name; null if the one that was found is used already.</summary>
    public string? Next(int attempt)
    {
        var name = shape.Names is { } names && attempt % 3 != 2 ? Written(names, attempt)
            : _patterns.Length > 0 && attempt % 2 == 0 ? _patterns[attempt / 2 % _patterns.Length].Make(ref writer.Random, 0, 256, attempt, writer.Varies)
            : writer.Varies ? PlausibleTexts.Word(ref writer.Random)
            : "property" + (attempt + 1).ToString(CultureInfo.InvariantCulture);
        return name is not null && _used.Add(name) ? name : null;
    }

    private string? Written(Shape names, int attempt)
    {
        var (start, shift, kind) = (writer.Buffer.Length, writer.Shift, writer.Kind);
        (writer.Shift, writer.Kind) = (shift + attempt, TextKind.Tag);
        var name = writer.Write(names) ? Text(ExampleWriter.Parse(writer.Buffer.From(start))) : null;
        (writer.Shift, writer.Kind) = (shift, kind);
        writer.Buffer.CutTo(start);
        return name;
    }

    private static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        using var text = JsonText.Of(value, stackalloc char[JsonText.BufferSize]);
        return text.Characters.ToString();
    }
}
