using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace GatewayKit.Portal.Accounts;

/// <summary>Encrypted values in cookies.</summary>
internal static class ProtectedJson
{
    private const int MaximumLength = 4000;

    public static string Protect<T>(IDataProtector protector, T value) => protector.Protect(JsonSerializer.Serialize(value));

    /// <summary>Returns the value; null if it is missing, too long, modified, or encrypted with an unknown key.</summary>
    public static T? Unprotect<T>(IDataProtector protector, string? text)
        where T : class
    {
        if (text is not { Length: > 0 and <= MaximumLength })
            return null;

        try
        {
            return JsonSerializer.Deserialize<T>(protector.Unprotect(text));
        }
        catch (Exception error) when (error is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }
}
