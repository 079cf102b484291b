using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Operators.Pages;

/// <summary>The digest of a previewed change, so that nothing else is saved. Its key is random: a digest doesn't reveal a secret.</summary>
internal static class PreviewDigest
{
    private static readonly byte[] s_key = RandomNumberGenerator.GetBytes(32);

    public static string Of(OptionsTarget target, long version, string content)
        => Convert.ToHexString(HMACSHA256.HashData(
            s_key,
            Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{target.Key}\n{target.Name}\n{version}\n{content}"))));

    public static bool Matches(string digest, string other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(digest), Encoding.UTF8.GetBytes(other));
}
