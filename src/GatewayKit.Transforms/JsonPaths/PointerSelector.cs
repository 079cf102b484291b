using System.Globalization;

namespace GatewayKit.Transforms;

/// <summary>Selects what a reference token of a JSON Pointer names: a member of an object, or an item of an array (RFC 6901,
/// section 4).</summary>
internal sealed class PointerSelector(string token) : JsonSelector
{
    public string Token { get; } = token;

    public override void Select(JsonTree value, JsonPathRun run, List<JsonMatch> output)
    {
        run.Spend(1 + (value.Members?.Count ?? 0));
        if (Find(value) is { } found)
            output.Add(new JsonMatch(value, found));
    }

    private JsonTree? Find(JsonTree value)
    {
        if (value.Items is not { } items)
            return value.Find(Token);

        // Without leading zeros.
        return int.TryParse(Token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count
            && (Token.Length == 1 || Token[0] != '0')
                ? items[index]
                : null;
    }
}
