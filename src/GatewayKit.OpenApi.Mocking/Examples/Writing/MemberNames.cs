using System.Globalization;
using System.Text.Json;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.Examples.Planning;
using GatewayKit.OpenApi.Mocking.Examples.Texts;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>Generates unique names for properties.</summary>
internal sealed class MemberNames(ExampleWriter writer, ObjectShape shape)
{
    private readonly HashSet<string> _used = new(shape.Members.Select(member => member.Name), StringComparer.Ordinal);
    private readonly Shape? _names = shape.Names(writer.Work);

    /// <summary>Returns another name; <c>null</c> if the generated name is already used or isn't allowed.</summary>
    public string? Next(int attempt)
    {
        var name = _names is not null && attempt % 3 != 2 ? Written(_names, attempt - (attempt / 3)) : Invented(attempt);
        return name is not null && _used.Add(name) ? name : null;
    }

    private string? Invented(int attempt)
    {
        var patterns = shape.NamePatterns;
        var name = patterns.Count > 0 && attempt % 4 != 3
            ? patterns[attempt % patterns.Count].Make(ref writer.Random, 0, 256, attempt, writer.Varies)
                : writer.Varies ? PlausibleTexts.Word(ref writer.Random)
                : "property" + (attempt + 1).ToString(CultureInfo.InvariantCulture);
        return _names is null || IsAllowed(name, _names) ? name : null;
    }

    private bool IsAllowed(string name, Shape names)
    {
        var start = writer.Buffer.Length;
        writer.Buffer.WriteText(name);
        var allowed = writer.Work.Spend(2) && names.Allows(ExampleWriter.Parse(writer.Buffer.From(start)), writer.Work);
        writer.Buffer.CutTo(start);
        return allowed;
    }

    private string? Written(Shape names, int number)
    {
        var (start, shift, kind) = (writer.Buffer.Length, writer.Shift, writer.Kind);
        (writer.Shift, writer.Kind) = (shift + number, TextKind.Tag);
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
