namespace GatewayKit.Proxy.Checks;

/// <summary>Checks whether a text can be sent as the value of a header (RFC 9110, section 5.5).</summary>
internal static class HeaderText
{
    public static bool IsValue(string text) => text.All(c => !char.IsControl(c) || c == '\t');
}
