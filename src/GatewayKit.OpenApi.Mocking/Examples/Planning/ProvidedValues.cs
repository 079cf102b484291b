using System.Runtime.InteropServices;
using System.Text.Json;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.Examples.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The values that schemas provide: <c>const</c> or <c>enum</c>, otherwise examples and defaults. Only valid values are
/// used.</summary>
internal static class ProvidedValues
{
    private const int MaxValues = 256;

    /// <summary>The budget for checking the values; values that exceed it aren't used.</summary>
    private const int Checking = 16_000;

    public static byte[][] Of(Shape shape, ShapeReader reader, WorkBudget work)
    {
        var checks = new WorkBudget(Checking);
        var values = reader.Closed is { } closed ? closed : Examples(reader);
        byte[][] given = [.. values.Take(MaxValues).Select(value => Allowed(shape, value, checks)).OfType<byte[]>()];
        work.SpendReading(Checking - checks.Left);
        if (checks.HasGivenUp)
            work.GiveUp();
        return given;
    }

    private static IEnumerable<JsonElement> Examples(ShapeReader reader)
    {
        if (reader.Preferred is { } preferred)
            yield return Element(preferred);
        foreach (var schema in reader.Objects)
        {
            if (schema.TryGetProperty("example", out var example))
                yield return example;
            if (schema.TryGetProperty("examples", out var examples) && examples.ValueKind == JsonValueKind.Array)
            {
                foreach (var value in examples.EnumerateArray())
                    yield return value;
            }
        }
        foreach (var schema in reader.Objects)
        {
            if (schema.TryGetProperty("default", out var value))
                yield return value;
        }
    }

    /// <summary>Returns the value as JSON, without the properties that are omitted in this direction; <c>null</c> if it isn't
    /// valid.</summary>
    private static byte[]? Allowed(Shape shape, JsonElement value, WorkBudget checks)
    {
        if (checks.HasGivenUp)
            return null;
        var hidden = value.ValueKind == JsonValueKind.Object
            ? shape.Object.Members.Where(member => member.IsHidden).Select(member => member.Name).ToHashSet(StringComparer.Ordinal)
            : [];
        if (hidden.Count > 0)
            value = Without(value, hidden);
        return shape.Allows(value, checks) ? JsonMarshal.GetRawUtf8Value(value).ToArray() : null;
    }

    private static JsonElement Element(string text)
    {
        using var buffer = new JsonBuffer();
        buffer.WriteText(text);
        return JsonElement.Parse(buffer.From(0));
    }

    private static JsonElement Without(JsonElement value, HashSet<string> names)
    {
        using var buffer = new JsonBuffer();
        buffer.Write((byte)'{');
        foreach (var property in value.EnumerateObject().Where(property => !names.Contains(JsonText.Name(property))))
        {
            if (buffer.Length > 1)
                buffer.Write((byte)',');
            buffer.WriteText(JsonText.Name(property));
            buffer.Write((byte)':');
            buffer.Write(JsonMarshal.GetRawUtf8Value(property.Value));
        }
        buffer.Write((byte)'}');
        return JsonElement.Parse(buffer.From(0));
    }
}
