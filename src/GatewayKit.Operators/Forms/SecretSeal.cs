using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace GatewayKit.Operators.Forms;

/// <summary>Encrypts a new secret between a preview and its saving: the page that shows the preview has it, but can't reveal it
/// to a reader.</summary>
internal sealed class SecretSeal(IDataProtectionProvider protection)
{
    private const string Purpose = "GatewayKit.Operators.Secret";
    private const int Longest = 100_000;

    /// <param name="place">The place of the secret. The sealed text is of no use at another one.</param>
    /// <param name="secret">The secret.</param>
    public string Seal(string place, string secret) => protection.CreateProtector(Purpose, place).Protect(secret);

    /// <returns>The secret; null if the text isn't one for this place.</returns>
    public string? Open(string place, string text)
    {
        try
        {
            return text.Length <= Longest ? protection.CreateProtector(Purpose, place).Unprotect(text) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
