namespace GatewayKit.OpenApi.Content;

/// <summary>Takes a value apart that stands alone, its name taken away. Null for what is malformed.</summary>
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
