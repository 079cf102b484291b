namespace GatewayKit.Acme.Protocol;

/// <summary>Text of a server for messages.</summary>
internal static class AcmeText
{
    private const int Longest = 300;

    /// <summary>Returns the text on one line, without control characters and with a bounded length.</summary>
    public static string Shorten(string text)
    {
        var line = string.Concat(text.Take(Longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)).Trim();
        return text.Length > Longest ? line + "..." : line;
    }
}
