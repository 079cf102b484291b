using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting;

/// <summary>Checks the addresses that a server is to listen on before the server is started.</summary>
internal static class ListenUrl
{
    /// <summary>Looks for a mistake.</summary>
    /// <param name="url">An address such as <c>http://127.0.0.1:8080</c>, <c>http://*:80</c> or <c>http://unix:/run/gateway.sock</c>.</param>
    /// <param name="schemes">The schemes that are allowed.</param>
    /// <returns>What is wrong, as a sentence; null if nothing is.</returns>
    public static string? FindMistake(string url, params ReadOnlySpan<string> schemes)
    {
        var allowed = $"it must be an address such as {schemes[0]}://127.0.0.1:8080";
        try
        {
            var address = BindingAddress.Parse(url);
            if (!schemes.Contains(address.Scheme))
                return $"'{url}' has the scheme '{address.Scheme}'; {allowed}.";
            if (address.Port is < 0 or > ushort.MaxValue)
                return $"'{url}' has the port {address.Port}; it must be between 0 and {ushort.MaxValue}.";

            return address.PathBase.Length > 0 ? $"'{url}' has a path; {allowed}." : null;
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            return $"'{url}' is no address; {allowed}.";
        }
    }
}
