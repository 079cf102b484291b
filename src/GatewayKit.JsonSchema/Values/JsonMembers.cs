using System.Text.Json;

namespace GatewayKit.JsonSchema.Values;

internal static class JsonMembers
{
    /// <summary>Finds a property; the last one if the name repeats. Unlike
    /// <see cref="JsonElement.TryGetProperty(ReadOnlySpan{char}, out JsonElement)"/>, this also compares names with lone
    /// surrogates.</summary>
    public static bool TryGet(in JsonElement value, ReadOnlySpan<char> name, out JsonElement found)
    {
        found = default;
        var any = false;
        Span<char> buffer = stackalloc char[JsonText.BufferSize];
        foreach (var property in value.EnumerateObject())
        {
            using var candidate = JsonText.NameOf(property, buffer);
            if (!candidate.Characters.SequenceEqual(name))
                continue;
            found = property.Value;
            any = true;
        }
        return any;
    }
}
