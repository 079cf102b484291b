namespace GatewayKit.JsonSchema.Values;

internal static class Shortened
{
    /// <summary>Shortens a text to at most 64 characters for a message.</summary>
    public static string Text(string text) => text.Length <= 64 ? text : text[..(char.IsHighSurrogate(text[60]) ? 60 : 61)] + "...";
}
