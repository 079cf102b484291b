namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Splits a single value without its name. Returns <c>null</c> for a malformed value.</summary>
internal static class StyledText
{
    public static TextNode? Read(ReadOnlySpan<char> raw, char separator, TextKind kind, bool explode, TextDecoding decoding) => kind switch
    {
        TextKind.Array => DelimitedText.Items(raw, separator, decoding),
        TextKind.Object when explode => DelimitedText.Assignments(raw, separator, decoding),
        TextKind.Object => DelimitedText.Pairs(raw, separator, decoding),
        _ => decoding.Decode(raw) is { } text ? TextNode.Of(text) : null,
    };
}
