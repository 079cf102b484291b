namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>Reads an extended key usage.</summary>
internal static class Purpose
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Returns the object identifier of a configured purpose; null if it isn't valid.</summary>
    public static string? Oid(string text)
        => text.Equals("clientAuth", StringComparison.OrdinalIgnoreCase) ? ClientAuthentication
            : text.Length is > 2 and <= 100 && text[0] is '0' or '1' or '2' && text.Split('.') is { Length: > 2 } arcs
                && arcs.All(arc => arc.Length > 0 && arc.All(char.IsAsciiDigit)) ? text : null;
}
