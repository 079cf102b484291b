using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting;

/// <summary>Checks the listen addresses of a server before the server starts.</summary>
public static class ListenUrl
{
    /// <summary>Finds an error in an address.</summary>
    /// <param name="url">An address such as <c>http://127.0.0.1:8080</c>, <c>http://*:80</c> or
    /// <c>http://unix:/run/gateway.sock</c>.</param>
    /// <param name="schemes">The schemes that are allowed, at least one.</param>
    /// <returns>The error as a sentence; null if the address is valid.</returns>
    public static string? FindError(string url, params ReadOnlySpan<string> schemes)
    {
        ArgumentNullException.ThrowIfNull(url);
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
            return $"'{url}' isn't a valid listen address; {allowed}.";
        }
    }
}
