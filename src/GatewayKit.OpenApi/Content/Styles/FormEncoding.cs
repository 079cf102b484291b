using System.Text;
using System.Text.Json;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Writes <c>application/x-www-form-urlencoded</c>: each property in its style, and an object without a style as JSON.</summary>
internal static class FormEncoding
{
    public static bool TryWrite(JsonElement value, OpenApiMediaType declared, out ReadOnlyMemory<byte> body)
    {
        body = default;
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        var pairs = new List<string>();
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonText.Name(member);
            AddPairs(pairs, Uri.EscapeDataString(name), member.Value, declared.Encoding.GetValueOrDefault(name));
        }
        body = Encoding.ASCII.GetBytes(string.Join('&', pairs));
        return true;
    }

    private static void AddPairs(List<string> pairs, string name, JsonElement value, OpenApiEncoding? encoding)
    {
        var explode = encoding?.Style is null || encoding.Explode;
        if (value.ValueKind == JsonValueKind.Array && explode)
            pairs.AddRange(value.EnumerateArray().Select(item => $"{name}={Escape(SimpleText.Scalar(item) ?? item.GetRawText())}"));
        else if (value.ValueKind == JsonValueKind.Object && encoding?.Style == ParameterStyle.DeepObject)
            pairs.AddRange(value.EnumerateObject().Select(member => $"{name}%5B{Escape(JsonText.Name(member))}%5D={Text(member.Value)}"));
        else if (value.ValueKind == JsonValueKind.Object && encoding?.Style == ParameterStyle.Form && explode)
            pairs.AddRange(value.EnumerateObject().Select(member => $"{Escape(JsonText.Name(member))}={Text(member.Value)}"));
        else if (value.ValueKind == JsonValueKind.Array || (value.ValueKind == JsonValueKind.Object && encoding?.Style is not null))
            pairs.Add($"{name}={string.Join(Escape(Separators.Of(encoding!.Style!.Value)), Pieces(value).Select(Text))}");
        else
            pairs.Add($"{name}={Text(value)}");
    }

    private static IEnumerable<JsonElement> Pieces(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray()
        : value.EnumerateObject().SelectMany(member => new[] { JsonNames.AsElement(member), member.Value });

    private static string Text(JsonElement value) => Escape(SimpleText.Scalar(value) ?? value.GetRawText());

    /// <summary>A comma is written as it is (RFC 6570, section 3.2.8); other separators aren't valid in a form.</summary>
    private static string Escape(char separator) => separator == ',' ? "," : Uri.EscapeDataString(separator.ToString());

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
